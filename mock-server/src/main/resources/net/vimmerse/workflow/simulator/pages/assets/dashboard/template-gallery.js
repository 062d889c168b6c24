// The view of all templates in the OpenAPI document.

import { html } from '../lit-html/lit-html.js';
import { repeat } from '../lit-html/directives/repeat.js';
import { property, searchForm } from './components.js';
import { createForm } from './create-form.js';
import { plural, words } from './format.js';
import { link } from './route.js';
import { state, updateIn } from './state.js';

export function templatesView() {
  return state.route.id ? createForm() : gallery();
}

function gallery() {
  const { search } = state.templates;
  const matching = (state.api?.templates ?? []).filter(({ id, label, description }) =>
    `${id} ${label} ${description}`.toLowerCase().includes(search.toLowerCase()),
  );
  return html`<section class="pane" aria-labelledby="templates-title">
    <h1 id="templates-title" tabindex="-1">Templates</h1>
    ${searchForm({
      things: 'templates',
      fields: 'name, id or description',
      search,
      onSearch: (search) => updateIn('templates', { search }),
    })}
    <p class="count">${state.api ? plural(matching.length, 'template') : 'Loading…'}</p>
    <ul class="gallery">
      ${repeat(matching, (template) => template.id, card)}
    </ul>
  </section>`;
}

function card(template) {
  return html`<li class="template">
    <h2>${template.label}</h2>
    <p>${template.description}</p>
    <p class="tags">
      ${template.modes.map(
        ({ name, credits }) => html`<span class="tag">${words(name)}: ${plural(credits, 'credit')}</span>`,
      )}
    </p>
    <dl class="properties">
      ${property('Inputs', template.inputs.map(words).join(', ') || 'none')}
      ${template.options.map(({ name, defaultValue }) =>
        property(name, defaultValue ?? html`<span class="none">no default</span>`),
      )}
    </dl>
    <p class="template-foot">
      <code>${template.id}</code>
      <a class="button" href=${link('templates', template.id, state.namespace)} aria-label="Try ${template.label}">Try it</a>
    </p>
  </li>`;
}
