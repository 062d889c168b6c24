// What the panels of fault rules and outcome rules have in common.

import { html } from '../lit-html/lit-html.js';
import { removeRule, submit } from './actions.js';
import { select, values } from './form.js';
import { plural } from './format.js';
import { state } from './state.js';

/**
 * The active rules, each with a button that removes it.
 *
 * @param describe makes a text of a rule
 * @param none what to show when there is no rule
 */
export function ruleList(rules, describe, none) {
  return rules?.length
    ? html`<ul class="rules">
        ${rules.map(
          (rule) => html`<li>
            <span class="grow">${describe(rule)}</span>
            <span class="count">${plural(rule.hits, 'hit')}</span>
            <button type="button" class="quiet" aria-label="Remove rule: ${describe(rule)}" @click=${() => removeRule(rule)}>Remove</button>
          </li>`,
        )}
      </ul>`
    : html`<p class="none">${none}</p>`;
}

/** Joins the parts of a rule's description that there are. */
export function joinParts(...parts) {
  return parts.filter(Boolean).join(' · ');
}

/** The field that limits a rule to one template. */
export function templateSelect(id, error) {
  const templates = (state.api?.templates ?? []).map((each) => [each.id, `${each.label} (${each.id})`]);
  return select({ id, name: 'template', label: 'Template', choices: [['', 'Any'], ...templates], error });
}

/** Adds the rule that a form describes to the faults or to the outcomes. */
export function addRule(event, name, message) {
  event.preventDefault();
  submit(name, values(event.target), message, event.target);
}
