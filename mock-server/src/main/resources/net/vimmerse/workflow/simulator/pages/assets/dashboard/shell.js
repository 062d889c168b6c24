// What stands around every view: the way to the others, the world that is shown, the clock.

import { html, nothing } from '../lit-html/lit-html.js';
import { live } from '../lit-html/directives/live.js';
import { clockBar } from './clock.js';
import { controlsView } from './controls.js';
import { dialogView } from './dialog.js';
import { label, useKey } from './keys.js';
import { chooseWorld, refresh } from './refresh.js';
import { requestsView } from './requests.js';
import { link } from './route.js';
import { state, update } from './store.js';
import { templatesView } from './templates.js';
import { plural } from './text.js';
import { workflowsView } from './workflows.js';

const VIEWS = {
  workflows: { name: 'Workflows', view: workflowsView },
  templates: { name: 'Templates', view: templatesView },
  requests: { name: 'Requests', view: requestsView },
  controls: { name: 'Controls', view: controlsView },
};

const THEMES = { '': 'dark', dark: 'light', light: '' };

export function shell() {
  const { connected, notice, route } = state;
  return html`<a class="skip" href="#main" @click=${skip}>Skip to the content</a>
    <header class="top">
      <a class="brand" href=${link('workflows', null, state.world)}>
        <img src="/assets/dashboard/icon.svg" alt="" width="24" height="24" />
        <span>Workflow simulator</span>
      </a>
      <nav aria-label="Views">
        ${Object.entries(VIEWS).map(
          ([view, { name }]) =>
            html`<a href=${link(view, null, state.world)} aria-current=${view === route.view ? 'page' : nothing}>${name}</a>`,
        )}
      </nav>
      <div class="world">${worldPicker()} ${themeButton()}</div>
    </header>
    ${connected ? nothing : html`<p class="lost" role="alert">The simulator does not answer. Trying again…</p>`}
    ${clockBar()}
    <main id="main" tabindex="-1">${VIEWS[route.view].view()}</main>
    <footer>
      <a href="/docs">API reference</a>
      <a href="/docs/admin">Control API</a>
    </footer>
    <p class="notice" role="status" ?data-shown=${Boolean(notice)}>${notice}</p>
    ${dialogView()}`;
}

/** The name of the view, for the window's title. */
export function title() {
  const { id, view } = state.route;
  return `${id ? `${id} · ` : ''}${VIEWS[view].name} · Workflow simulator`;
}

function worldPicker() {
  const worlds = state.worlds ?? [];
  return html`${worlds.length
      ? html`<select aria-label="World" @change=${(event) => chooseWorld(event.target.value)}>
          ${worlds.map(
            ({ name, workflows }) => html`<option value=${name} .selected=${live(name === state.world)}>
              ${label(name)} · ${plural(workflows, 'workflow')}
            </option>`,
          )}
        </select>`
      : nothing}
    <button type="button" class="quiet" @click=${askForKey}>Key…</button>`;
}

function askForKey() {
  update({
    dialog: {
      name: 'key',
      title: 'Go to the world of an API key',
      text: 'Each key has a world of its own, which begins when it is first used. The key stays in this tab.',
      label: 'API key',
      action: 'Go there',
      async submit(key) {
        useKey(key.trim());
        update({ world: null, route: { ...state.route, world: null } });
        await refresh();
        chooseWorld(state.world);
      },
    },
  });
}

function themeButton() {
  const theme = document.documentElement.dataset.theme ?? '';
  const name = { '': 'as the system has it', dark: 'dark', light: 'light' }[theme];
  return html`<button type="button" class="quiet theme" aria-label="Colours: ${name}. Change" title="Colours: ${name}" @click=${() => paint(THEMES[theme])}>
    <span aria-hidden="true">${{ '': '◐', dark: '●', light: '○' }[theme]}</span>
  </button>`;
}

function paint(theme) {
  if (theme) {
    localStorage.setItem('theme', theme);
    document.documentElement.dataset.theme = theme;
  } else {
    localStorage.removeItem('theme');
    delete document.documentElement.dataset.theme;
  }
  update();
}

function skip(event) {
  event.preventDefault();
  document.querySelector('main').focus();
}
