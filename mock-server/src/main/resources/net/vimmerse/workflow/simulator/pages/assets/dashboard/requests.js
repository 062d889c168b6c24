// The request log, live.

import { html, nothing } from '../lit-html/lit-html.js';
import { repeat } from '../lit-html/directives/repeat.js';
import { live } from '../lit-html/directives/live.js';
import { clearRequests } from './actions.js';
import { exchangeView } from './exchange.js';
import { state, updateIn } from './store.js';
import { plural } from './text.js';

const OUTCOMES = [
  ['', 'Any answer'],
  ['2', 'Succeeded (2xx)'],
  ['4', 'Refused (4xx)'],
  ['5', 'Broken (5xx)'],
];

export function requestsView() {
  const { list, search, outcome } = state.requests;
  const fitting = (list ?? []).filter((request) => fits(request, search, outcome));
  return html`<section class="pane wide" aria-labelledby="requests-page-title">
    <h1 id="requests-page-title" tabindex="-1">Requests</h1>
    <form class="filters" role="search" @submit=${(event) => event.preventDefault()}>
      <input
        type="search"
        aria-label="Search requests by path, operation or body"
        placeholder="Search path, operation, body"
        .value=${live(search)}
        @input=${(event) => updateIn('requests', { search: event.target.value })}
      />
      <select aria-label="Answer" @change=${(event) => updateIn('requests', { outcome: event.target.value })}>
        ${OUTCOMES.map(
          ([value, text]) => html`<option value=${value} .selected=${live(value === outcome)}>${text}</option>`,
        )}
      </select>
      ${list?.length ? html`<button type="button" class="quiet" @click=${clearRequests}>Clear</button>` : nothing}
    </form>
    ${fitting.length === 0
      ? html`<p class="empty">
          ${list?.length
            ? 'No request fits.'
            : 'No request yet. What callers send to the API with this key appears here as it comes in.'}
        </p>`
      : html`<p class="count">${plural(fitting.length, 'request')}, the newest first</p>
          ${repeat(fitting, (request) => request.number, exchangeView)}`}
  </section>`;
}

function fits(request, search, outcome) {
  const text = `${request.path} ${request.operation} ${request.body}`.toLowerCase();
  return text.includes(search.toLowerCase()) && String(request.status).startsWith(outcome);
}
