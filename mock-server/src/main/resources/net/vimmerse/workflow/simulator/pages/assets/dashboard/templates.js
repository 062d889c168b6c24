// Everything that can be created, from the document.

import { html, nothing } from '../lit-html/lit-html.js';
import { repeat } from '../lit-html/directives/repeat.js';
import { live } from '../lit-html/directives/live.js';
import { link } from './route.js';
import { state, updateIn } from './store.js';
import { plural, words } from './text.js';
import { trialView } from './trial.js';

export function templatesView() {
  return state.route.id ? trialView() : gallery();
}

function gallery() {
  const templates = state.api?.templates ?? [];
  const search = state.gallery.search.toLowerCase();
  const fitting = templates.filter((template) =>
    `${template.id} ${template.label} ${template.description}`.toLowerCase().includes(search),
  );
  return html`<section class="pane wide" aria-labelledby="templates-title">
    <h1 id="templates-title" tabindex="-1">Templates</h1>
    <form class="filters" role="search" @submit=${(event) => event.preventDefault()}>
      <input
        type="search"
        aria-label="Search templates by name, id or description"
        placeholder="Search name, id, description"
        .value=${live(state.gallery.search)}
        @input=${(event) => updateIn('gallery', { search: event.target.value })}
      />
    </form>
    <p class="count">${state.api ? plural(fitting.length, 'template') : 'Loading…'}</p>
    <ul class="gallery">
      ${repeat(fitting, (template) => template.id, card)}
    </ul>
  </section>`;
}

function card(template) {
  return html`<li class="template">
    <h2>${template.label}</h2>
    <p>${template.description}</p>
    <p class="tags">
      ${template.modes.map(
        (mode) =>
          html`<span class="tag">${words(mode.name)}: ${plural(mode.credits, 'credit')}</span>`,
      )}
    </p>
    <dl class="pairs">
      <div>
        <dt>Inputs</dt>
        <dd>${template.inputs.map(words).join(', ') || 'none'}</dd>
      </div>
      ${template.options.map(
        (option) => html`<div>
          <dt>${option.name}</dt>
          <dd>${option.fallback === undefined ? html`<span class="unset">no default</span>` : option.fallback}</dd>
        </div>`,
      )}
    </dl>
    <p class="template-foot">
      <code>${template.id}</code>
      <a class="button" href=${link('templates', template.id, state.world)} aria-label="Try ${template.label}">Try it</a>
    </p>
  </li>`;
}
