// The view of everything that can be changed in a namespace: its name, credits, faults, outcomes, and a reset.

import { html } from '../lit-html/lit-html.js';
import { creditsPanel } from './credits-panel.js';
import { faultsPanel } from './faults-panel.js';
import { namePanel } from './name-panel.js';
import { outcomesPanel } from './outcomes-panel.js';
import { resetPanel } from './reset-panel.js';
import { state } from './state.js';

export function controlsView() {
  return html`<section class="pane scrolls" aria-labelledby="controls-title">
    <h1 id="controls-title" tabindex="-1">Controls</h1>
    ${state.namespace
      ? html`<div class="panels">
          <div class="stack">${creditsPanel()} ${namePanel()} ${resetPanel()}</div>
          ${faultsPanel()} ${outcomesPanel()}
        </div>`
      : html`<p class="empty">There is no namespace yet. The first request with an API key creates one.</p>`}
  </section>`;
}
