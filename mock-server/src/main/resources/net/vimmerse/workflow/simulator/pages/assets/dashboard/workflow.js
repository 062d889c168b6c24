// One workflow: how far it has come, what it made, why it failed, who was told, what was asked.

import { html, nothing } from '../lit-html/lit-html.js';
import { repeat } from '../lit-html/directives/repeat.js';
import { force, forget, redeliver } from './actions.js';
import { exchangeView } from './exchange.js';
import { nameOf } from './names.js';
import { copyButton, pill, progress, source } from './parts.js';
import { link } from './route.js';
import { state, update } from './store.js';
import { ago, pretty, time, words } from './text.js';

export function workflowView() {
  const { workflow } = state;
  return html`<article class="pane detail" aria-labelledby="detail-title">
    <a class="back" href=${link('workflows', null, state.world)}>All workflows</a>
    ${!workflow || (workflow.facts && workflow.facts.id !== state.route.id)
      ? html`<h2 id="detail-title" tabindex="-1">Loading…</h2>`
      : workflow.gone
        ? html`<h2 id="detail-title" tabindex="-1">Not here</h2>
            <p>This world has no workflow ${state.route.id}. It was deleted, has expired, or is in another world.</p>`
        : detail(workflow)}
  </article>`;
}

function detail({ facts, deliveries, exchanges }) {
  return html`<header class="detail-head">
      <h2 id="detail-title" tabindex="-1">${nameOf(facts)}</h2>
      ${pill(facts.status)}
      <button type="button" class="quiet danger" @click=${() => askToForget(facts)}>Delete…</button>
    </header>
    <p class="facts">
      <a href=${link('templates', facts.template, state.world)}>${facts.template}</a>
      <span>${facts.credits} credits</span>
      <span>created ${ago(facts.created_at, state.clock?.now ?? Date.now())}</span>
      <span class="id">${facts.id} ${copyButton(facts.id, 'the id')}</span>
    </p>
    ${facts.note
      ? html`<p class="note" data-status=${facts.status}>
          <strong>${facts.status === 'fail' ? 'Why it failed' : 'Note'}:</strong> ${facts.note}
        </p>`
      : nothing}
    ${outcome(facts)} ${timeline(facts)} ${asked(facts)} ${callBacks(facts, deliveries)}
    <section aria-labelledby="requests-title">
      <h3 id="requests-title">Requests</h3>
      ${exchanges.length === 0
        ? html`<p class="hint">None in the log: it holds the latest requests of this run.</p>`
        : repeat(exchanges, (exchange) => exchange.number, exchangeView)}
    </section>`;
}

/** The result, or how far it is from it and what can be done about that. */
function outcome(facts) {
  const result = facts.steps.at(-1);
  return html`${facts.status === 'success' && result.file
      ? html`<figure class="result">${media(result, nameOf(facts))}</figure>`
      : html`<div class="meter">
          ${progress(facts, nameOf(facts))}
          <span>${facts.progress_percentage}%</span>
        </div>`}
    ${facts.ended_at
      ? nothing
      : html`<div class="actions">
          <button type="button" @click=${() => force(facts, { status: 'success' }, 'It has succeeded.')}>
            Finish now
          </button>
          <button type="button" @click=${() => askToFail(facts)}>Fail…</button>
          <button type="button" @click=${() => askToHold(facts)}>Hold at…</button>
        </div>`}`;
}

function media(step, name) {
  return step.content_type.startsWith('video/')
    ? html`<video src=${step.file} controls loop playsinline preload="metadata" aria-label="The clip of ${name}"></video>`
    : html`<a href=${step.file} target="_blank" rel="noopener">
        <img src=${step.file} alt="Output of ${words(step.flow)}" loading="lazy" />
      </a>`;
}

