// The credits of a namespace: their balance, and what changed it.

import { html, nothing } from '../lit-html/lit-html.js';
import { submit } from './actions.js';
import { input, values } from './form.js';
import { plural, time } from './format.js';
import { state, updateIn } from './state.js';

export function creditsPanel() {
  const { credits, errors } = state;
  if (!credits) {
    return nothing;
  }
  const { balance, entries } = credits;
  return html`<section class="panel" aria-labelledby="credits-title">
    <h2 id="credits-title">Credits</h2>
    <p class="balance">${balance === null ? 'Unlimited' : balance.toLocaleString()}</p>
    <form class="inline-form" @submit=${setBalance}>
      ${input({ id: 'balance', name: 'balance', label: 'New balance', inputmode: 'numeric', error: errors.credits.balance })}
      <button type="submit">Set</button>
    </form>
    <div class="actions">
      <button type="button" @click=${() => submit('credits', { balance: 0 }, 'The balance is 0.')}>Set to 0</button>
      <button type="button" @click=${() => submit('credits', { balance: null }, 'Credits are unlimited.')}>Unlimited</button>
    </div>
    ${entries.length
      ? html`<details>
          <summary>${plural(entries.length, 'transaction')}</summary>
          <ul class="compact">
            ${entries
              .slice(-50)
              .reverse()
              .map(({ at, amount, reason }) => html`<li>${time(at)} <strong>${amount}</strong> ${reason}</li>`)}
          </ul>
        </details>`
      : nothing}
  </section>`;
}

function setBalance(event) {
  event.preventDefault();
  const { balance } = values(event.target);
  if (balance === undefined) {
    updateIn('errors', { credits: { balance: 'Enter a number of credits' } });
    return;
  }
  submit('credits', { balance }, 'The balance was set.', event.target);
}
