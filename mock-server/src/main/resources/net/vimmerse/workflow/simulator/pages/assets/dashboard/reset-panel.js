// Resets one namespace, or all.

import { html } from '../lit-html/lit-html.js';
import { resetAll, resetNamespace } from './actions.js';
import { openDialog } from './dialog.js';

export function resetPanel() {
  return html`<section class="panel" aria-labelledby="reset-title">
    <h2 id="reset-title">Reset</h2>
    <p class="hint">Deletes workflows, rules, requests and webhook deliveries, restores the initial credits, and sets the clock to real time.</p>
    <div class="actions">
      ${button('Reset this namespace', 'All data of this namespace is deleted.', resetNamespace)}
      ${button('Reset all namespaces', 'All data of the simulator is deleted.', resetAll)}
    </div>
  </section>`;
}

function button(action, consequence, submit) {
  const confirm = { title: `${action}?`, text: `${consequence} This cannot be undone.`, action, danger: true, submit };
  return html`<button type="button" class="danger" @click=${() => openDialog(confirm)}>${action}…</button>`;
}
