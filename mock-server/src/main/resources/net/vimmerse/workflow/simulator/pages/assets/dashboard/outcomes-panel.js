// Outcome rules: how new workflows end, and how long they take.

import { html } from '../lit-html/lit-html.js';
import { input, otherErrors } from './form.js';
import { property } from './components.js';
import { addRule, joinParts, ruleList, templateSelect } from './rules.js';
import { state } from './state.js';

const FIELDS = ['template', 'outcome', 'event', 'every'];

export function outcomesPanel() {
  const { directives = [], rules, event_id_prefix: prefix, header, api_keys: apiKeys = [] } = state.outcomes ?? {};
  const errors = state.errors.outcomes;
  return html`<section class="panel" aria-labelledby="outcomes-title">
    <h2 id="outcomes-title">Outcomes</h2>
    <p class="hint">Rules that decide how new workflows end. Without a rule they succeed.</p>
    ${ruleList(rules, describe, 'No outcome rules.')}
    <form @submit=${(event) => addRule(event, 'outcomes', 'The outcome rule was added.')}>
      ${templateSelect('outcome-template', errors.template)}
      ${input({ id: 'outcome-outcome', name: 'outcome', label: 'Outcome', value: 'fail', list: 'directives', hint: 'One directive, or several joined by commas: slow=10m,fail-at=upscale.', error: errors.outcome })}
      <datalist id="directives">
        ${directives.map(({ syntax, description }) => html`<option value=${syntax.replace(/\[.*/, '').replace(/=.*/, '=')}>${description}</option>`)}
      </datalist>
      <div class="columns">
        ${input({ id: 'outcome-event', name: 'event', label: 'event_id', hint: 'Leave empty for any.', error: errors.event })}
        ${input({ id: 'outcome-every', name: 'every', label: 'Every nth workflow', hint: 'Leave empty for all.', inputmode: 'numeric', error: errors.every })}
      </div>
      ${otherErrors(errors, FIELDS)}
      <button type="submit">Add outcome rule</button>
    </form>
    <details>
      <summary>Outcome directives</summary>
      <dl class="properties">
        ${directives.map(({ syntax, description }) => property(html`<code>${syntax}</code>`, description))}
      </dl>
      <p class="hint">
        A single request sets its outcome in its event_id, after <code>${prefix}</code>, or in the header
        <code>${header}</code>. Requests with these API keys always fail:
        ${apiKeys.map(({ key, status }) => html`<code>${key}</code> ${status} `)}
      </p>
    </details>
  </section>`;
}

function describe({ template, event, every, outcome }) {
  return joinParts(template ?? 'any template', event && `event_id ${event}`, every && `every ${every}`, outcome);
}
