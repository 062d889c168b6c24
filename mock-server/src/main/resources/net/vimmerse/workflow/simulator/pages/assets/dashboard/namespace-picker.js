// Selects the namespace that is shown, by its name or by its API key.

import { html, nothing } from '../lit-html/lit-html.js';
import { live } from '../lit-html/directives/live.js';
import { useApiKey } from './api-keys.js';
import { openDialog } from './dialog.js';
import { plural } from './format.js';
import { namespaceLabel } from './labels.js';
import { loadNamespaces } from './loaders.js';
import { refresh } from './refresh.js';
import { link } from './route.js';
import { state, update } from './state.js';

export function namespacePicker() {
  return html`${state.namespaces?.length
      ? html`<label class="namespace">
          <span>Namespace</span>
          <select @focus=${loadNamespaces} @change=${(event) => select(event.target.value)}>
            ${state.namespaces.map(
              ({ name, workflows }) => html`<option value=${name} .selected=${live(name === state.namespace)}>
                ${namespaceLabel(name)} · ${plural(countOf(name, workflows), 'workflow')}
              </option>`,
            )}
          </select>
        </label>`
      : nothing}
    <button type="button" class="quiet" @click=${askForApiKey}>API key…</button>`;
}

/** The list of namespaces is older than what is known about the selected one. */
function countOf(name, workflows) {
  return name === state.namespace ? (state.summary?.workflows?.count ?? workflows) : workflows;
}

export function askForApiKey() {
  openDialog({
    title: 'Open the namespace of an API key',
    text: 'Each API key has its own namespace, which the first request with that key creates. The key stays in this tab.',
    label: 'API key',
    action: 'Open',
    async submit(key) {
      await openNamespaceOf(key.trim());
      // A namespace that the user selected meanwhile stays.
      if (!state.route.namespace) {
        select(state.namespace);
      }
    },
  });
}

/** Selects the namespace of an API key, which may be new, without leaving the view. */
export async function openNamespaceOf(key) {
  useApiKey(key);
  update({ namespace: null, namespaces: null, summary: null, route: { ...state.route, namespace: null } });
  await refresh();
}

function select(name) {
  location.hash = link(state.route.view, null, name);
}
