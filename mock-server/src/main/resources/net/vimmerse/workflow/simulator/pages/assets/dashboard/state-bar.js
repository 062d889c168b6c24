// The bar that shows everything that makes the simulator behave in another way than the service: its clock,
// faults, limits. A chip leads to its cause and ends it, where the page can.

import { html, nothing } from '../lit-html/lit-html.js';
import { live } from '../lit-html/directives/live.js';
import { clearFaults, clearOutcomes, clearPreflights, finishAll, removeRule, updateClock } from './actions.js';
import { publishedKeyOf } from './api-keys.js';
import { isRunning, now } from './clock.js';
import { plural, shortDuration, time } from './format.js';
import { link } from './route.js';
import { describeFault } from './rules.js';
import { state } from './state.js';

const SPEEDS = [1, 10, 60, 600];

export function stateBar() {
  const { namespace, summary } = state;
  if (!summary) {
    return nothing;
  }
  const { frozen, now: instant, scale } = summary.clock;
  const speeds = SPEEDS.includes(scale) || scale === 0 ? SPEEDS : [...SPEEDS, scale];
  return html`<section class="bar" aria-label="State of the simulator">
    <div class="clock" role="group" aria-label="Clock">
      <span class="clock-time" title=${instant}>${time(now())}</span>
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
    </div>
    ${namespace ? html`<ul class="chips">${chips()}</ul>` : nothing}
  </section>`;
}

function chips() {
  const { namespace, summary } = state;
  const { clock, credits, faults, outcomes, rate_limit: rateLimit, refused_preflights: refused } = summary;
  const key = publishedKeyOf(namespace);
  const controls = link('controls', null, namespace);
  return [
    !isRunning() &&
      chip('frozen', 'Clock frozen', null, 'Resume the clock', () => updateClock({ reset: true }, 'The clock shows real time again.')),
    isRunning() && (clock.rate !== 1 || Math.abs(now() - new Date()) > 60_000) &&
      chip(
        'frozen',
        clock.rate === 1 ? 'Clock is not real time' : `Clock at ${clock.rate}×`,
        null,
        'Return to real time',
        () => updateClock({ reset: true }, 'The clock shows real time again.'),
      ),
    key?.startsWith('sim_') && chip('fault', `The key ${key} always gets an error`),
    ...(faults.active <= 2 ? faults.first : []).map((rule) =>
      chip('fault', `Fault: ${describeFault(rule)}`, controls, 'Remove the fault rule', () => removeRule(rule)),
    ),
    faults.active > 2 &&
      chip('fault', `${faults.active} faults`, controls, 'Remove all fault rules', clearFaults),
    outcomes.count > 0 &&
      chip('outcome', plural(outcomes.count, 'outcome rule'), controls, 'Remove all outcome rules', clearOutcomes),
    rateLimit && chip('limit', `Limit: ${rateLimit.requests} requests per ${shortDuration(rateLimit.per)}`),
    refused > 0 &&
      chip(
        'fault',
        `${plural(refused, 'preflight')} refused`,
        link('requests', null, namespace),
        'Clear the refused preflights',
        clearPreflights,
      ),
    chip(
      credits.balance !== null && credits.balance < credits.highest_price ? 'fault' : '',
      credits.balance === null ? 'Unlimited credits' : `${plural(credits.balance, 'credit')}${credits.balance < credits.highest_price ? ', low' : ''}`,
      controls,
    ),
  ].filter(Boolean);
}

/** A fact, with a link to its cause and a button that ends it; both may be left out. */
function chip(kind, text, address, action, end) {
  return html`<li class="chip" data-kind=${kind}>
    ${address ? html`<a href=${address}>${text}</a>` : html`<span>${text}</span>`}
    ${end
      ? html`<button type="button" title=${action} aria-label="${action}: ${text}" @click=${end}>
          <span aria-hidden="true">×</span>
        </button>`
      : nothing}
  </li>`;
}
