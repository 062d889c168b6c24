// Form fields with a label, a hint and an error message.

import { html, nothing } from '../lit-html/lit-html.js';

/**
 * A field.
 *
 * @param control renders the control, given the attributes that tie it to its label: {id, describedBy, invalid}
 */
export function field({ id, label, hint, error, control }) {
  const describedBy = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ') || nothing;
  return html`<div class="field">
    <label for=${id}>${label}</label>
    ${control({ id, describedBy, invalid: error ? 'true' : nothing })}
    ${error ? html`<p class="error" id="${id}-error">${error}</p>` : nothing}
    ${hint ? html`<p class="hint" id="${id}-hint">${hint}</p>` : nothing}
  </div>`;
}

/** A text field of a form that is read on submit. */
export function input({ name, inputmode, list, value, ...options }) {
  return field({
    ...options,
    control: ({ id, describedBy, invalid }) => html`<input
      id=${id}
      name=${name}
      aria-describedby=${describedBy}
      aria-invalid=${invalid}
      inputmode=${inputmode ?? nothing}
      list=${list ?? nothing}
      value=${value ?? nothing}
      autocomplete="off"
      spellcheck="false"
    />`,
  });
}

/** A field of several lines, of a form that is read on submit. */
export function lines({ name, ...options }) {
  return field({
    ...options,
    control: ({ id, describedBy, invalid }) => html`<textarea
      id=${id}
      name=${name}
      rows="2"
      aria-describedby=${describedBy}
      aria-invalid=${invalid}
      spellcheck="false"
    ></textarea>`,
  });
}

/** A select of a form that is read on submit. */
export function select({ name, choices, selected, onChange, ...options }) {
  return field({
    ...options,
    control: ({ id, describedBy, invalid }) => html`<select
      id=${id}
      name=${name}
      aria-describedby=${describedBy}
      aria-invalid=${invalid}
      @change=${onChange ?? nothing}
    >
      ${choices.map(([value, text]) => html`<option value=${value} ?selected=${value === selected}>${text}</option>`)}
    </select>`,
  });
}

/** The values of a form by name, without empty ones; those of numeric fields as numbers. */
export function values(form) {
  const entries = [...new FormData(form)].filter(([, value]) => value.trim() !== '');
  return Object.fromEntries(
    entries.map(([name, value]) => [name, form.elements[name].inputMode ? toNumber(value) : value]),
  );
}

/** Text that is not a number is sent as it is, so that the server explains what is wrong with it. */
function toNumber(text) {
  return Number.isNaN(Number(text)) ? text : Number(text);
}

/** The server's validation errors by the name of the field. */
export function fieldErrors(error) {
  const errors = {};
  for (const { loc, msg } of error.violations) {
    errors[loc.at(-1)] ??= msg;
  }
  return errors;
}

/** Validation errors of properties that the form has no field for. */
export function otherErrors(errors, fields) {
  return Object.entries(errors)
    .filter(([name]) => !fields.includes(name))
    .map(([name, text]) => html`<p class="error" role="alert">${name}: ${text}</p>`);
}

/** Moves the focus to the first field with an error, once it is rendered. */
export function focusFirstInvalid(form) {
  requestAnimationFrame(() => form?.querySelector('[aria-invalid="true"]')?.focus());
}