function timeline(facts) {
  const done = facts.steps.filter((step) => step.file).length;
  const stateOf = (index) => {
    if (index < done) {
      return 'success';
    }
    if (index > done || facts.status === 'new') {
      return 'waiting';
    }
    return facts.status === 'fail' ? 'fail' : 'processing';
  };
  return html`<section aria-labelledby="steps-title">
    <h3 id="steps-title">Steps</h3>
    <ol class="steps">
      ${facts.steps.map((step, index) => stepView(step, stateOf(index), facts))}
    </ol>
  </section>`;
}

function stepView(step, status, facts) {
  const now = state.clock?.now ?? Date.now();
  const when = {
    success: step.ends_at ? time(step.ends_at) : 'done',
    processing: step.ends_at ? `ends ${ago(step.ends_at, now)}` : 'held here',
    fail: facts.ended_at ? `failed ${time(facts.ended_at)}` : 'failed',
    waiting: step.ends_at ? ago(step.ends_at, now) : '',
  }[status];
  return html`<li data-status=${status}>
    <div class="step">
      <span class="step-name">${words(step.flow)}</span>
      <span class="step-when">${when}</span>
    </div>
    ${step.file && step !== facts.steps.at(-1) ? html`<div class="thumb">${media(step, step.flow)}</div>` : nothing}
  </li>`;
}

function asked(facts) {
  const options = Object.entries(facts.options);
  return html`<section aria-labelledby="asked-title">
    <h3 id="asked-title">Inputs and options</h3>
    <dl class="pairs aligned">
      ${facts.images.map((url) => pair('image', url))}
      ${options.map(([name, value]) => pair(name, String(value)))}
      ${pair('event_id', facts.event_id)}
    </dl>
  </section>`;
}

function pair(name, value) {
  return html`<div>
    <dt>${name}</dt>
    <dd>${value}</dd>
  </div>`;
}

function callBacks(facts, deliveries) {
  if (!facts.webhook_url) {
    return nothing;
  }
  return html`<section aria-labelledby="webhooks-title">
    <h3 id="webhooks-title">Call-backs</h3>
    ${deliveries.length === 0 ? html`<p class="hint">None yet to ${facts.webhook_url}.</p>` : nothing}
    ${repeat(
      deliveries,
      (delivery) => delivery.id,
      (delivery) => html`<details class="card">
        <summary>${pill(delivery.state)} <span class="grow">${delivery.url}</span></summary>
        <ul class="plain">
          ${delivery.attempts.map(
            (attempt) => html`<li>
              ${time(attempt.at)} attempt ${attempt.number}:
              ${attempt.status ? `answered ${attempt.status}` : attempt.result}
            </li>`,
          )}
        </ul>
        ${delivery.next_attempt_at
          ? html`<p class="hint">Next attempt ${ago(delivery.next_attempt_at, state.clock.now)}.</p>`
          : nothing}
        ${source(pretty(delivery.body), 'the body of the call-back')}
        <button type="button" @click=${() => redeliver(delivery)}>Send again</button>
      </details>`,
    )}
  </section>`;
}

function askToFail(facts) {
  update({
    dialog: {
      name: 'fail',
      title: 'Let it fail',
      text: 'It fails now, at the step that it is at. The reason is what its note says.',
      label: 'Reason',
      value: 'power cut',
      action: 'Fail now',
      submit: (reason) => force(facts, { reason }, 'It has failed.'),
    },
  });
}

function askToHold(facts) {
  update({
    dialog: {
      name: 'hold',
      title: 'Hold it',
      text: 'It stays at this percentage, whatever the clock says, until it is moved again.',
      label: 'Percentage, 0 to 99',
      type: 'number',
      value: String(Math.min(99, facts.progress_percentage)),
      action: 'Hold',
      submit: (percentage) =>
        force(
          facts,
          { status: 'processing', progress_percentage: Number(percentage) },
          `It is held at ${percentage}%.`,
        ),
    },
  });
}

function askToForget(facts) {
  update({
    dialog: {
      name: 'forget',
      title: 'Delete this workflow?',
      text: 'It is gone for whoever asks for it. This cannot be undone.',
      action: 'Delete',
      danger: true,
      async submit() {
        await forget(facts);
        location.hash = link('workflows', null, state.world);
      },
    },
  });
}
