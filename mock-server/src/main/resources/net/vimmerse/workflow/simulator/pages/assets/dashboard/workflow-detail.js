// One workflow: its progress and result, its steps, inputs, webhook deliveries and requests.

import { html, nothing } from '../lit-html/lit-html.js';
import { keyed } from '../lit-html/directives/keyed.js';
import { repeat } from '../lit-html/directives/repeat.js';
import { forceWorkflow, redeliverWebhook } from './actions.js';
import { now } from './clock.js';
import { badge, codeBlock, copyButton, progressBar, property } from './components.js';
import { indentJson, relativeTime, time, words } from './format.js';
import { workflowLabel } from './labels.js';
import { loadBody } from './loaders.js';
import { requestCard } from './logged-request.js';
import { link } from './route.js';
import { SIMULATOR } from './simulator-api.js';
import { state } from './state.js';
import { askToDelete, askToFail, askToHold } from './workflow-dialogs.js';

export function workflowDetail() {
  const { namespace, route, workflow } = state;
  return html`<article class="pane detail scrolls" aria-labelledby="detail-title">
    <a class="back" href=${link('workflows', null, namespace)}>All workflows</a>
    ${workflow?.details?.id === route.id
      ? keyed(route.id, content(workflow))
      : workflow?.notFound === route.id
        ? html`<h2 id="detail-title" tabindex="-1">Not found</h2>
            <p>This namespace has no workflow ${route.id}. It was deleted, has expired, or is in another namespace.</p>`
        : html`<h2 id="detail-title" tabindex="-1">Loading…</h2>`}
  </article>`;
}

function content({ body, details, deliveries, requests }) {
  const { created_at: createdAt, credits, id, note, status, template } = details;
  return html`<header class="detail-head">
      <h2 id="detail-title" tabindex="-1">${workflowLabel(details)}</h2>
      ${badge(status)}
      <div class="actions">
        <a class="button secondary" href=${link('templates', template, state.namespace, id)}>Create again</a>
        <button type="button" class="quiet danger" @click=${() => askToDelete(details)}>Delete…</button>
      </div>
    </header>
    <p class="summary">
      <a href=${link('templates', template, state.namespace)}>${template}</a>
      <span>${credits} credits</span>
      <span>created ${relativeTime(createdAt, now())}</span>
      <span class="id">${id} ${copyButton(id, 'id')}</span>
    </p>
    ${note
      ? html`<p class="note" data-status=${status}>
          <strong>${status === 'fail' ? 'Reason for failure' : 'Note'}:</strong> ${note}
        </p>`
      : nothing}
    ${result(details)} ${actions(details)} ${steps(details)} ${inputs(details)} ${webhooks(details, deliveries)}
    <section aria-labelledby="requests-title">
      <h3 id="requests-title">Requests</h3>
      ${requests.length
        ? repeat(requests, (request) => request.number, requestCard)
        : html`<p class="hint">None in the request log, which holds the latest requests since the simulator started.</p>`}
    </section>
    <details class="card" @toggle=${(event) => event.target.open && !body && loadBody()}>
      <summary><span class="grow">JSON as the API returns it</span></summary>
      ${body ? codeBlock(JSON.stringify(body, null, 2), 'JSON of the workflow') : nothing}
    </details>`;
}

/** The final output with its URL, or the progress towards it. */
function result(details) {
  const label = workflowLabel(details);
  const output = details.steps.at(-1);
  return details.status === 'success' && output.file
    ? html`<figure class="result">
        ${media(output, label)}
        <figcaption>${fileLinks(output)}</figcaption>
      </figure>`
    : html`<div class="progress">
        ${progressBar(details, label)}
        <span>${details.progress_percentage}%</span>
      </div>`;
}

/** The URL of a file, to copy and to open. */
function fileLinks({ content_type: type, file, flow }) {
  const url = SIMULATOR + file;
  return html`<span class="file">
    <code class="grow">${url}</code>
    ${copyButton(url, `URL of ${words(flow)}`)}
    <a href=${url} target="_blank" rel="noopener" aria-label="Open ${words(flow)} (${type})">Open</a>
  </span>`;
}

