// Renders the reference of one of the two APIs, depending on the address.

import { currentApiKey } from '../dashboard/api-keys.js';

/** The document, relative to the simulator, which a proxy may serve below a path. */
const DOCUMENT = location.pathname.endsWith('/admin') ? '__admin/simulator/openapi.yaml' : 'openapi.json';

/** Only the user knows the token that the simulator was started with. */
const ADMIN_TOKEN = 'X-Admin-Token';

const systemTheme = matchMedia('(prefers-color-scheme: dark)');

function applyTheme() {
  const theme = document.documentElement.dataset.theme;
  document.documentElement.classList.toggle('dark-mode', theme ? theme === 'dark' : systemTheme.matches);
}

/** Any key works, so that an operation can be tried out at once. */
function fillInApiKey() {
  const { components } = ui.specSelectors.specJson().toJS();
  for (const [name, scheme] of Object.entries(components.securitySchemes)) {
    if (scheme.name !== ADMIN_TOKEN) {
      ui.preauthorizeApiKey(name, currentApiKey() || 'demo');
    }
  }
}

applyTheme();
systemTheme.addEventListener('change', applyTheme);
for (const link of document.querySelectorAll('nav a')) {
  if (link.pathname === location.pathname) {
    link.setAttribute('aria-current', 'page');
    document.title = `${link.textContent} reference · Workflow simulator`;
  }
}

const ui = SwaggerUIBundle({
  url: new URL(`../../${DOCUMENT}`, import.meta.url).href,
  domNode: document.getElementById('reference'),
  // The default validator is a public service, and nothing may leave the machine.
  validatorUrl: null,
  deepLinking: true,
  tryItOutEnabled: true,
  displayRequestDuration: true,
  defaultModelsExpandDepth: 0,
  onComplete: fillInApiKey,
});
