// Fault rules: error responses, delays and broken connections.

import { html } from '../lit-html/lit-html.js';
import { input, lines, otherErrors, select } from './form.js';
import { addRule, describeFault, FAULTS, ruleList, templateSelect } from './rules.js';
import { state, update } from './state.js';

const EFFECTS = [
  ['status', 'Return an error status'],
  ['delay', 'Delay the response'],
  ['fault', 'Break the response'],
  ['headers', 'Change response headers'],
];

const FIELDS = ['operation', 'template', 'status', 'retry_after', 'body', 'headers', 'delay', 'jitter', 'fault', 'count', 'probability'];

function headersField(errors) {
  return lines({
    id: 'fault-headers',
    name: 'headers',
    label: 'Response headers',
    hint: 'One per line, such as Content-Type: text/html.',
    error: errors.headers,
  });
}

export function faultsPanel() {
  const errors = state.errors.faults;
  const operations = (state.api?.operations ?? []).map(({ id, summary }) => [id, summary]);
  return html`<section class="panel" aria-labelledby="faults-title">
    <h2 id="faults-title">Faults</h2>
    <p class="hint">Rules that inject errors, delays and broken connections, to test how a client handles them.</p>
    ${ruleList(state.faults, describeFault, 'No fault rules.')}
    <form @submit=${(event) => addRule(event, 'faults', 'The fault rule was added.')}>
      ${select({ id: 'fault-operation', name: 'operation', label: 'Operation', choices: [['', 'Any'], ...operations], error: errors.operation })}
      ${templateSelect('fault-template', errors.template)}
      ${select({ id: 'fault-effect', label: 'Effect', choices: EFFECTS, selected: state.effect, onChange: (event) => update({ effect: event.target.value }) })}
      ${effectFields(errors)}
      <div class="columns">
        ${input({ id: 'fault-count', name: 'count', label: 'Number of requests', hint: 'Leave empty for no limit.', inputmode: 'numeric', error: errors.count })}
        ${input({ id: 'fault-probability', name: 'probability', label: 'Probability (0 to 1)', hint: 'Leave empty for 1.', inputmode: 'decimal', error: errors.probability })}
      </div>
      ${otherErrors(errors, FIELDS)}
      <button type="submit">Add fault rule</button>
    </form>
  </section>`;
}

function effectFields(errors) {
  switch (state.effect) {
    case 'status':
      return html`<div class="columns">
          ${input({ id: 'fault-status', name: 'status', label: 'Status', value: '500', inputmode: 'numeric', error: errors.status })}
          ${input({ id: 'fault-retry', name: 'retry_after', label: 'Retry-After (seconds)', hint: 'Leave empty for none.', inputmode: 'numeric', error: errors.retry_after })}
        </div>
        ${lines({ id: 'fault-body', name: 'body', label: 'Response body', hint: 'Leave empty for that of the documented error.', error: errors.body })}
        ${headersField(errors)}`;
    case 'headers':
      return headersField(errors);
    case 'delay':
      return html`<div class="columns">
        ${input({ id: 'fault-delay', name: 'delay', label: 'Delay', value: '2s', hint: 'In real time, such as 300ms.', error: errors.delay })}
        ${input({ id: 'fault-jitter', name: 'jitter', label: 'Maximum jitter', hint: 'Random extra delay. Leave empty for none.', error: errors.jitter })}
      </div>`;
    default:
      return select({ id: 'fault-kind', name: 'fault', label: 'Fault', choices: FAULTS, error: errors.fault });
  }
}
