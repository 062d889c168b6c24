// Reads the OpenAPI document: which templates there are, with which fields, and which operations.

/** Returns the function that follows the references of a node in a document. */
export function resolver(document) {
  const resolve = (node) => (node?.$ref ? resolve(follow(document, node.$ref)) : node);
  return resolve;
}

export function parseDocument(document) {
  const resolve = resolver(document);
  const schema = (reference) => ({ name: reference.$ref.split('/').pop(), ...resolve(reference) });
  const templates = document.components.schemas.CreateWorkflowRequest.oneOf
    .map(schema)
    .map((request) => template(request, resolve, schema));
  const operations = Object.values(document.paths)
    .flatMap((path) => Object.values(path))
    .filter((operation) => operation?.operationId)
    .map((operation) => ({ id: operation.operationId, summary: operation.summary }));
  return { templates, operations };
}

function template(request, resolve, schema) {
  const properties = Object.assign({}, ...request.allOf.map((each) => resolve(each).properties));
  const { template_id: id, options, ...common } = properties;
  const { label, description, inputs, modes } = request['x-template'];
  const fields = (properties) => Object.entries(properties).map(([name, each]) => field(name, each, schema));
  return {
    id: id.enum[0],
    className: request.name,
    label,
    description,
    inputs,
    modes: Object.entries(modes).map(([name, mode]) => ({ name, ...mode })),
    fields: fields(common),
    optionsClassName: schema(options).name,
    options: fields(resolve(options).properties),
  };
}

/** A field, with the class name of its type if the document names one. */
function field(name, property, schema) {
  // In OpenAPI 3.0, a default beside a reference requires an allOf around the reference.
  const reference = property.$ref ? property : property.allOf?.[0];
  const type = reference ? schema(reference) : property;
  return {
    name,
    className: reference && type.name,
    schema: type,
    description: property.description ?? type.description ?? '',
    defaultValue: property.default,
  };
}

function follow(document, reference) {
  return reference
    .slice(2)
    .split('/')
    .reduce((node, name) => node[name.replaceAll('~1', '/').replaceAll('~0', '~')], document);
}
