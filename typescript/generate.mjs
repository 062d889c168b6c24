// Makes generated/workflow-api.d.ts from the OpenAPI document: node generate.mjs [DOCUMENT]
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import openapiTS, { astToString } from 'openapi-typescript';
import ts from 'typescript';
import { parse } from 'yaml';

const here = new URL('./', import.meta.url);
const source = process.argv[2] ?? new URL('../openapi/workflow-api.yaml', here);
const target = new URL('generated/workflow-api.d.ts', here);

const document = parse(await readFile(source, 'utf8'));
visit(document, (node) => {
  // It would make template_id required of the default template's requests, too. The literal types of
  // the ids tell the requests apart without it.
  if (node.oneOf) {
    delete node.discriminator;
  }

  // A set of names and any other text beside it: plain string would swallow the names.
  if (node.anyOf?.some((schema) => schema.$ref)) {
    node.anyOf = node.anyOf.map((schema) => (isAnyText(schema) ? { ...schema, 'x-open': true } : schema));
  }
});

const types = await openapiTS(document, {
  defaultNonNullable: false, // a member with a default may be left out of a request
  rootTypes: true,
  rootTypesNoSchemaPrefix: true,
  rootTypesKeepCasing: true,
  transform: (schema) => (schema['x-open'] ? anyOtherText() : undefined),
});

await mkdir(new URL('./', target), { recursive: true });
await writeFile(target, '// Made by generate.mjs from the OpenAPI document. Not to be edited.\n' + astToString(types));

function visit(node, action) {
  if (node === null || typeof node !== 'object') {
    return;
  }
  action(node);
  Object.values(node).forEach((child) => visit(child, action));
}

function isAnyText(schema) {
  return schema.type === 'string' && Object.keys(schema).length === 1;
}

/** string & {}, which a union keeps apart from the names it knows. */
function anyOtherText() {
  return ts.factory.createIntersectionTypeNode([
    ts.factory.createKeywordTypeNode(ts.SyntaxKind.StringKeyword),
    ts.factory.createTypeLiteralNode([]),
  ]);
}
