// Controls a simulator from browser tests. CommonJS, as some test runners load nothing else; testing.mjs is the
// same for import.
'use strict';

const { randomUUID } = require('node:crypto');

const POLL_MILLISECONDS = 50;

/** What belongs to one API key of a simulator. Tests with namespaces of their own do not meet. */
class TestNamespace {
  constructor({ url = 'http://127.0.0.1:8080', key = randomUUID(), adminToken } = {}) {
    this.url = url.replace(/\/$/, '');
    this.key = key;
    this.adminToken = adminToken;
  }

  /** Sends the requests of a page of Playwright to this namespace, whatever service and key they name. */
  async use(page, service = this.url) {
    await page.route(`${service.replace(/\/$/, '')}/v2/**`, (route) => {
      const url = this.url + new URL(route.request().url()).pathname + new URL(route.request().url()).search;
      return route.continue({ url, headers: { ...route.request().headers(), 'x-api-key': this.key } });
    });
  }

  freeze() {
    return this.admin('POST', '/clock', { frozen: true });
  }

  advance(duration) {
    return this.admin('POST', '/clock', { advance: duration });
  }

  outcome(outcome, rule = {}) {
    return this.admin('POST', '/outcomes', { ...rule, outcome });
  }

  fault(rule) {
    return this.admin('POST', '/faults', rule);
  }

  credits(balance) {
    return this.admin('POST', '/credits', { balance });
  }

  async workflows() {
    return (await this.admin('GET', '/workflows?limit=1000')).workflows;
  }

  async requests() {
    return (await this.admin('GET', '/requests?limit=1000')).requests;
  }

  reset() {
    return this.admin('POST', '/reset');
  }

  async waitForWebhook(workflow, options) {
    const query = workflow ? `?workflow=${encodeURIComponent(workflow)}` : '';
    return this.waitFor(
      async () => (await this.admin('GET', `/webhooks${query}`)).deliveries.find(({ attempts }) => attempts.length > 0),
      { what: 'a webhook', ...options },
    );
  }

  async waitFor(find, { timeout = 5_000, what = 'a change' } = {}) {
    const deadline = Date.now() + timeout;
    for (;;) {
      const tag = await this.entityTag();
      const found = await find();
      if (found) {
        return found;
      }
      // Asks for the summary only, until it has changed.
      do {
        if (Date.now() > deadline) {
          throw new Error(`The simulator did not see ${what} within ${timeout} ms.`);
        }
        await new Promise((resolve) => setTimeout(resolve, POLL_MILLISECONDS));
      } while ((await this.entityTag(tag)) === tag);
    }
  }

  async entityTag(known) {
    const response = await this.send('GET', '/summary', undefined, known ? { 'If-None-Match': known } : {});
    if (response.status !== 304) {
      await textOf(response, 'GET', '/summary');
    }
    return response.headers.get('ETag');
  }

  async admin(method, path, body) {
    const text = await textOf(await this.send(method, path, body), method, path);
    return text === '' ? null : JSON.parse(text);
  }

  send(method, path, body, headers = {}) {
    return fetch(`${this.url}/__admin/simulator${path}`, {
      method,
      headers: {
        'X-Api-Key': this.key,
        ...(this.adminToken ? { 'X-Admin-Token': this.adminToken } : {}),
        ...(body ? { 'Content-Type': 'application/json' } : {}),
        ...headers,
      },
      body: body && JSON.stringify(body),
    });
  }
}

/** Returns the body of a response; throws if its status is an error. */
async function textOf(response, method, path) {
  const text = await response.text();
  if (!response.ok) {
    throw new Error(`${method} ${path} returned ${response.status}: ${text}`);
  }
  return text;
}

/** Returns the task of Cypress that calls a method of a namespace: cy.task('simulator', [key, 'advance', '30s']). */
function cypressTasks(options = {}) {
  return {
    simulator: async ([key, method, ...args]) => (await new TestNamespace({ ...options, key })[method](...args)) ?? null,
  };
}

module.exports = { TestNamespace, cypressTasks };
