// The view of the latest requests, newest first, beside the selected one.

import { html, nothing } from '../lit-html/lit-html.js';
import { clearRequests } from './actions.js';
import { httpStatus, searchForm } from './components.js';
import { plural, time } from './format.js';
import { requestDetail, target } from './logged-request.js';
import { link } from './route.js';
import { state, updateIn } from './state.js';
import { virtualList } from './virtual-list.js';

const STATUSES = [
  ['', 'Any status'],
  ['2', 'Success (2xx)'],
  ['4', 'Client error (4xx)'],
  ['5', 'Server error (5xx)'],
];

const ROW_HEIGHT = 56;

export function requestsView() {
  const { id } = state.route;
  const { list, search, status } = state.requests;
  const matching = (list ?? []).filter((request) => matches(request, search.toLowerCase(), status));
  return html`<div class="split" ?data-detail=${Boolean(id)}>
    <section class="pane list-pane" aria-labelledby="log-title">
      <div class="pane-head">
        <h1 id="log-title" tabindex="-1">Requests</h1>
        ${searchForm({
          things: 'requests',
          fields: 'path, operation or body',
          search,
          onSearch: (search) => updateIn('requests', { search }),
          choice: {
            label: 'Status',
            value: status,
            options: STATUSES,
            onChange: (status) => updateIn('requests', { status }),
          },
          more: list?.length
            ? html`<button type="button" class="quiet" @click=${clearRequests}>Clear log</button>`
            : nothing,
        })}
      </div>
      ${preflights()}
      ${matching.length
        ? html`<p class="count">${plural(matching.length, 'request')}, newest first</p>
            <div class="scrolls keeps-place">
              ${virtualList({
                id: 'requests',
                label: 'Requests, newest first',
                count: matching.length,
                height: ROW_HEIGHT,
                at: (position) => matching[position],
                key: (request) => request?.number,
                row,
              })}
            </div>`
        : html`<p class="empty">
            ${list?.length
              ? 'No matching requests.'
              : 'No requests yet. Requests to the Workflow API with the API key of this namespace appear here.'}
          </p>`}
    </section>
    ${id
      ? selected((list ?? []).find(({ number }) => String(number) === id))
      : html`<div class="pane placeholder"><p>Select a request to see its headers, bodies and a curl command that repeats it.</p></div>`}
  </div>`;
}

function matches(request, search, status) {
  const text = `${request.path} ${request.operation} ${request.body}`.toLowerCase();
  return text.includes(search) && String(request.status).startsWith(status);
}

function row(request) {
  const { at, duration_ms: duration, method, number, operation, status } = request;
  return html`<a
    class="row request"
    href=${link('requests', number, state.namespace)}
    aria-current=${String(number) === state.route.id ? 'true' : nothing}
  >
    ${httpStatus(status)}
    <span class="row-title"><strong>${method}</strong> ${target(request)}</span>
    <span class="row-foot">${operation}</span>
    <span class="row-foot"><time datetime=${at}>${time(at)}</time> · ${duration} ms</span>
  </a>`;
}

function selected(request) {
  return html`<article class="pane detail scrolls" aria-labelledby="detail-title">
    <a class="back" href=${link('requests', null, state.namespace)}>All requests</a>
    ${request
      ? requestDetail(request)
      : html`<h2 id="detail-title" tabindex="-1">Not in the log</h2>
          <p>The page shows the latest 300 requests of this namespace.</p>`}
  </article>`;
}

/** Pages that may not call the Workflow API: their requests are not in the log, as they were never sent. */
function preflights() {
  return state.preflights.length === 0
    ? nothing
    : html`<details class="card preflights">
        <summary><span class="grow">${plural(state.preflights.length, 'CORS preflight')} refused</span></summary>
        <ul class="compact">
          ${state.preflights.map(
            ({ at, method, path, reason }) => html`<li>${time(at)} <strong>${method} ${path}</strong>: ${reason}</li>`,
          )}
        </ul>
      </details>`;
}
