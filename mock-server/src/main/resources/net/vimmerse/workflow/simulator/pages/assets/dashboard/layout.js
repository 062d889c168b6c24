// The frame around every view: navigation, namespace, theme, state of the simulator, notifications.

import { html, nothing } from '../lit-html/lit-html.js';
import { controlsView } from './controls.js';
import { dialogView } from './dialog.js';
import { namespacePicker } from './namespace-picker.js';
import { requestsView } from './request-log.js';
import { link } from './route.js';
import { state } from './state.js';
import { stateBar } from './state-bar.js';
import { templatesView } from './template-gallery.js';
import { themeButton } from './theme-button.js';
import { workflowsView } from './workflow-list.js';

const VIEWS = {
  workflows: { name: 'Workflows', view: workflowsView },
  templates: { name: 'Templates', view: templatesView },
  requests: { name: 'Requests', view: requestsView },
  controls: { name: 'Controls', view: controlsView },
};

export function layout() {
  const { connected, namespace, notification, route } = state;
  return html`<a class="skip" href="#main" @click=${skipToContent}>Skip to content</a>
    <header class="top">
      <a class="brand" href=${link('workflows', null, namespace)} aria-label="Workflow simulator">
        <img src="./assets/dashboard/icon.svg" alt="" width="24" height="24" />
        <span>Workflow simulator</span>
      </a>
      <nav aria-label="Views">
        ${Object.entries(VIEWS).map(
          ([view, { name }]) =>
            html`<a href=${link(view, null, namespace)} aria-current=${view === route.view ? 'page' : nothing}>${name}</a>`,
        )}
      </nav>
      <a class="button new" href=${link('templates', 'new', namespace)}>New<span> workflow</span></a>
      <div class="tools">
        ${namespacePicker()}
        <a class="reference" href="./docs">API reference</a>
        <a class="reference" href="./docs/admin">Admin API</a>
        ${themeButton()}
      </div>
    </header>
    ${connected ? nothing : html`<p class="offline" role="alert">The simulator does not respond. Retrying…</p>`}
    ${stateBar()}
    <main id="main" tabindex="-1">${VIEWS[route.view].view()}</main>
    <p class="notification" role="status" ?data-shown=${Boolean(notification)}>${notification}</p>
    ${dialogView()}`;
}

/** The title of the browser window. */
export function title() {
  const { id, view } = state.route;
  return `${id ? `${id} · ` : ''}${VIEWS[view].name} · Workflow simulator`;
}

function skipToContent(event) {
  event.preventDefault();
  document.querySelector('main').focus();
}
