// One request and its answer, as the log has them.

import { html, nothing } from '../lit-html/lit-html.js';
import { code, source } from './parts.js';
import { keyOf } from './keys.js';
import { curlOf } from './snippets.js';
import { state } from './store.js';
import { place, pretty, time } from './text.js';

export function exchangeView(exchange) {
  return html`<details class="card exchange">
    <summary>
      ${code(exchange.status)}
      <span class="grow"><strong>${exchange.method}</strong> ${target(exchange)}
        <span class="operation">${exchange.operation}</span></span>
      <time datetime=${exchange.at}>${time(exchange.at)}</time>
    </summary>
    ${explanation(exchange)}
    ${exchange.body ? html`<h4>Request body</h4>${source(pretty(exchange.body), 'the request body')}` : nothing}
    ${exchange.response
      ? html`<h4>Answer</h4>${source(pretty(exchange.response), 'the answer')}`
      : nothing}
    <h4>As a command</h4>
    ${source(command(exchange), 'the request as a curl command')}
  </details>`;
}

/** What does not fit, in a sentence each, with what was sent there. */
function explanation(exchange) {
  const violations = exchange.status === 422 ? parse(exchange.response)?.detail : null;
  return html`${exchange.note ? html`<p class="note"><strong>Note:</strong> ${exchange.note}</p>` : nothing}
  ${Array.isArray(violations)
    ? html`<div class="note" data-status="fail">
        <strong>What does not fit</strong>
        <ul>
          ${violations.map(
            ({ loc, msg }) => html`<li><code>${place(loc)}</code> ${msg}${sent(exchange, loc)}</li>`,
          )}
        </ul>
      </div>`
    : nothing}`;
}

function sent(exchange, loc) {
  if (loc[0] !== 'body') {
    return nothing;
  }
  const value = loc.slice(1).reduce((node, part) => node?.[part], parse(exchange.body));
  return value === undefined || loc.length === 1
    ? nothing
    : html`; sent was <code>${JSON.stringify(value)}</code>`;
}

function target({ path, query }) {
  const search = new URLSearchParams(query).toString();
  return search ? `${path}?${search}` : path;
}

function command(exchange) {
  const { 'User-Agent': agent, ...headers } = exchange.headers;
  return curlOf({
    method: exchange.method,
    url: location.origin + target(exchange),
    headers: { 'X-Api-Key': keyOf(state.world) ?? 'YOUR_KEY', ...headers },
    body: exchange.body,
  });
}

function parse(text) {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
