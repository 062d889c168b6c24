// What can be done to a world: its credits, its luck, its outcomes; and the way back.

import { html, nothing } from '../lit-html/lit-html.js';
import { addFault, addOutcome, changeCredits, removeRule, resetAll, resetWorld } from './actions.js';
import { complaints, input, select, source, values } from './parts.js';
import { refresh } from './refresh.js';
import { Problem } from './server.js';
import { notify, state, update } from './store.js';
import { plural, time } from './text.js';
import { report } from './trouble.js';

const EFFECTS = [
  ['status', 'Answer with a status'],
  ['delay', 'Answer late'],
  ['breakage', 'Break the answer'],
];

const BREAKAGES = [
  ['reset', 'Reset the connection'],
  ['truncate', 'Cut the body short'],
  ['malformed', 'Send broken JSON'],
  ['drip', 'Send it drop by drop'],
];

/** What is wrong with each form, by field; and the effect that is chosen for a new fault. */
const forms = { credits: {}, faults: {}, outcomes: {}, effect: 'status' };

export function controlsView() {
  if (!state.world) {
    return html`<section class="pane wide">
      <h1 tabindex="-1">Controls</h1>
      <p class="empty">They act on the world of an API key, and there is none yet. It begins with its first request.</p>
    </section>`;
  }
  return html`<section class="pane wide" aria-labelledby="controls-title">
    <h1 id="controls-title" tabindex="-1">Controls</h1>
    <div class="panels"><div class="stack">${creditsPanel()} ${resetPanel()}</div>${faultsPanel()} ${outcomesPanel()}</div>
  </section>`;
}

function creditsPanel() {
  const { credits } = state;
  if (!credits) {
    return nothing;
  }
  return html`<section class="panel" aria-labelledby="credits-title">
    <h2 id="credits-title">Credits</h2>
    <p class="figure">${credits.balance === null ? 'Unlimited' : credits.balance.toLocaleString()}</p>
    <form class="line" @submit=${(event) => sendCredits(event)}>
      ${input({ id: 'balance', name: 'balance', label: 'New balance', inputmode: 'numeric', wrong: forms.credits.balance })}
      <button type="submit">Set</button>
    </form>
    <div class="actions">
      <button type="button" @click=${() => spend({ balance: 0 }, 'No credit is left.')}>Set to 0</button>
      <button type="button" @click=${() => spend({ balance: null }, 'Credits are unlimited.')}>Unlimited</button>
    </div>
    ${credits.entries.length
      ? html`<details>
          <summary>${plural(credits.entries.length, 'entry', 'entries')} in the ledger</summary>
          <ul class="plain">
            ${credits.entries
              .slice(-50)
              .reverse()
              .map((entry) => html`<li>${time(entry.at)} <strong>${entry.amount}</strong> ${entry.reason}</li>`)}
          </ul>
        </details>`
      : nothing}
  </section>`;
}

function faultsPanel() {
  return html`<section class="panel" aria-labelledby="faults-title">
    <h2 id="faults-title">Faults</h2>
    <p class="hint">Rules that disturb requests, to see what your code makes of it.</p>
    ${rules(state.faults, faultText, 'No request is disturbed.')}
    <form @submit=${(event) => sendRule(event, 'faults', addFault, 'Requests are disturbed from now on.')}>
      ${select({ id: 'fault-operation', name: 'operation', label: 'Of which request', choices: [['', 'Any'], ...operations()], wrong: forms.faults.operation })}
      ${select({ id: 'fault-template', name: 'template', label: 'Of which template', choices: [['', 'Any'], ...templates()], wrong: forms.faults.template })}
      <div class="field">
        <label for="fault-effect">What happens</label>
        <select id="fault-effect" @change=${(event) => chooseEffect(event.target.value)}>
          ${EFFECTS.map(([value, text]) => html`<option value=${value} ?selected=${value === forms.effect}>${text}</option>`)}
        </select>
      </div>
      ${effect()}
      <div class="two">
      ${input({ id: 'fault-count', name: 'count', label: 'How often', hint: 'Empty for always.', inputmode: 'numeric', wrong: forms.faults.count })}
      ${input({ id: 'fault-probability', name: 'probability', label: 'Probability, 0 to 1', hint: 'Empty for each.', inputmode: 'decimal', wrong: forms.faults.probability })}
      </div>
      ${wrongElsewhere(forms.faults, ['operation', 'template', 'status', 'retry_after', 'delay', 'jitter', 'breakage', 'count', 'probability'])}
      <button type="submit">Add fault</button>
    </form>
  </section>`;
}

