// The view of all workflows, newest first, beside the selected one.

import { html, nothing } from '../lit-html/lit-html.js';
import { apiKeyOf } from './api-keys.js';
import { now } from './clock.js';
import { badge, codeBlock, progressBar, searchForm } from './components.js';
import { plural, relativeTime, words } from './format.js';
import { namespaceLabel, workflowLabel } from './labels.js';
import { refresh } from './refresh.js';
import { link } from './route.js';
import { SIMULATOR } from './simulator-api.js';
import { curlCommand } from './snippets.js';
import { state, updateIn } from './state.js';
import { virtualList } from './virtual-list.js';
import { workflowDetail } from './workflow-detail.js';

const STATUSES = ['new', 'processing', 'success', 'fail'];

const ROW_HEIGHT = 64;

const MAX_OTHERS = 8;

export function workflowsView() {
  const { id } = state.route;
  const { search, status } = state.workflows;
  return html`<div class="split" ?data-detail=${Boolean(id)}>
    <section class="pane list-pane" aria-labelledby="list-title">
      <div class="pane-head">
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
      </div>
      ${list()}
    </section>
    ${id ? workflowDetail() : html`<div class="pane placeholder"><p>Select a workflow to see its progress, files, webhooks and requests.</p></div>`}
  </div>`;
}

function filter(change) {
  updateIn('workflows', { ...change, offset: 0 });
  refresh();
}

function list() {
  const { list: workflows, count, offset, search, status } = state.workflows;
  if (state.namespaces?.length === 0) {
    return firstSteps();
  }
  if (!workflows) {
    return html`<p class="empty">Loading…</p>`;
  }
  if (count === 0) {
    return search || status
      ? html`<p class="empty">
          No matching workflows.
          <button type="button" class="quiet" @click=${() => filter({ search: '', status: '' })}>Show all</button>
        </p>`
      : html`${otherNamespaces()} ${firstSteps()}`;
  }
  return html`<p class="count">${plural(count, 'workflow')}</p>
    <div class="scrolls keeps-place">
      ${virtualList({
        id: 'workflows',
        label: 'Workflows, newest first',
        count,
        height: ROW_HEIGHT,
        at: (position) => workflows[position - offset],
        key: (workflow) => workflow?.id,
        row,
      })}
    </div>`;
}

function row(workflow) {
  if (!workflow) {
    return html`<span class="row loading">Loading…</span>`;
  }
  const { created_at: createdAt, ended_at: endedAt, id, label, status, title } = workflow;
  const name = workflowLabel(workflow);
  return html`<a
    class="row"
    href=${link('workflows', id, state.namespace)}
    aria-current=${id === state.route.id ? 'true' : nothing}
  >
    <span class="row-title">${name}</span>
    ${badge(status)}
    <span class="row-foot">${title ? `${label} · ` : ''}<time datetime=${createdAt}>${relativeTime(createdAt, now())}</time></span>
    ${endedAt ? nothing : progressBar(workflow, name)}
  </a>`;
}

/** Says where workflows are, if not here. */
function otherNamespaces() {
  const others = (state.namespaces ?? []).filter(({ name, workflows }) => workflows > 0 && name !== state.namespace);
  return others.length === 0
    ? nothing
    : html`<div class="empty">
        <p>The namespace ${namespaceLabel(state.namespace)} has no workflows. These have:</p>
        <ul class="others">
          ${others.slice(0, MAX_OTHERS).map(
            ({ name, workflows }) =>
              html`<li><a href=${link('workflows', null, name)}>${namespaceLabel(name)}</a> ${plural(workflows, 'workflow')}</li>`,
          )}
        </ul>
      </div>`;
}

/** Shows how to create the first workflow. */
function firstSteps() {
  const { namespace } = state;
  const command = curlCommand({
    method: 'POST',
    url: `${SIMULATOR}/v2/workflow`,
    headers: { 'X-Api-Key': (namespace && apiKeyOf(namespace)) ?? 'demo', 'Content-Type': 'application/json' },
    body: '{"image_urls": ["https://example.com/input.png"]}',
  });
  return html`<div class="empty">
    <p>No workflows yet. Any API key works, and each one has its own namespace. Create the first workflow in a terminal:</p>
    ${codeBlock(command, 'command that creates a workflow')}
    <p>Or fill in a form: <a href=${link('templates', null, namespace)}>choose a template</a>.</p>
  </div>`;
}
