// The name by which this browser shows a namespace.

import { html } from '../lit-html/lit-html.js';
import { keyed } from '../lit-html/directives/keyed.js';
import { nameNamespace, nameOf } from './api-keys.js';
import { input } from './form.js';
import { namespaceLabel } from './labels.js';
import { notify, state } from './state.js';

export function namePanel() {
  const { namespace } = state;
  return html`<section class="panel" aria-labelledby="name-title">
    <h2 id="name-title">Namespace ${namespaceLabel(namespace)}</h2>
    <form class="inline-form" @submit=${rename}>
      ${keyed(
        namespace,
        input({ id: 'namespace-name', name: 'name', label: 'Name', value: nameOf(namespace) ?? '' }),
      )}
      <button type="submit">Save name</button>
    </form>
    <p class="hint">Shown in this browser in place of ${namespace}, which is derived from the API key.</p>
  </section>`;
}

function rename(event) {
  event.preventDefault();
  nameNamespace(state.namespace, new FormData(event.target).get('name').trim());
  notify('The name was saved.');
}
