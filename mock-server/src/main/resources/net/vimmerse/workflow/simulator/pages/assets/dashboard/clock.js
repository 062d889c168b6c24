// The clock of the world that is shown, and what is left to spend there.

import { html, nothing } from '../lit-html/lit-html.js';
import { live } from '../lit-html/directives/live.js';
import { changeClock, finishAll } from './actions.js';
import { link } from './route.js';
import { state } from './store.js';
import { time } from './text.js';

const SPEEDS = [1, 10, 60, 600];

export function clockBar() {
  const { clock, credits, world } = state;
  if (!clock) {
    return nothing;
  }
  const speeds = SPEEDS.includes(clock.scale) || clock.scale === 0 ? SPEEDS : [...SPEEDS, clock.scale];
  return html`<div class="clock" role="group" aria-label="Clock">
    <span class="clock-face" data-frozen=${String(clock.frozen)}>
      <span class="clock-time" title=${clock.now}>${time(clock.now)}</span>
      <span class="clock-state">${clock.frozen ? 'Frozen' : `${clock.scale}×`}</span>
    </span>
    <button type="button" @click=${() => changeClock({ frozen: !clock.frozen }, clock.frozen ? 'The clock runs.' : 'The clock stands still.')}>
      ${clock.frozen ? 'Run' : 'Freeze'}
    </button>
    <button type="button" @click=${() => changeClock({ advance: 'PT10S' }, 'Ten seconds later.')}>+10 s</button>
    <button type="button" class="wide-only" @click=${() => changeClock({ advance: 'PT1M' }, 'A minute later.')}>+1 min</button>
    ${world ? html`<button type="button" @click=${finishAll}>Finish all</button>` : nothing}
    <label class="inline">
      <span>Speed</span>
      <select
        ?disabled=${clock.frozen}
        @change=${(event) => changeClock({ scale: Number(event.target.value) }, `Time runs ${event.target.value} times as fast.`)}
      >
        ${speeds.map((speed) => html`<option value=${speed} .selected=${live(speed === clock.scale)}>${speed}×</option>`)}
      </select>
    </label>
    <button type="button" class="quiet" @click=${() => changeClock({ reset: true }, 'The clock follows real time again.')}>
      Real time
    </button>
    ${credits
      ? html`<a class="balance" href=${link('controls', null, world)}>
          Credits <strong>${credits.balance === null ? 'unlimited' : credits.balance.toLocaleString()}</strong>
        </a>`
      : nothing}
  </div>`;
}
