// One operation: its parameters, body and responses, and a form that sends it.

import { html, nothing } from '../lit-html/lit-html.js';
import { codeBlock, httpStatus, property } from '../dashboard/components.js';
import { disclosure } from '../dashboard/disclosure.js';
import { field } from '../dashboard/form.js';
import { indentJson, parseJson } from '../dashboard/format.js';
import { SIMULATOR } from '../dashboard/simulator-api.js';
import { curlCommand } from '../dashboard/snippets.js';
import { update } from '../dashboard/state.js';
import { credentialHeaders } from './credentials.js';
import { schemaView, typeOf } from './schema.js';

/** What the user has entered for an operation, and the response to it; by operationId. */
const drafts = new Map();

function draftOf({ body, id }) {
  if (!drafts.has(id)) {
    const example = body?.examples[0]?.value ?? (body && {});
    drafts.set(id, { parameters: {}, body: body ? JSON.stringify(example, null, 2) : '', error: '', response: null });
  }
  return drafts.get(id);
}

function change(operation, changes) {
  drafts.set(operation.id, { ...draftOf(operation), ...changes });
  update();
}

export function operationView(operation) {
  const { body, description, id, method, path, responses, summary } = operation;
  return html`<section class="operation-card" id=${id} aria-labelledby="${id}-title">
    <h2 id="${id}-title">${summary}</h2>
    <p class="endpoint"><code class="method">${method}</code> <code>${path}</code></p>
    <p>${description}</p>
    ${tryIt(operation)}
    ${body
      ? disclosure(`${id} body`, html`<span class="grow">Request body</span>`, () => schemaView(body.schema, 1))
      : nothing}
    ${responses.map((response) => responseView(id, response))}
  </section>`;
}

function responseView(id, { description, example, schema, status, type }) {
  return disclosure(
    `${id} ${status}`,
    html`${httpStatus(Number(status))} <span class="grow">${description}</span>`,
    () => html`${type && type !== 'application/json' ? html`<p class="hint">${type}</p>` : nothing}
      ${schema ? schemaView(schema, 1) : html`<p class="hint">No body.</p>`}
      ${example === undefined ? nothing : codeBlock(JSON.stringify(example, null, 2), `example of status ${status} of ${id}`)}`,
  );
}

function tryIt(operation) {
  const { body, id, parameters } = operation;
  const draft = draftOf(operation);
  return html`<form class="try" novalidate aria-label="Try ${id}" @submit=${(event) => send(event, operation)}>
    ${parameters.map((parameter) => parameterField(operation, parameter))}
    ${body ? bodyField(operation) : nothing}
    ${draft.error ? html`<p class="error" role="alert">${draft.error}</p>` : nothing}
    <button type="submit" class="primary">Send request</button>
    ${draft.response ? responseOf(operation, draft.response) : nothing}
  </form>`;
}

function parameterField(operation, { description, in: place, name, required, schema }) {
  const draft = draftOf(operation);
  const values = schema.enum ?? (schema.type === 'boolean' ? ['true', 'false'] : null);
  const enter = ({ target }) => change(operation, { parameters: { ...draft.parameters, [name]: target.value } });
  return field({
    id: `${operation.id}-${name}`,
    label: name,
    hint: `${required ? 'Required ' : ''}${place} parameter, ${typeOf(schema)}. ${description ?? ''}`,
    control: ({ describedBy, id }) =>
      values
        ? html`<select id=${id} aria-describedby=${describedBy} @change=${enter}>
            <option value="">Not sent</option>
            ${values.map((value) => html`<option value=${value}>${value}</option>`)}
          </select>`
        : html`<input
            id=${id}
            aria-describedby=${describedBy}
            autocomplete="off"
            spellcheck="false"
            placeholder=${schema.default ?? nothing}
            .value=${draft.parameters[name] ?? ''}
            @input=${enter}
          />`,
  });
}

function bodyField(operation) {
  const { body, id } = operation;
  const draft = draftOf(operation);
  return html`${body.examples.length > 1
      ? html`<label class="choice">
          <span>Example</span>
          <select @change=${({ target }) => change(operation, { body: JSON.stringify(body.examples[target.value].value, null, 2) })}>
            ${body.examples.map(({ name }, index) => html`<option value=${index}>${name}</option>`)}
          </select>
        </label>`
      : nothing}
    ${field({
      id: `${id}-body`,
      label: 'Request body',
      control: ({ id: control, describedBy }) => html`<textarea
        id=${control}
        aria-describedby=${describedBy}
        rows=${Math.min(14, draft.body.split('\n').length + 1)}
        spellcheck="false"
        .value=${draft.body}
        @input=${({ target }) => change(operation, { body: target.value })}
      ></textarea>`,
    })}`;
}

/** The request that the form describes; throws if a part of the path is missing. */
function requestOf(operation) {
  const { body, method, parameters, path, securityHeaders } = operation;
  const draft = draftOf(operation);
  const headers = credentialHeaders(securityHeaders);
  const query = new URLSearchParams();
  let target = path;
  for (const { in: place, name } of parameters) {
    const value = draft.parameters[name] ?? '';
    if (place === 'path') {
      if (!value) {
        throw new Error(`Enter the parameter ${name}.`);
      }
      target = target.replace(`{${name}}`, encodeURIComponent(value));
    } else if (value && place === 'header') {
      headers[name] = value;
    } else if (value) {
      query.set(name, value);
    }
  }
  const search = query.size ? `?${query}` : '';
  return {
    method,
    url: SIMULATOR + target + search,
    headers: body ? { ...headers, 'Content-Type': 'application/json' } : headers,
    body: body ? draft.body : undefined,
  };
}

async function send(event, operation) {
  event.preventDefault();
  try {
    const request = requestOf(operation);
    const start = performance.now();
    const response = await fetch(request.url, { ...request, cache: 'no-store' });
    const text = await response.text();
    change(operation, {
      error: '',
      response: {
        request,
        status: response.status,
        headers: Object.fromEntries(response.headers),
        text,
        milliseconds: Math.round(performance.now() - start),
      },
    });
  } catch (error) {
    change(operation, { error: error.message, response: null });
  }
}

function responseOf({ id }, { headers, milliseconds, request, status, text }) {
  return html`<div class="response" role="status">
      <h3>Response ${httpStatus(status)} <span class="hint">${milliseconds} ms</span></h3>
      ${text ? codeBlock(parseJson(text) === null ? text : indentJson(text), `response to ${id}`) : html`<p class="hint">No body.</p>`}
    </div>
    ${disclosure(
      `${id} headers`,
      html`<span class="grow">Response headers</span>`,
      () => html`<dl class="properties aligned">${Object.entries(headers).map(([name, value]) => property(name, value))}</dl>`,
    )}
    <h3>curl command</h3>
    <div class="curl">${codeBlock(curlCommand(request), `curl command of ${id}`)}</div>`;
}