function actions(details) {
  return details.ended_at
    ? nothing
    : html`<div class="actions">
        <button type="button" @click=${() => forceWorkflow(details, { status: 'success' }, 'The workflow has succeeded.')}>
          Finish now
        </button>
        <button type="button" @click=${() => askToFail(details)}>Fail…</button>
        <button type="button" @click=${() => askToHold(details)}>Hold at…</button>
      </div>`;
}

function media({ content_type: type, file: path, flow }, label) {
  const file = SIMULATOR + path;
  if (type.startsWith('audio/')) {
    return html`<audio src=${file} controls preload="metadata" aria-label="Audio of ${label}"></audio>`;
  }
  return type.startsWith('video/')
    ? html`<video src=${file} controls loop playsinline preload="metadata" aria-label="Video of ${label}"></video>`
    : html`<img src=${file} alt="Output of ${words(flow)}" loading="lazy" />`;
}

function steps({ ended_at: endedAt, status, steps }) {
  const done = steps.filter((step) => step.file).length;
  const statusOf = (index) => {
    if (index < done) {
      return 'success';
    }
    return index > done || status === 'new' ? 'waiting' : status === 'fail' ? 'fail' : 'processing';
  };
  return html`<section aria-labelledby="steps-title">
    <h3 id="steps-title">Steps</h3>
    <ol class="steps">
      ${steps.map(
        (step, index) => html`<li data-status=${statusOf(index)}>
          <div class="step">
            <span class="step-name">${words(step.flow)}</span>
            <span class="step-time">${stepTime(step, statusOf(index), endedAt)}</span>
            ${step.file && index < steps.length - 1 ? fileLinks(step) : nothing}
          </div>
          ${step.file && index < steps.length - 1 ? html`<div class="thumbnail">${media(step, step.flow)}</div>` : nothing}
        </li>`,
      )}
    </ol>
  </section>`;
}

function stepTime({ ends_at: endsAt }, status, endedAt) {
  switch (status) {
    case 'success':
      return endsAt ? time(endsAt) : 'done';
    case 'processing':
      return endsAt ? `ends ${relativeTime(endsAt, now())}` : 'on hold';
    case 'fail':
      return endedAt ? `failed ${time(endedAt)}` : 'failed';
    default:
      return endsAt ? relativeTime(endsAt, now()) : '';
  }
}

function inputs({ event_id: eventId, images, options }) {
  return html`<section aria-labelledby="inputs-title">
    <h3 id="inputs-title">Inputs and options</h3>
    <dl class="properties aligned">
      ${images.map((url) => property('image_urls', url))}
      ${Object.entries(options).map(([name, value]) => property(name, String(value)))}
      ${property('event_id', eventId || html`<span class="none">none</span>`)}
    </dl>
  </section>`;
}

function webhooks({ webhook_url: url }, deliveries) {
  if (!url) {
    return nothing;
  }
  return html`<section aria-labelledby="webhooks-title">
    <h3 id="webhooks-title">Webhooks</h3>
    ${deliveries.length
      ? repeat(deliveries, ({ id }) => id, delivery)
      : html`<p class="hint">Nothing sent to ${url} yet.</p>`}
  </section>`;
}

function delivery(each) {
  const { attempts, body, next_attempt_at: nextAttemptAt, state, url } = each;
  return html`<details class="card">
    <summary>${badge(state)} <span class="grow">${url}</span></summary>
    <ul class="compact">
      ${attempts.map(
        ({ at, number, result, status }) => html`<li>
          ${time(at)} attempt ${number}: ${status ? `status ${status}` : result}
        </li>`,
      )}
    </ul>
    ${nextAttemptAt ? html`<p class="hint">Next attempt ${relativeTime(nextAttemptAt, now())}.</p>` : nothing}
    ${codeBlock(indentJson(body), 'webhook body')}
    <button type="button" @click=${() => redeliverWebhook(each)}>Send again</button>
  </details>`;
}
