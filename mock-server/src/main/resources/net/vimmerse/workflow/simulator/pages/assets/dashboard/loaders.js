// Loads the parts of the state from the simulator, each only if it may have changed.

import { currentApiKey, rememberApiKey } from './api-keys.js';
import { clockRevision, isRunning, now } from './clock.js';
import { newDraft } from './draft.js';
import { parseDocument } from './openapi.js';
import { revealSelected } from './scrolling.js';
import { admin, ApiError, readDocument, readSummary } from './simulator-api.js';
import { notify, state, update, updateIn } from './state.js';
import { visibleRange } from './virtual-list.js';

const MAX_REQUESTS = 300;
const PAGE = 60;

/** What each part of the state was loaded for, and when time alone changes it, by its name. */
const loaded = new Map();

/**
 * Loads a part unless it was loaded for the same reasons already, and is not due to change.
 *
 * @param load returns a promise of the workflows that were loaded; of nothing if the part has none
 */
async function ifChanged(part, reasons, load) {
  const key = JSON.stringify([state.namespace, ...reasons]);
  const known = loaded.get(part);
  if (known?.key !== key || (isRunning() && now() >= known.changesAt)) {
    const workflows = await load();
    loaded.set(part, { key, changesAt: nextChange(workflows ?? []) });
  }
}

/** The virtual time, in milliseconds, when a workflow changes as time passes: at the latest by one percent. */
function nextChange(workflows) {
  const since = now().getTime();
  const times = workflows.map(({ progress_percentage: percentage, schedule: [next], status }) => {
    const percents = status === 'processing' && next ? next.progress_percentage - percentage : 1;
    return next ? since + (Date.parse(next.at) - since) / Math.max(1, percents) : Infinity;
  });
  return Math.min(...times, Infinity);
}

/** Selects the namespace that the address names, or else the one that was active last. */
export async function chooseNamespace() {
  const { namespace, namespaces, route, summary } = state;
  const known = (name) => namespaces?.some((each) => each.name === name);
  const isNew = summary && namespaces && summary.namespaces !== namespaces.length;
  if (!namespaces || isNew || (route.namespace ?? namespace) !== namespace || !known(namespace)) {
    await loadNamespaces();
  }
}

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
  namespaces.sort(
    (one, other) =>
      (other.active_at ?? '').localeCompare(one.active_at ?? '') || other.workflows - one.workflows,
  );
  const exists = (name) => namespaces.some((each) => each.name === name);
  const namespace = [state.route.namespace, state.namespace, current, namespaces[0]?.name].find(exists) ?? null;
  if (namespace !== state.namespace) {
    update({
      namespace,
      summary: null,
      workflow: null,
      workflows: { ...state.workflows, offset: 0, list: null },
      requests: { ...state.requests, list: null },
    });
  }
  update({ namespaces });
}

export async function loadSummary() {
  const { namespace, summary } = state;
  try {
    const latest = await readSummary(namespace, summary);
    if (latest !== summary && namespace === state.namespace) {
      update({ summary: latest });
    }
  } catch (error) {
    if (!(error instanceof ApiError && error.status === 404)) {
      throw error;
    }
    notify('The namespace no longer exists, because all namespaces were reset.');
    update({ namespace: null, namespaces: null, summary: null, route: { ...state.route, namespace: null } });
    await loadNamespaces();
    await loadSummary();
  }
}

export async function loadView() {
  // The list of namespaces may have been loaded meanwhile, and another one been selected.
  const isCurrent = (state.summary?.namespace ?? null) === state.namespace;
  if ((state.namespace && isCurrent) || state.route.view === 'templates') {
    await Promise.all(LOADERS[state.route.view].map((load) => load()));
  }
}

const LOADERS = {
  workflows: [loadWorkflows, loadWorkflow],
  templates: [loadDraft],
  requests: [loadRequests, loadPreflights],
  controls: [loadDocument, loadCredits, loadRules],
};

async function loadWorkflows() {
  const { search, status, list, offset } = state.workflows;
  const { count, revision } = state.summary.workflows;
  const { first, last } = visibleRange('workflows');
  const selected = state.route.id;
  const isCovered = first >= offset && last < offset + PAGE;
  const start = isCovered ? offset : Math.max(0, Math.round((first + last - PAGE) / 2));
  // Workflows that are not shown enter a filtered list and leave it, too.
  const entering = status && isRunning() ? Math.floor(Date.now() / 5000) : '';
  const reasons = [search, status, start, count, revision, clockRevision(), entering];
  await ifChanged('workflows', reasons, async () => {
    const query = { namespace: state.namespace, contains: search, status, limit: PAGE, order: 'desc' };
    // The list opens where the selected workflow is.
    const place = selected && !list ? { around: selected } : { offset: start };
    const page = await admin('GET', '/workflows', { ...query, ...place });
    if (search === state.workflows.search && status === state.workflows.status) {
      updateIn('workflows', { list: page.workflows, count: page.count, offset: page.offset });
      if (!list) {
        requestAnimationFrame(revealSelected);
      }
    }
    return page.workflows;
  });
}

