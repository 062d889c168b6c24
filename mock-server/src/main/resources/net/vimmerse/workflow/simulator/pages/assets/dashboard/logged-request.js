// One entry of the request log: a request with its response.

import { html, nothing } from '../lit-html/lit-html.js';
import { apiKeyOf } from './api-keys.js';
import { codeBlock, httpStatus } from './components.js';
import { formatLocation, indentJson, parseJson, time } from './format.js';
import { SIMULATOR } from './simulator-api.js';
import { curlCommand } from './snippets.js';
import { state } from './state.js';

export function loggedRequest(request) {
  return html`<details class="card logged-request">
    <summary>
      ${httpStatus(request.status)}
      <span class="grow"><strong>${request.method}</strong> ${target(request)}
        <span class="operation">${request.operation}</span></span>
      <time datetime=${request.at}>${time(request.at)}</time>
    </summary>
    ${request.note ? html`<p class="note"><strong>Note:</strong> ${request.note}</p>` : nothing}
    ${validationErrors(request)} ${body('Request body', request.body)} ${body('Response body', request.response)}
    <h4>curl command</h4>
    ${codeBlock(command(request), 'curl command')}
  </details>`;
}

function body(title, text) {
  return text ? html`<h4>${title}</h4>${codeBlock(indentJson(text), title.toLowerCase())}` : nothing;
}

function validationErrors({ status, body, response }) {
  const violations = status === 422 ? parseJson(response)?.detail : null;
  return Array.isArray(violations)
    ? html`<div class="note" data-status="fail">
        <strong>Validation errors</strong>
        <ul>
          ${violations.map(
            ({ loc, msg, ctx }) => html`<li>
              <code>${formatLocation(loc)}</code> ${reason(msg, ctx)}${received(parseJson(body), loc)}
            </li>`,
          )}
        </ul>
      </div>`
    : nothing;
}

/** The message with the cause, if the message lacks it. */
function reason(msg, ctx) {
  return ctx?.error && !msg.includes(ctx.error) ? `${msg}: ${ctx.error}` : msg;
}

/** The invalid value that the request had at a location in its body. */
function received(body, loc) {
  const value = loc.slice(1).reduce((node, name) => node?.[name], body);
  return loc[0] !== 'body' || loc.length === 1 || value === undefined
    ? nothing
    : html`; received <code>${JSON.stringify(value)}</code>`;
}

function target({ path, query }) {
  const search = new URLSearchParams(query).toString();
  return search ? `${path}?${search}` : path;
}

function command(request) {
  const { 'User-Agent': agent, ...headers } = request.headers;
  return curlCommand({
    method: request.method,
    url: SIMULATOR + target(request),
    headers: { 'X-Api-Key': apiKeyOf(state.namespace) ?? 'YOUR_KEY', ...headers },
    body: request.body,
  });
}
