// The view of the latest requests, newest first.

import { html, nothing } from '../lit-html/lit-html.js';
import { repeat } from '../lit-html/directives/repeat.js';
import { clearRequests } from './actions.js';
import { searchForm } from './components.js';
import { plural } from './format.js';
import { loggedRequest } from './logged-request.js';
import { state, updateIn } from './state.js';

const STATUSES = [
  ['', 'Any status'],
  ['2', 'Success (2xx)'],
  ['4', 'Client error (4xx)'],
  ['5', 'Server error (5xx)'],
];

export function requestsView() {
  const { list, search, status } = state.requests;
  const matching = (list ?? []).filter((request) => matches(request, search.toLowerCase(), status));
  return html`<section class="pane" aria-labelledby="log-title">
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
      more: list?.length ? html`<button type="button" class="quiet" @click=${clearRequests}>Clear log</button>` : nothing,
    })}
    ${matching.length
      ? html`<p class="count">${plural(matching.length, 'request')}, newest first</p>
          ${repeat(matching, (request) => request.number, loggedRequest)}`
      : html`<p class="empty">
          ${list?.length
            ? 'No matching requests.'
            : 'No requests yet. Requests to the Workflow API with the API key of this namespace appear here.'}
        </p>`}
  </section>`;
}

function matches(request, search, status) {
  const text = `${request.path} ${request.operation} ${request.body}`.toLowerCase();
  return text.includes(search) && String(request.status).startsWith(status);
}
