// The list of workflows, and beside it the one that is looked at.

import { html, nothing } from '../lit-html/lit-html.js';
import { repeat } from '../lit-html/directives/repeat.js';
import { live } from '../lit-html/directives/live.js';
import { nameOf } from './names.js';
import { pill, progress, source } from './parts.js';
import { refresh } from './refresh.js';
import { link } from './route.js';
import { curlOf } from './snippets.js';
import { state, updateIn } from './store.js';
import { ago, plural, words } from './text.js';
import { workflowView } from './workflow.js';

const STATUSES = ['new', 'processing', 'success', 'fail'];

export function workflowsView() {
  const { id } = state.route;
  return html`<div class="split" ?data-detail=${Boolean(id)}>
    <section class="pane" aria-labelledby="list-title">
      <h1 id="list-title" tabindex="-1">Workflows</h1>
      ${filters()} ${list()}
    </section>
    ${id ? workflowView() : nothing}
  </div>`;
}

function filters() {
  const { search, status } = state.workflows;
  return html`<form class="filters" role="search" @submit=${(event) => event.preventDefault()}>
    <input
      type="search"
      aria-label="Search workflows by title, id, template or event"
      placeholder="Search title, id, template, event"
      .value=${live(search)}
      @input=${(event) => filter({ search: event.target.value })}
    />
    <select aria-label="Status" @change=${(event) => filter({ status: event.target.value })}>
      <option value="" .selected=${live(!status)}>Any status</option>
      ${STATUSES.map(
        (each) => html`<option value=${each} .selected=${live(each === status)}>${words(each)}</option>`,
      )}
    </select>
  </form>`;
}

function filter(change) {
  updateIn('workflows', { ...change, limit: 50 });
  refresh();
}

function list() {
  const { list: workflows, count, limit, search, status } = state.workflows;
  if (state.worlds?.length === 0) {
    return firstSteps();
  }
  if (!workflows) {
    return html`<p class="empty">Loading…</p>`;
  }
  if (workflows.length === 0) {
    return search || status
      ? html`<p class="empty">No workflow fits. <button type="button" class="quiet" @click=${() => filter({ search: '', status: '' })}>Show all</button></p>`
      : firstSteps();
  }
  return html`<p class="count">${plural(count, 'workflow')}</p>
    <ul class="rows">
      ${repeat(workflows, (workflow) => workflow.id, row)}
    </ul>
    ${count > workflows.length
      ? html`<button type="button" @click=${() => more(limit)}>Show older</button>`
      : nothing}`;
}

function more(limit) {
  updateIn('workflows', { limit: Math.min(1000, limit * 2) });
  refresh();
}

function row(workflow) {
  const name = nameOf(workflow);
  return html`<li>
    <a
      class="row"
      href=${link('workflows', workflow.id, state.world)}
      aria-current=${workflow.id === state.route.id ? 'true' : nothing}
    >
      <span class="row-head">
        <span class="row-title">${name}</span>
        ${pill(workflow.status)}
      </span>
      ${progress(workflow, name)}
      <span class="row-foot">
        <span>${workflow.template}</span>
        <time datetime=${workflow.created_at}>${ago(workflow.created_at, state.clock?.now ?? Date.now())}</time>
      </span>
    </a>
  </li>`;
}

/** What to do when there is nothing yet. */
function firstSteps() {
  const line = curlOf({
    method: 'POST',
    url: `${location.origin}/v2/workflow`,
    headers: { 'X-Api-Key': 'demo', 'Content-Type': 'application/json' },
    body: '{"image_urls": ["https://example.com/input.png"]}',
  });
  return html`<div class="empty">
    <p>
      No workflow yet. Any API key will do, and each has a world of its own. Create the first one in a
      terminal:
    </p>
    ${source(line, 'the command that creates a workflow')}
    <p>or fill in a form: <a href=${link('templates', null, state.world)}>choose a template</a>.</p>
  </div>`;
}
