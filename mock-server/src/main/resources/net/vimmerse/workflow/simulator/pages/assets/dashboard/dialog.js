// The modal dialog: a confirmation, or a question with one field.

import { html, nothing } from '../lit-html/lit-html.js';
import { state, update } from './state.js';

/**
 * Opens a dialog in place of the one that is open.
 *
 * @param dialog its title and text, the label of the button that submits it, whether that is dangerous,
 *   the label, type and value of a field if it has one, and a function that receives the field's value
 */
export function openDialog(dialog) {
  update({ dialog });
}

export function dialogView() {
  const { dialog } = state;
  if (!dialog) {
    return nothing;
  }
  const isNumber = dialog.type === 'number';
  return html`<dialog aria-labelledby="dialog-title" @close=${() => update({ dialog: null })}>
    <form @submit=${submit}>
      <h2 id="dialog-title">${dialog.title}</h2>
      <p>${dialog.text}</p>
      ${dialog.label
        ? html`<div class="field">
            <label for="dialog-value">${dialog.label}</label>
            <input
              id="dialog-value"
              name="value"
              type=${dialog.type ?? 'text'}
              value=${dialog.value ?? ''}
              min=${isNumber ? 0 : nothing}
              max=${isNumber ? 99 : nothing}
              required
              autocomplete="off"
              spellcheck="false"
            />
          </div>`
        : nothing}
      <div class="actions">
        <button type="submit" class=${dialog.danger ? 'danger' : 'primary'}>${dialog.action}</button>
        <button type="button" class="quiet" @click=${(event) => event.target.closest('dialog').close()}>Cancel</button>
      </div>
    </form>
  </dialog>`;
}

/** Makes the rendered dialog modal: the browser traps the focus in it, and restores it afterwards. */
export function showDialog() {
  const element = document.querySelector('dialog');
  if (element && !element.open) {
    element.showModal();
  }
}

async function submit(event) {
  event.preventDefault();
  const { submit: action } = state.dialog;
  const value = new FormData(event.target).get('value');
  event.target.closest('dialog').close();
  await action(value);
}
