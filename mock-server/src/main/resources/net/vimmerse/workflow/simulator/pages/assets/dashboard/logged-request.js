// One entry of the request log: a request with its response.

import { html, nothing } from '../lit-html/lit-html.js';
import { apiKeyOf } from './api-keys.js';
import { codeBlock, httpStatus, property } from './components.js';
import { disclosure } from './disclosure.js';
import { formatLocation, indentJson, parseJson, time } from './format.js';
import { SIMULATOR } from './simulator-api.js';
import { curlCommand } from './snippets.js';
import { state } from './state.js';

/** A request in a list, which opens in place. */
export function requestCard(request) {
  const { at, duration_ms: duration, method, number, operation, status } = request;
  return disclosure(
    `${state.namespace}/${number}`,
    html`${httpStatus(status)}
      <span class="grow"><strong>${method}</strong> ${target(request)} <span class="operation">${operation}</span></span>
      <span class="operation">${duration} ms</span>
      <time datetime=${at}>${time(at)}</time>`,
    () => content(request, (text) => html`<h4>${text}</h4>`),
    'logged-request',
  );
}

/** The selected request. */
export function requestDetail(request) {
  const { at, duration_ms: duration, method, operation, status } = request;
  return html`<header class="detail-head">
      <h2 id="detail-title" tabindex="-1">${method} ${target(request)}</h2>
      ${httpStatus(status)}
    </header>
    <p class="summary">
      <span>${operation}</span>
      <time datetime=${at}>${time(at)}</time>
      <span>${duration} ms</span>
    </p>
    ${content(request, (text) => html`<h3 class="part">${text}</h3>`)}`;
}

/** @param title renders the title of a part, at the level where the content is */
function content(request, title) {
  const { body, headers, note, response, response_headers: responseHeaders } = request;
  return html`${note ? html`<p class="note"><strong>X-Simulator-Note:</strong> ${note}</p>` : nothing}
    ${validationErrors(request)} ${text(title, 'Request body', body)} ${text(title, 'Response body', response)}
    ${table(title, 'Request headers', headers)} ${table(title, 'Response headers', responseHeaders)}
    ${title('curl command')} ${codeBlock(command(request), 'curl command')}`;
}

function text(title, name, value) {
  return value ? html`${title(name)} ${codeBlock(indentJson(value), name.toLowerCase())}` : nothing;
}

function table(title, name, headers) {
  const entries = Object.entries(headers);
  return entries.length
    ? html`${title(name)}
        <dl class="properties aligned">${entries.map(([header, value]) => property(header, value))}</dl>`
    : nothing;
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

/** The path of a request with its query. */
export function target({ path, query }) {
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
