// What the panels of fault rules and outcome rules have in common.

import { html, nothing } from '../lit-html/lit-html.js';
import { removeRule, submit } from './actions.js';
import { select, values } from './form.js';
import { plural, shortDuration } from './format.js';
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
          (rule) => html`<li ?data-used-up=${isUsedUp(rule)}>
            <span class="grow">${describe(rule)}</span>
            ${isUsedUp(rule) ? html`<span class="tag">used up</span>` : nothing}
            <span class="count">${plural(rule.hits, 'hit')}</span>
            <button type="button" class="quiet" aria-label="Remove rule: ${describe(rule)}" @click=${() => removeRule(rule)}>Remove</button>
          </li>`,
        )}
      </ul>`
    : html`<p class="none">${none}</p>`;
}

/** A rule that has applied to as many requests as it may. */
const isUsedUp = ({ count, hits }) => count !== undefined && hits >= count;

export const FAULTS = [
  ['reset', 'Reset the connection'],
  ['truncate', 'Truncate the body'],
  ['malformed', 'Send malformed JSON'],
  ['dribble', 'Send the body in slow chunks'],
];

/** A fault rule in words. */
export function describeFault({ operation, template, status, headers, delay, fault, count, probability }) {
  return joinParts(
    operation ?? 'any operation',
    template,
    status && `status ${status}`,
    headers && Object.entries(headers).map(([name, value]) => `${name}: ${value}`).join(', '),
    delay && `delay ${shortDuration(delay)}`,
    FAULTS.find(([name]) => name === fault?.toLowerCase())?.[1].toLowerCase(),
    count && plural(count, 'request'),
    probability !== undefined && `probability ${probability}`,
  );
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
  submit(name, complete(values(event.target)), message, event.target);
}

/** Turns the lines of a field for headers into an object. */
function complete({ headers, ...rule }) {
  return headers
    ? { ...rule, headers: Object.fromEntries(headers.split('\n').filter((line) => line.trim()).map(header)) }
    : rule;
}

function header(line) {
  const [name, ...value] = line.split(':');
  return [name.trim(), value.join(':').trim()];
}
