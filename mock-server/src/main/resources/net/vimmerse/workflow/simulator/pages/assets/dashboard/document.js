// Takes the API's document apart: what can be created, and with which fields.

/** The templates, in the document's order, and the operations. */
export function takeApart(document) {
  const resolve = (node) => (node?.$ref ? resolve(at(document, node.$ref)) : node);
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
  const parts = request.allOf.map(resolve);
  const properties = Object.assign({}, ...parts.map((part) => part.properties));
  const { template_id: id, options, ...common } = properties;
  const facts = request['x-template'];
  return {
    id: id.enum[0],
    className: request.name,
    label: facts.label,
    description: facts.description,
    inputs: facts.inputs,
    modes: Object.entries(facts.modes).map(([name, mode]) => ({ name, ...mode })),
    fields: Object.entries(common).map(([name, each]) => field(name, each, resolve, schema)),
    optionsClassName: schema(options).name,
    options: Object.entries(resolve(options).properties).map(([name, each]) =>
      field(name, each, resolve, schema),
    ),
  };
}

/** A field, with the type that it refers to, if that has a name. */
function field(name, property, resolve, schema) {
  // A default beside a reference needs an allOf around the reference in OpenAPI 3.0.
  const reference = property.$ref ? property : property.allOf?.[0];
  const type = reference ? schema(reference) : property;
  return {
    name,
    className: reference && type.name,
    schema: type,
    description: property.description ?? type.description ?? '',
    fallback: property.default,
    isInput: Boolean(property['x-input']),
  };
}

function at(document, reference) {
  return reference
    .slice(2)
    .split('/')
    .reduce((node, part) => node[part.replaceAll('~1', '/').replaceAll('~0', '~')], document);
}
