// Loads the parts of the state from the simulator.

import { currentApiKey, rememberApiKey } from './api-keys.js';
import { parseDocument } from './openapi.js';
import { admin, ApiError, readDocument } from './simulator-api.js';
import { state, update, updateIn } from './state.js';

const MAX_REQUESTS = 300;

export async function loadNamespaces() {
  const key = currentApiKey();
  const { namespaces, current } = await admin('GET', '/namespaces', {}, undefined, key);
  if (key !== currentApiKey()) {
    // A key that was entered meanwhile takes precedence.
    return loadNamespaces();
  }
  if (current) {
    rememberApiKey(current, key);
  }
  const exists = (name) => namespaces.some((each) => each.name === name);
  const namespace = [state.route.namespace, state.namespace, current, namespaces[0]?.name].find(exists) ?? null;
  if (namespace !== state.namespace) {
    update({
      namespace,
      workflow: null,
      workflows: { ...state.workflows, list: null },
      requests: { ...state.requests, list: null },
    });
  }
  update({ namespaces });
}

export async function loadNamespace() {
  const { namespace } = state;
  const [clock, credits] = await Promise.all([
    admin('GET', '/clock', { namespace }),
    namespace ? admin('GET', '/credits', { namespace }) : null,
  ]);
  update({ clock, credits });
}

export async function loadView() {
  if (state.namespace || state.route.view === 'templates') {
    await Promise.all(LOADERS[state.route.view].map((load) => load()));
  }
}

const LOADERS = {
  workflows: [loadDocument, loadWorkflows, loadWorkflow],
  templates: [loadDocument],
  requests: [loadRequests],
  controls: [loadDocument, loadRules],
};

async function loadWorkflows() {
  const { search, status, limit } = state.workflows;
  const page = await admin('GET', '/workflows', {
    namespace: state.namespace,
    contains: search,
    status,
    limit,
    order: 'desc',
  });
  updateIn('workflows', { list: page.workflows, count: page.count });
}

async function loadWorkflow() {
  const { namespace } = state;
  const { id } = state.route;
  if (!id) {
    update({ workflow: null });
    return;
  }
  try {
    const [details, webhooks, creation, latest] = await Promise.all([
      admin('GET', `/workflows/${encodeURIComponent(id)}`, { namespace }),
      admin('GET', '/webhooks', { namespace, workflow: id }),
      admin('GET', '/requests', { namespace, workflow: id, operation: 'createWorkflow' }),
      admin('GET', '/requests', { namespace, workflow: id, limit: 10 }),
    ]);
    const requests = [...creation.requests, ...latest.requests]
      .filter((each, index, all) => all.findIndex((one) => one.number === each.number) === index)
      .reverse();
    if (state.route.id === id) {
      update({ workflow: { details, deliveries: webhooks.deliveries, requests } });
    }
  } catch (error) {
    if (!(error instanceof ApiError && error.status === 404)) {
      throw error;
    }
    update({ workflow: { notFound: true } });
  }
}

async function loadRequests() {
  const { namespace } = state;
  const { list } = state.requests;
  const after = list?.[0]?.number;
  // Only new requests are transferred; a log shorter than the list was cleared meanwhile.
  const [fresh, all] = await Promise.all([
    admin('GET', '/requests', { namespace, after, limit: MAX_REQUESTS }),
    admin('GET', '/requests', { namespace, limit: 0 }),
  ]);
  const old = list && all.count >= list.length ? list : [];
  if (list && old !== list && after !== undefined) {
    updateIn('requests', { list: null });
    return;
  }
  updateIn('requests', { list: [...fresh.requests.reverse(), ...old].slice(0, MAX_REQUESTS) });
}

async function loadRules() {
  const { namespace } = state;
  const [outcomes, faults] = await Promise.all([
    admin('GET', '/outcomes', { namespace }),
    admin('GET', '/faults', { namespace }),
  ]);
  update({ outcomes, faults: faults.rules });
}

/** The document cannot change while the simulator runs, so it is loaded once. */
async function loadDocument() {
  if (!state.api) {
    update({ api: parseDocument(await readDocument()) });
  }
}
