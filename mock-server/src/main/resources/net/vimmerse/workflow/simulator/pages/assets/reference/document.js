// Reads an OpenAPI document into what the page shows.

import { resolver } from '../dashboard/openapi.js';

const METHODS = ['get', 'post', 'put', 'patch', 'delete'];

export function read(document) {
  const resolve = resolver(document);
  const { schemas, securitySchemes = {} } = document.components;
  const headers = Object.values(securitySchemes).map(({ name, description }) => ({ name, description }));
  const operations = Object.entries(document.paths).flatMap(([path, item]) =>
    METHODS.filter((method) => item[method]).map((method) => ({
      ...operation(method, path, item, resolve),
      securityHeaders: headers,
    })),
  );
  return {
    info: { description: '', ...document.info },
    operations,
    headers,
    schemas: Object.entries(schemas).map(([name, schema]) => ({ name, schema: expand(schema, resolve) })),
  };
}

function operation(method, path, item, resolve) {
  const { operationId: id, summary, description = '', parameters = [], requestBody, responses } = item[method];
  const body = resolve(requestBody)?.content?.['application/json'];
  return {
    id,
    method: method.toUpperCase(),
    path,
    summary,
    description,
    parameters: [...(item.parameters ?? []), ...parameters].map(resolve).map((each) => ({
      ...each,
      schema: expand(each.schema, resolve),
    })),
    body: body && { schema: expand(body.schema, resolve), examples: examplesOf(body) },
    responses: Object.entries(responses).map(([status, response]) => responseOf(status, resolve(response), resolve)),
  };
}

function responseOf(status, { content = {}, description }, resolve) {
  const [type, media] = Object.entries(content)[0] ?? [];
  return {
    status,
    description,
    type,
    schema: media?.schema && expand(media.schema, resolve),
    example: media && examplesOf(media)[0]?.value,
  };
}

function examplesOf({ example, examples = {} }) {
  return example === undefined
    ? Object.entries(examples).map(([name, { summary, value }]) => ({ name: summary ?? name, value }))
    : [{ name: 'Example', value: example }];
}

/** A schema without references: {name, type, description, properties, items, choices}. */
function expand(schema, resolve, seen = []) {
  const name = schema?.$ref?.split('/').pop();
  if (seen.includes(name)) {
    return { name, type: name };
  }
  const path = name ? [...seen, name] : seen;
  const whole = resolve(schema) ?? {};
  const parts = (whole.allOf ?? []).map((each) => expand(each, resolve, path));
  const properties = Object.entries(whole.properties ?? {}).map(([property, each]) => ({
    property,
    required: whole.required?.includes(property) ?? false,
    schema: { ...expand(each, resolve, path), ...own(each) },
  }));
  return {
    name,
    type: whole.type ?? parts.find(({ type }) => type)?.type ?? '',
    label: whole['x-template']?.label,
    ...own(whole),
    enum: whole.enum ?? whole['x-extensible-enum'] ?? parts.find((part) => part.enum)?.enum,
    properties: merged([...parts.flatMap((part) => part.properties ?? []), ...properties]),
    items: whole.items && expand(whole.items, resolve, path),
    choices: (whole.oneOf ?? whole.anyOf ?? []).map((each) => expand(each, resolve, path)),
  };
}

/** What a schema says itself, rather than what it refers to. */
function own(schema) {
  const names = ['description', 'default', 'minimum', 'maximum', 'minLength', 'maxLength', 'pattern', 'nullable', 'format'];
  return Object.fromEntries(names.filter((name) => schema[name] !== undefined).map((name) => [name, schema[name]]));
}

/** Later properties replace earlier ones of the same name, and make them required. */
function merged(properties) {
  const byName = new Map();
  for (const each of properties) {
    const known = byName.get(each.property);
    byName.set(each.property, { ...each, required: each.required || (known?.required ?? false) });
  }
  return [...byName.values()];
}