function effect() {
  const wrong = forms.faults;
  return {
    status: () => html`<div class="two">${input({ id: 'fault-status', name: 'status', label: 'Status', value: '500', inputmode: 'numeric', wrong: wrong.status })}
      ${input({ id: 'fault-retry', name: 'retry_after', label: 'Retry-After, in seconds', hint: 'Empty for none.', inputmode: 'numeric', wrong: wrong.retry_after })}</div>`,
    delay: () => html`<div class="two">${input({ id: 'fault-delay', name: 'delay', label: 'Delay', value: '2s', hint: 'In real time, such as 300ms.', wrong: wrong.delay })}
      ${input({ id: 'fault-jitter', name: 'jitter', label: 'Up to so much longer', hint: 'Empty for none.', wrong: wrong.jitter })}</div>`,
    breakage: () => select({ id: 'fault-breakage', name: 'breakage', label: 'How', choices: BREAKAGES, wrong: wrong.breakage }),
  }[forms.effect]();
}

function outcomesPanel() {
  const table = state.outcomes?.table ?? [];
  return html`<section class="panel" aria-labelledby="outcomes-title">
    <h2 id="outcomes-title">Outcomes</h2>
    <p class="hint">Rules that decide what becomes of new workflows.</p>
    ${rules(state.outcomes?.rules, outcomeText, 'New workflows succeed.')}
    <form @submit=${(event) => sendRule(event, 'outcomes', addOutcome, 'The rule decides from now on.')}>
      ${select({ id: 'outcome-template', name: 'template', label: 'Of which template', choices: [['', 'Any'], ...templates()], wrong: forms.outcomes.template })}
      ${input({ id: 'outcome-outcome', name: 'outcome', label: 'Outcome', value: 'fail', list: 'wishes', hint: 'Several are joined by commas, as in slow=10m,fail-at=upscale.', wrong: forms.outcomes.outcome })}
      <datalist id="wishes">${table.map(({ form, meaning }) => html`<option value=${form.replace(/\[.*/, '').replace(/=.*/, '=')}>${meaning}</option>`)}</datalist>
      <div class="two">
      ${input({ id: 'outcome-event', name: 'event', label: 'Of which event_id', hint: 'Empty for any.', wrong: forms.outcomes.event })}
      ${input({ id: 'outcome-every', name: 'every', label: 'Every nth', hint: 'Empty for each.', inputmode: 'numeric', wrong: forms.outcomes.every })}
      </div>
      ${wrongElsewhere(forms.outcomes, ['template', 'outcome', 'event', 'every'])}
      <button type="submit">Add rule</button>
    </form>
    <details>
      <summary>What can be asked for</summary>
      <dl class="pairs">
        ${table.map(({ form, meaning }) => html`<div><dt><code>${form}</code></dt><dd>${meaning}</dd></div>`)}
      </dl>
      <p class="hint">
        A single request asks for it in its event_id, behind <code>${state.outcomes?.event_id_prefix}</code>, or in the header
        <code>${state.outcomes?.header}</code>. These keys always get an error:
        ${(state.outcomes?.keys ?? []).map(({ key, status }) => html`<code>${key}</code> ${status} `)}
      </p>
    </details>
  </section>`;
}

function resetPanel() {
  return html`<section class="panel" aria-labelledby="reset-title">
    <h2 id="reset-title">Reset</h2>
    <p class="hint">Workflows, rules, requests, call-backs and credits are as at first, and the clock follows real time.</p>
    <div class="actions">
      <button type="button" class="danger" @click=${() => ask('Reset this world?', 'Reset this world', resetWorld)}>Reset this world…</button>
      <button type="button" class="danger" @click=${() => ask('Reset all worlds?', 'Reset all worlds', resetAll)}>Reset all worlds…</button>
    </div>
  </section>`;
}

function ask(title, action, submit) {
  update({
    dialog: {
      name: 'reset',
      title,
      text: 'Everything in it is forgotten. This cannot be undone.',
      action,
      danger: true,
      submit,
    },
  });
}

function rules(list, text, none) {
  return list?.length
    ? html`<ul class="rules">
        ${list.map(
          (rule) => html`<li>
            <span class="grow">${text(rule)}</span>
            <span class="count">${plural(rule.hits, 'hit')}</span>
            <button type="button" class="quiet" aria-label="Remove the rule: ${text(rule)}" @click=${() => removeRule(rule)}>Remove</button>
          </li>`,
        )}
      </ul>`
    : html`<p class="none">${none}</p>`;
}

function faultText(rule) {
  const effects = [
    rule.status && `answers ${rule.status}`,
    rule.delay && `waits ${duration(rule.delay)}`,
    rule.breakage && BREAKAGES.find(([name]) => name === rule.breakage.toLowerCase())?.[1].toLowerCase(),
  ];
  return [
    rule.operation ?? 'any request',
    rule.template && `of ${rule.template}`,
    effects.filter(Boolean).join(', '),
    rule.count && plural(rule.count, 'time'),
    rule.probability !== undefined && `with probability ${rule.probability}`,
  ]
    .filter(Boolean)
    .join(' · ');
}

function outcomeText(rule) {
  return [
    rule.template ?? 'any template',
    rule.event && `event ${rule.event}`,
    rule.every && `every ${rule.every}`,
    rule.outcome,
  ]
    .filter(Boolean)
    .join(' · ');
}

function duration(text) {
  return text.replace('PT', '').toLowerCase();
}

function operations() {
  return (state.api?.operations ?? []).map(({ id, summary }) => [id, summary]);
}

function templates() {
  return (state.api?.templates ?? []).map(({ id, label }) => [id, `${label} (${id})`]);
}

function chooseEffect(chosen) {
  forms.effect = chosen;
  update();
}

/** What is wrong with something that the form has no field for. */
function wrongElsewhere(wrong, shown) {
  const rest = Object.entries(wrong).filter(([name]) => !shown.includes(name));
  return rest.map(([name, text]) => html`<p class="wrong" role="alert">${name}: ${text}</p>`);
}

async function spend(change, done) {
  await submitted('credits', () => changeCredits(change), done);
}

function sendCredits(event) {
  event.preventDefault();
  const { balance } = values(event.target);
  if (balance === undefined) {
    forms.credits = { balance: 'How many credits there are' };
    update();
    return;
  }
  submitted('credits', () => changeCredits({ balance: number(balance) }), 'The balance is set.', event.target);
}

function sendRule(event, name, add, done) {
  event.preventDefault();
  const rule = values(event.target);
  for (const field of ['status', 'retry_after', 'count', 'probability', 'every']) {
    if (field in rule) {
      rule[field] = number(rule[field]);
    }
  }
  submitted(name, () => add(rule), done, event.target);
}

/** Text that is no number is sent as it is: the server says best what is wrong with it. */
function number(text) {
  return Number.isNaN(Number(text)) ? text : Number(text);
}

async function submitted(name, action, done, form) {
  try {
    await action();
    forms[name] = {};
    form?.reset();
    notify(done);
    await refresh();
  } catch (problem) {
    if (!(problem instanceof Problem) || problem.violations.length === 0) {
      report(problem);
      return;
    }
    forms[name] = complaints(problem);
    update();
    requestAnimationFrame(() => form?.querySelector('[aria-invalid="true"]')?.focus());
  }
}
