// The headers that requests from the page carry, so that an operation can be tried out at once.

import { html } from '../lit-html/lit-html.js';
import { live } from '../lit-html/directives/live.js';
import { currentApiKey, useApiKey } from '../dashboard/api-keys.js';
import { field } from '../dashboard/form.js';
import { adminToken } from '../dashboard/simulator-api.js';
import { update } from '../dashboard/state.js';

const API_KEY = 'X-Api-Key';

/** By name. Any API key works; only the user knows the token that the simulator was started with. */
const values = { [API_KEY]: currentApiKey() || 'demo', 'X-Admin-Token': adminToken() ?? '' };

/** Those of the headers that have a value. */
export const credentialHeaders = (headers) =>
  Object.fromEntries(headers.map(({ name }) => [name, values[name]]).filter(([, value]) => value));

export function credentials({ headers }) {
  return html`<section class="credentials" aria-labelledby="credentials-title">
    <h2 id="credentials-title">Headers of each request</h2>
    ${headers.map(({ description, name }) =>
      field({
        id: name,
        label: name,
        hint: description,
        control: ({ id, describedBy }) => html`<input
          id=${id}
          aria-describedby=${describedBy}
          autocomplete="off"
          spellcheck="false"
          .value=${live(values[name] ?? '')}
          @input=${({ target }) => {
            values[name] = target.value;
            if (name === API_KEY) {
              useApiKey(target.value);
            }
            update();
          }}
        />`,
      }),
    )}
  </section>`;
}
