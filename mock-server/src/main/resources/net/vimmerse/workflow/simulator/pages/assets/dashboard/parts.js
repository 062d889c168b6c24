// The small parts that every view is made of.

import { html, nothing } from '../lit-html/lit-html.js';
import { notify } from './store.js';
import { words } from './text.js';

/** A status in words and colour. */
export function pill(status) {
  return html`<span class="pill" data-status=${status}>${words(status)}</span>`;
}

/** The status of an answer. */
export function code(status) {
  const kind = status < 300 ? 'success' : status < 500 ? 'fail' : 'broken';
  return html`<span class="pill" data-status=${kind}>${status}</span>`;
}

export function progress({ progress_percentage: percentage, status }, name) {
  return html`<progress max="100" .value=${percentage} data-status=${status} aria-label="Progress of ${name}"></progress>`;
}

/** Text in a fixed width that can be copied. */
export function source(text, label) {
  return html`<div class="source">
    <pre tabindex="0" role="region" aria-label=${label}><code>${text}</code></pre>
    ${copyButton(text, label)}
  </div>`;
}

export function copyButton(text, label) {
  return html`<button type="button" class="quiet copy" aria-label="Copy ${label}" @click=${() => copy(text)}>
    Copy
  </button>`;
}

async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    notify('Copied.');
  } catch {
    notify('The browser did not let the page copy. Select the text instead.');
  }
}

/**
 * A control with its label, a hint, and what is wrong with it.
 *
 * @param control makes the control, given what ties it to its label: {id, describedBy, invalid}
 */
export function field({ id, label, hint, wrong, control }) {
  const described = [hint && `${id}-hint`, wrong && `${id}-wrong`].filter(Boolean).join(' ');
  return html`<div class="field">
    <label for=${id}>${label}</label>
    ${control({ id, describedBy: described || nothing, invalid: wrong ? 'true' : nothing })}
    ${wrong ? html`<p class="wrong" id="${id}-wrong">${wrong}</p>` : nothing}
    ${hint ? html`<p class="hint" id="${id}-hint">${hint}</p>` : nothing}
  </div>`;
}

/** A line to type into, of a form that is read when it is sent. */
export function input({ id, name, label, hint, wrong, type = 'text', ...more }) {
  return field({
    id,
    label,
    hint,
    wrong,
    control: (tie) => html`<input
      id=${tie.id}
      name=${name}
      type=${type}
      aria-describedby=${tie.describedBy}
      aria-invalid=${tie.invalid}
      placeholder=${more.placeholder ?? nothing}
      inputmode=${more.inputmode ?? nothing}
      list=${more.list ?? nothing}
      value=${more.value ?? nothing}
      autocomplete="off"
      spellcheck="false"
    />`,
  });
}

/** A choice, of a form that is read when it is sent. */
export function select({ id, name, label, hint, wrong, choices, chosen }) {
  return field({
    id,
    label,
    hint,
    wrong,
    control: (tie) => html`<select
      id=${tie.id}
      name=${name}
      aria-describedby=${tie.describedBy}
      aria-invalid=${tie.invalid}
    >
      ${choices.map(
        ([value, text]) =>
          html`<option value=${value} ?selected=${value === chosen}>${text}</option>`,
      )}
    </select>`,
  });
}

/** What a form holds, by name; empty fields are left out. */
export function values(form) {
  return Object.fromEntries([...new FormData(form)].filter(([, value]) => value.trim() !== ''));
}

/** What the server finds wrong, by the name of the field. */
export function complaints(problem) {
  const wrong = {};
  for (const { loc, msg } of problem.violations) {
    wrong[loc.at(-1)] ??= msg;
  }
  return wrong;
}
