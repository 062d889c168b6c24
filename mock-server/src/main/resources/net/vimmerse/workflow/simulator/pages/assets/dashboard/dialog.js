// The one dialog, for whatever has to be asked.

import { html, nothing } from '../lit-html/lit-html.js';
import { state, update } from './store.js';

export function dialogView() {
  const { dialog } = state;
  if (!dialog) {
    return nothing;
  }
  return html`<dialog aria-labelledby="dialog-title" @close=${close}>
    <form @submit=${submit}>
      <h2 id="dialog-title">${dialog.title}</h2>
      <p>${dialog.text}</p>
      ${dialog.label
        ? html`<div class="field">
            <label for="dialog-answer">${dialog.label}</label>
            <input
              id="dialog-answer"
              name="answer"
              type=${dialog.type ?? 'text'}
              value=${dialog.value ?? ''}
              min=${dialog.type === 'number' ? 0 : nothing}
              max=${dialog.type === 'number' ? 99 : nothing}
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

/** Opens what was rendered; the browser keeps the focus inside, and gives it back in the end. */
export function openDialog() {
  const element = document.querySelector('dialog');
  if (element && !element.open) {
    element.showModal();
  }
}

function close() {
  update({ dialog: null });
}

async function submit(event) {
  event.preventDefault();
  const { submit: action } = state.dialog;
  const answer = new FormData(event.target).get('answer');
  event.target.closest('dialog').close();
  await action(answer);
}
