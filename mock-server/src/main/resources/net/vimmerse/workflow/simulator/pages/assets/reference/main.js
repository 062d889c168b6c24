// Draws the reference of one of the two APIs; the address says which.

import { ownKey } from '../dashboard/keys.js';

const DOCUMENTS = {
  '/docs': '/openapi.json',
  '/docs/admin': '/__admin/simulator/openapi.yaml',
};

/** What the simulator may have been started with. Nobody but the user knows it. */
const TOKEN = 'X-Simulator-Token';

const dark = matchMedia('(prefers-color-scheme: dark)');

function paint() {
  const chosen = document.documentElement.dataset.theme;
  document.documentElement.classList.toggle('dark-mode', chosen ? chosen === 'dark' : dark.matches);
}

/** Any key will do, so that whoever tries an operation out need not think of one. */
function fillInTheKey() {
  const { components } = ui.specSelectors.specJson().toJS();
  for (const [name, scheme] of Object.entries(components.securitySchemes)) {
    if (scheme.name !== TOKEN) {
      ui.preauthorizeApiKey(name, ownKey() || 'demo');
    }
  }
}

paint();
dark.addEventListener('change', paint);
for (const link of document.querySelectorAll('nav a')) {
  if (link.pathname === location.pathname) {
    link.setAttribute('aria-current', 'page');
    document.title = `${link.textContent} · Workflow simulator`;
  }
}

const ui = SwaggerUIBundle({
  url: DOCUMENTS[location.pathname],
  domNode: document.getElementById('reference'),
  // Nothing is to leave the machine, and its owner's validator is elsewhere.
  validatorUrl: null,
  deepLinking: true,
  tryItOutEnabled: true,
  displayRequestDuration: true,
  defaultModelsExpandDepth: 0,
  onComplete: fillInTheKey,
});
