// Small components that several views share.

import { html, nothing } from '../lit-html/lit-html.js';
import { live } from '../lit-html/directives/live.js';
import { words } from './format.js';
import { notify } from './state.js';

/** A status, in words and colour. */
export function badge(status) {
  return html`<span class="badge" data-status=${status}>${words(status)}</span>`;
}

/** An HTTP status, in colour. */
export function httpStatus(status) {
  const kind = status < 300 ? 'success' : status < 500 ? 'fail' : 'error';
  return html`<span class="badge" data-status=${kind}>${status}</span>`;
}

export function progressBar({ progress_percentage: percentage, status }, name) {
  return html`<progress max="100" .value=${percentage} data-status=${status} aria-label="Progress of ${name}"></progress>`;
}

/** Preformatted text with a button that copies it. */
export function codeBlock(text, label) {
  return html`<div class="code">
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
    notify('The browser blocked access to the clipboard. Select the text instead.');
  }
}

/** One name and value of a properties list. */
export function property(name, value) {
  return html`<div>
    <dt>${name}</dt>
    <dd>${value}</dd>
  </div>`;
}

/**
 * A search field, with further filters beside it.
 *
 * @param fields what is searched, as in "title or id"
 * @param options a choice beside the field: its label, value, [value, text] pairs and listener; may be left out
 * @param more anything beside those
 */
export function searchForm({ things, fields, search, onSearch, choice, more = nothing }) {
  return html`<form class="filters" role="search" @submit=${(event) => event.preventDefault()}>
    <input
      type="search"
      aria-label="Search ${things} by ${fields}"
      placeholder="Search by ${fields}"
      .value=${live(search)}
      @input=${(event) => onSearch(event.target.value)}
    />
    ${choice
      ? html`<select aria-label=${choice.label} @change=${(event) => choice.onChange(event.target.value)}>
          ${choice.options.map(
            ([value, text]) => html`<option value=${value} .selected=${live(value === choice.value)}>${text}</option>`,
          )}
        </select>`
      : nothing}
    ${more}
  </form>`;
}