async function loadWorkflow() {
  const { namespace, summary, workflow } = state;
  const { id } = state.route;
  if (!id) {
    if (workflow) {
      update({ workflow: null });
    }
    return;
  }
  const known = workflow?.details?.id === id ? workflow : null;
  const path = `/workflows/${encodeURIComponent(id)}`;
  const show = (change) => {
    if (state.route.id === id) {
      update({ workflow: { ...state.workflow, ...change } });
    }
  };
  try {
    if (!known) {
      // Everything at once, so that nothing is rendered before all of it is there.
      const [details, deliveries, requests] = await Promise.all([
        admin('GET', path, { namespace }),
        readDeliveries(id),
        readRequests(id),
      ]);
      if (state.route.id === id) {
        update({ workflow: { details, deliveries, requests, body: null } });
      }
      return;
    }
    await Promise.all([
      ifChanged('details', [id, summary.workflows.revision, clockRevision()], async () => {
        const details = await admin('GET', path, { namespace });
        show({ details });
        await (known.body && loadBody());
        return [details];
      }),
      ifChanged('deliveries', [id, summary.webhooks.revision], async () =>
        show({ deliveries: await readDeliveries(id) }),
      ),
      ifChanged('its requests', [id, summary.requests.revision], async () =>
        show({ requests: await readRequests(id) }),
      ),
    ]);
  } catch (error) {
    if (!(error instanceof ApiError && error.status === 404)) {
      throw error;
    }
    update({ workflow: { notFound: id } });
  }
}

/** Loads the selected workflow as the API returns it. */
export async function loadBody() {
  const { namespace, route } = state;
  const body = await admin('GET', `/workflows/${encodeURIComponent(route.id)}/body`, { namespace });
  if (state.workflow?.details?.id === route.id) {
    updateIn('workflow', { body });
  }
}

async function readDeliveries(workflow) {
  return (await admin('GET', '/webhooks', { namespace: state.namespace, workflow })).deliveries;
}

/** Returns the request that created a workflow, and the latest about it. */
async function readRequests(workflow) {
  const query = { namespace: state.namespace, workflow };
  const [creation, latest] = await Promise.all([
    admin('GET', '/requests', { ...query, operation: 'createWorkflow' }),
    admin('GET', '/requests', { ...query, limit: 10 }),
  ]);
  return [...creation.requests, ...latest.requests]
    .filter((each, index, all) => all.findIndex((one) => one.number === each.number) === index)
    .reverse();
}

async function loadRequests() {
  const { revision, count } = state.summary.requests;
  await ifChanged('requests', [revision, Boolean(state.requests.list)], async () => {
    const { namespace } = state;
    const { list } = state.requests;
    // Only new requests are transferred; a log shorter than the list was cleared meanwhile.
    const old = list && count >= list.length ? list : [];
    const fresh = await admin('GET', '/requests', { namespace, after: old[0]?.number, limit: MAX_REQUESTS });
    updateIn('requests', { list: [...fresh.requests.reverse(), ...old].slice(0, MAX_REQUESTS) });
  });
}

async function loadPreflights() {
  await ifChanged('preflights', [state.summary.refused_preflights], async () => {
    const { preflights } = await admin('GET', '/preflights');
    update({ preflights: preflights.reverse() });
  });
}

async function loadCredits() {
  const { balance, revision } = state.summary.credits;
  await ifChanged('credits', [balance, revision], async () =>
    update({ credits: await admin('GET', '/credits', { namespace: state.namespace, limit: 50 }) }),
  );
}

async function loadRules() {
  const { namespace, summary } = state;
  await ifChanged('rules', [summary.outcomes.revision, summary.faults.revision], async () => {
    const [outcomes, faults] = await Promise.all([
      admin('GET', '/outcomes', { namespace }),
      admin('GET', '/faults', { namespace }),
    ]);
    update({ outcomes, faults: faults.rules });
  });
}

/** Begins a request: an empty one, or a copy of the one that created a workflow. */
async function loadDraft() {
  await loadDocument();
  const { api, draft, namespace, route } = state;
  const find = (id) => api.templates.find((each) => each.id === id);
  // The document may lack a template that was used with another version of it.
  const template = route.id === 'new' ? (find(localStorage.getItem('template')) ?? api.templates[0]) : find(route.id);
  if (!template || (draft?.template === template && draft.namespace === namespace && draft.from === route.from)) {
    return;
  }
  const copied = route.from
    ? await admin('GET', `/workflows/${encodeURIComponent(route.from)}`, { namespace })
    : undefined;
  update({ draft: { ...newDraft(template, copied), namespace, from: route.from } });
}

/** The document cannot change while the simulator runs, so it is loaded once. */
async function loadDocument() {
  if (!state.api) {
    update({ api: parseDocument(await readDocument()) });
  }
}
