// The view of all templates in the OpenAPI document.

import { html } from '../lit-html/lit-html.js';
import { repeat } from '../lit-html/directives/repeat.js';
import { live } from '../lit-html/directives/live.js';
import { searchForm } from './components.js';
import { createForm } from './create-form.js';
import { plural, words } from './format.js';
import { link } from './route.js';
import { SIMULATOR } from './simulator-api.js';
import { state, updateIn } from './state.js';

export function templatesView() {
  return state.route.id ? createForm() : gallery();
}

function gallery() {
  const templates = state.api?.templates ?? [];
  const { input, makes, price, search } = state.templates;
  const matching = templates.filter(
    (template) =>
      `${template.id} ${template.label} ${template.description}`.toLowerCase().includes(search.toLowerCase()) &&
      template.modes.some((mode) => (!makes || kind(mode) === makes) && (!price || mode.credits <= Number(price))) &&
      (!input || template.inputs.includes(input)),
  );
  const prices = distinct(templates.flatMap(({ modes }) => modes.map(({ credits }) => credits))).sort((a, b) => a - b);
  return html`<section class="pane scrolls" aria-labelledby="templates-title">
    <h1 id="templates-title" tabindex="-1">Templates</h1>
    ${searchForm({
      things: 'templates',
      fields: 'name, id or description',
      search,
      onSearch: (search) => updateIn('templates', { search }),
      more: [
        choice('makes', 'Category', 'Any category', distinct(templates.flatMap(({ modes }) => modes.map(kind))), words),
        choice('price', 'Price', 'Any price', prices.slice(0, -1), (credits) => `Up to ${plural(credits, 'credit')}`),
        choice('input', 'Input', 'Any input', distinct(templates.flatMap(({ inputs }) => inputs)), words),
      ],
    })}
    <p class="count">${state.api ? plural(matching.length, 'template') : 'Loading…'}</p>
    <ul class="gallery">
      ${repeat(matching, (template) => template.id, card)}
    </ul>
  </section>`;
}

const distinct = (values) => [...new Set(values)];

/** What a pipeline mode makes: an image, a video. */
const kind = ({ outputs }) => outputs.at(-1).split('/')[0];

function choice(name, label, any, values, text) {
  const selected = state.templates[name];
  return html`<select aria-label=${label} @change=${(event) => updateIn('templates', { [name]: event.target.value })}>
    <option value="" .selected=${live(selected === '')}>${any}</option>
    ${values.map(
      (value) => html`<option value=${value} .selected=${live(String(value) === selected)}>${text(value)}</option>`,
    )}
  </select>`;
}

/** The picture of a template, which the API serves. */
export const thumbnail = ({ id }) => `${SIMULATOR}/media/templates/${id}.png`;

function card(template) {
  const { description, id, inputs, label, modes, options } = template;
  return html`<li class="template">
    <img src=${thumbnail(template)} alt="" width="320" height="180" loading="lazy" decoding="async" />
    <h2><a href=${link('templates', id, state.namespace)}>${label}</a></h2>
    <p>${description}</p>
    <p class="tags">
      ${modes.map((mode) => html`<span class="tag">${words(mode.name)}: ${plural(mode.credits, 'credit')}</span>`)}
      ${inputs.map((input) => html`<span class="tag">${words(input)}</span>`)}
      <span class="tag">${plural(options.length, 'option')}</span>
    </p>
    <code>${id}</code>
  </li>`;
}
