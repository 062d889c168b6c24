// Renders the reference of one of the two APIs, depending on the address.

import { html, nothing, render } from '../lit-html/lit-html.js';
import { disclosure } from '../dashboard/disclosure.js';
import { onChange, state, update } from '../dashboard/state.js';
import { credentials } from './credentials.js';
import { SIMULATOR } from '../dashboard/simulator-api.js';
import { operationView } from './operation.js';
import { schemaView } from './schema.js';
import { read } from './document.js';

const isAdmin = location.pathname.endsWith('/admin');

/** The document, relative to the simulator, which a proxy may serve below a path. */
const DOCUMENT = isAdmin ? '/__admin/simulator/openapi.json' : '/openapi.json';

const PAGES = [
  ['./', 'Dashboard', false],
  ['./docs', 'Workflow API', !isAdmin],
  ['./docs/admin', 'Admin API', isAdmin],
];

let api = null;
let failure = '';

function page() {
  return html`<header class="top">
      <nav aria-label="Pages">
        ${PAGES.map(
          ([path, name, isCurrent]) =>
            html`<a href=${SIMULATOR + path.slice(1)} aria-current=${isCurrent ? 'page' : nothing}>${name}</a>`,
        )}
      </nav>
    </header>
    ${api ? html`<div class="reference">${contents()} <main>${content()}</main></div>` : html`<main><h1>${failure || 'Loading…'}</h1></main>`}
    <p class="notification" role="status" ?data-shown=${Boolean(state.notification)}>${state.notification}</p>`;
}

function contents() {
  return html`<nav class="contents" aria-label="Operations">
    <ul>
      ${api.operations.map(
        ({ id, method, summary }) => html`<li><a href="#${id}"><code class="method">${method}</code> ${summary}</a></li>`,
      )}
    </ul>
  </nav>`;
}

function content() {
  const { description, title, version } = api.info;
  return html`<h1>${title}</h1>
    <p class="lead">Version ${version} · <a href=${SIMULATOR + DOCUMENT}>JSON</a> · <a href=${SIMULATOR + DOCUMENT.replace('.json', '.yaml')}>YAML</a></p>
    ${paragraphs(description)} ${credentials(api)} ${api.operations.map((operation) => operationView(operation))}
    <section aria-labelledby="schemas-title">
      <h2 id="schemas-title">Schemas</h2>
      ${api.schemas.map(
        ({ name, schema }) =>
          disclosure(`schema ${name}`, html`<span class="grow">${name}</span>`, () => schemaView(schema, 1)),
      )}
    </section>`;
}

function paragraphs(text) {
  return text.split('\n\n').map((each) => html`<p>${each}</p>`);
}

onChange(() => render(page(), document.body));
document.title = `${isAdmin ? 'Admin API' : 'Workflow API'} reference · Workflow simulator`;
update();
try {
  api = read(await (await fetch(SIMULATOR + DOCUMENT)).json());
} catch (error) {
  failure = `The document cannot be read: ${error.message}`;
}
update();
// The browser looks for the operation of the address before it is rendered.
requestAnimationFrame(() => location.hash && document.querySelector(location.hash)?.scrollIntoView());
