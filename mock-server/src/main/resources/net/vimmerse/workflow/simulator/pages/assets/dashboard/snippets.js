// Writes a request as code, in several languages.

export const LANGUAGES = [
  { id: 'curl', label: 'curl', write: curl },
  { id: 'javascript', label: 'JavaScript', write: javascript },
  { id: 'python', label: 'Python', write: python },
  { id: 'java', label: 'Java', write: java },
];

/** The shell command that sends a request. */
export function curlCommand({ method, url, headers, body }) {
  const parts = [`curl -X ${method} ${quoted(url)}`];
  for (const [name, value] of Object.entries(headers)) {
    parts.push(`-H ${quoted(`${name}: ${value}`)}`);
  }
  if (body) {
    parts.push(`-d ${quoted(body)}`);
  }
  return parts.join(' \\\n  ');
}

function quoted(text) {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}

function curl({ body, key, origin }) {
  return curlCommand({
    method: 'POST',
    url: `${origin}/v2/workflow`,
    headers: { 'X-Api-Key': key, 'Content-Type': 'application/json' },
    body: JSON.stringify(body, null, 2),
  });
}

function javascript({ body, key, origin }) {
  return `const response = await fetch(${JSON.stringify(origin + '/v2/workflow')}, {
  method: 'POST',
  headers: { 'X-Api-Key': ${JSON.stringify(key)}, 'Content-Type': 'application/json' },
  body: JSON.stringify(${indent(JSON.stringify(body, null, 2), 2)}),
});
const { data: workflow } = await response.json();
console.log(workflow.id, workflow.processing_status);`;
}

function python({ body, key, origin }) {
  return `import json
import urllib.request

request = urllib.request.Request(
    ${JSON.stringify(origin + '/v2/workflow')},
    method="POST",
    headers={"X-Api-Key": ${JSON.stringify(key)}, "Content-Type": "application/json"},
    data=json.dumps(${indent(JSON.stringify(body, null, 4), 4)}).encode(),
)
with urllib.request.urlopen(request) as response:
    workflow = json.load(response)["data"]
print(workflow["id"], workflow["processing_status"])`;
}

/** For the Java client, whose names are generated from the document. */
function java({ body, key, origin, template }) {
  const calls = setters(template.fields, body);
  if (body.options) {
    const options = setters(template.options, body.options);
    calls.push(
      `.options(\n            ${template.optionsClassName}.builder()${lines(options, 16)}` +
        `\n                .build())`,
    );
  }
  return `import net.vimmerse.workflow.client.WorkflowClient;
import net.vimmerse.workflow.client.model.*;

${template.className} request =
    ${template.className}.builder()${lines(calls, 8)}
        .build();

try (WorkflowClient client =
    WorkflowClient.builder().apiKey(${javaText(key)}).baseUrl(${javaText(origin)}).build()) {
  Workflow done = client.create(request).await();
  System.out.println(done.result());
}`;
}

function setters(fields, values) {
  return fields
    .filter((field) => values[field.name] !== undefined)
    .flatMap((field) => {
      const value = values[field.name];
      return Array.isArray(value)
        ? value.map((item) => `.add${pascal(field.name).replace(/s$/, '')}(${javaText(item)})`)
        : [`.${camel(field.name)}(${javaValue(field, value)})`];
    });
}

function javaValue(field, value) {
  return field.schema.enum && field.className
    ? `${field.className}.${constant(field.schema, value)}`
    : javaText(value);
}

/** The name of an enum constant: the document's, or else by the generator's rule. */
function constant(schema, value) {
  const named = schema['x-enum-varnames']?.[schema.enum.indexOf(value)];
  return (
    named ??
    value
      .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
      .replace(/([A-Z]+)([A-Z][a-z])/g, '$1_$2')
      .toUpperCase()
  );
}

function javaText(text) {
  return JSON.stringify(text);
}

function camel(name) {
  return name.replace(/_(.)/g, (_, letter) => letter.toUpperCase());
}

function pascal(name) {
  return name.charAt(0).toUpperCase() + camel(name).slice(1);
}

function lines(calls, spaces) {
  return calls.map((call) => `\n${' '.repeat(spaces)}${call}`).join('');
}

function indent(text, spaces) {
  return text.replaceAll('\n', `\n${' '.repeat(spaces)}`);
}
