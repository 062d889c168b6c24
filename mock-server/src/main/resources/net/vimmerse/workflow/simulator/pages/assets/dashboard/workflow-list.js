// The view of all workflows, newest first, beside the selected one.

import { html, nothing } from '../lit-html/lit-html.js';
import { repeat } from '../lit-html/directives/repeat.js';
import { badge, codeBlock, progressBar, searchForm } from './components.js';
import { plural, relativeTime, words } from './format.js';
import { workflowLabel } from './labels.js';
import { refresh } from './refresh.js';
import { link } from './route.js';
import { SIMULATOR } from './simulator-api.js';
import { curlCommand } from './snippets.js';
import { state, updateIn } from './state.js';
import { workflowDetail } from './workflow-detail.js';

const STATUSES = ['new', 'processing', 'success', 'fail'];

export function workflowsView() {
  const { id } = state.route;
  const { search, status } = state.workflows;
  return html`<div class="split" ?data-detail=${Boolean(id)}>
    <section class="pane" aria-labelledby="list-title">
      <h1 id="list-title" tabindex="-1">Workflows</h1>
      ${searchForm({
        things: 'workflows',
        fields: 'title, id, template or event',
        search,
        onSearch: (search) => filter({ search }),
        choice: {
          label: 'Status',
          value: status,
          options: [['', 'Any status'], ...STATUSES.map((each) => [each, words(each)])],
          onChange: (status) => filter({ status }),
        },
      })}
      ${list()}
    </section>
    ${id ? workflowDetail() : nothing}
  </div>`;
}

function filter(change) {
  load({ ...change, limit: 50 });
}

function load(change) {
  updateIn('workflows', change);
  refresh();
}

function list() {
  const { list: workflows, count, limit, search, status } = state.workflows;
  if (state.namespaces?.length === 0) {
    return firstSteps();
  }
  if (!workflows) {
    return html`<p class="empty">Loading…</p>`;
  }
  if (workflows.length === 0) {
    return search || status
      ? html`<p class="empty">
          No matching workflows.
          <button type="button" class="quiet" @click=${() => filter({ search: '', status: '' })}>Show all</button>
        </p>`
      : firstSteps();
  }
  return html`<p class="count">${plural(count, 'workflow')}</p>
    <ul class="rows">
      ${repeat(workflows, (workflow) => workflow.id, row)}
    </ul>
    ${count > workflows.length
      ? html`<button type="button" @click=${() => load({ limit: Math.min(1000, limit * 2) })}>Show older</button>`
      : nothing}`;
}

function row(workflow) {
  const { created_at: createdAt, id, status, template } = workflow;
  const label = workflowLabel(workflow);
  return html`<li>
    <a
      class="row"
      href=${link('workflows', id, state.namespace)}
      aria-current=${id === state.route.id ? 'true' : nothing}
    >
      <span class="row-head">
        <span class="row-title">${label}</span>
        ${badge(status)}
      </span>
      ${progressBar(workflow, label)}
      <span class="row-foot">
        <span>${template}</span>
        <time datetime=${createdAt}>${relativeTime(createdAt, state.clock?.now ?? Date.now())}</time>
      </span>
    </a>
  </li>`;
}

/** Shows how to create the first workflow. */
function firstSteps() {
  const command = curlCommand({
    method: 'POST',
    url: `${SIMULATOR}/v2/workflow`,
    headers: { 'X-Api-Key': 'demo', 'Content-Type': 'application/json' },
    body: '{"image_urls": ["https://example.com/input.png"]}',
  });
  return html`<div class="empty">
    <p>No workflows yet. Any API key works, and each one has its own namespace. Create the first workflow in a terminal:</p>
    ${codeBlock(command, 'command that creates a workflow')}
    <p>Or fill in a form: <a href=${link('templates', null, state.namespace)}>choose a template</a>.</p>
  </div>`;
}
