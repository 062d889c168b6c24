// The clock of the selected namespace, and its credits.

import { html, nothing } from '../lit-html/lit-html.js';
import { live } from '../lit-html/directives/live.js';
import { finishAll, updateClock } from './actions.js';
import { time } from './format.js';
import { link } from './route.js';
import { state } from './state.js';

const SPEEDS = [1, 10, 60, 600];

export function clockBar() {
  const { clock, credits, namespace } = state;
  if (!clock) {
    return nothing;
  }
  const { frozen, now, scale } = clock;
  const speeds = SPEEDS.includes(scale) || scale === 0 ? SPEEDS : [...SPEEDS, scale];
  return html`<div class="clock" role="group" aria-label="Clock">
    <span class="clock-face" data-frozen=${String(frozen)}>
      <span class="clock-time" title=${now}>${time(now)}</span>
      <span class="clock-state">${frozen ? 'Frozen' : `${scale}×`}</span>
    </span>
    <button type="button" @click=${() => updateClock({ frozen: !frozen }, frozen ? 'The clock is running.' : 'The clock is frozen.')}>
      ${frozen ? 'Resume' : 'Freeze'}
    </button>
    <button type="button" @click=${() => updateClock({ advance: 'PT10S' }, 'The clock was advanced by 10 seconds.')}>+10 s</button>
    <button type="button" class="wide-only" @click=${() => updateClock({ advance: 'PT1M' }, 'The clock was advanced by 1 minute.')}>+1 min</button>
    ${namespace ? html`<button type="button" @click=${finishAll}>Finish all</button>` : nothing}
    <label class="speed">
      <span>Speed</span>
      <select
        ?disabled=${frozen}
        @change=${({ target }) => updateClock({ scale: Number(target.value) }, `The clock runs at ${target.value}× speed.`)}
      >
        ${speeds.map((speed) => html`<option value=${speed} .selected=${live(speed === scale)}>${speed}×</option>`)}
      </select>
    </label>
    <button type="button" class="quiet" @click=${() => updateClock({ reset: true }, 'The clock shows real time again.')}>
      Real time
    </button>
    ${credits
      ? html`<a class="credits" href=${link('controls', null, namespace)}>
          Credits <strong>${credits.balance === null ? 'unlimited' : credits.balance.toLocaleString()}</strong>
        </a>`
      : nothing}
  </div>`;
}
