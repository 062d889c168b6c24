// Keeps what is shown up to date: once a second, while somebody looks.

import { takeApart } from './document.js';
import { ownKey, remember } from './keys.js';
import { link } from './route.js';
import { control, Problem, read } from './server.js';
import { state, update, updateIn } from './store.js';
import { report } from './trouble.js';

const PAUSE = 1000;
const LONGEST_LOG = 300;

let underWay = null;
let next = null;

/** Asks again, at once, or as soon as what is under way has come; resolves with what is true now. */
export function refresh() {
  if (underWay) {
    next ??= underWay.then(() => {
      next = null;
      return refresh();
    });
    return next;
  }
  underWay = load().finally(() => (underWay = null));
  return underWay;
}

/** Asks again and again. Says nothing to the simulator while the page is hidden. */
export async function keepFresh() {
  for (;;) {
    if (!document.hidden) {
      await refresh();
    }
    await new Promise((resolve) => setTimeout(resolve, PAUSE));
  }
}

async function load() {
  try {
    await loadWorlds();
    await Promise.all([loadWorld(), loadView()]);
    update({ connected: true });
  } catch (problem) {
    report(problem);
  }
}

async function loadWorlds() {
  const key = ownKey();
  const { namespaces: worlds, own } = await control('GET', '/namespaces', {}, undefined, key);
  if (key !== ownKey()) {
    // Typed while this was under way: what is wanted now is that key's world.
    return loadWorlds();
  }
  if (own) {
    remember(own, key);
  }
  const exists = (name) => worlds.some((world) => world.name === name);
  const wanted = [state.route.world, state.world, own, worlds[0]?.name].find(exists) ?? null;
  if (wanted !== state.world) {
    update({
      world: wanted,
      workflow: null,
      workflows: { ...state.workflows, list: null },
      requests: { ...state.requests, list: null },
    });
  }
  update({ worlds });
}

/** Goes to another world, and stays at what is shown. */
export function chooseWorld(name) {
  location.hash = link(state.route.view, null, name);
}

async function loadWorld() {
  const namespace = state.world;
  const [clock, credits] = await Promise.all([
    control('GET', '/clock', { namespace }),
    namespace ? control('GET', '/credits', { namespace }) : null,
  ]);
  update({ clock, credits });
}

const loaders = {
  async workflows() {
    await Promise.all([loadDocument(), loadWorkflows(), loadWorkflow()]);
  },
  templates: () => loadDocument(),
  requests: () => loadRequests(),
  async controls() {
    await Promise.all([loadDocument(), loadRules()]);
  },
};

async function loadView() {
  if (state.world || state.route.view === 'templates') {
    await loaders[state.route.view]();
  }
}

async function loadWorkflows() {
  const { search, status, limit } = state.workflows;
  const page = await control('GET', '/workflows', {
    namespace: state.world,
    contains: search,
    status,
    limit,
    first: 'newest',
  });
  updateIn('workflows', { list: page.workflows, count: page.count });
}

async function loadWorkflow() {
  const { id } = state.route;
  if (!id) {
    update({ workflow: null });
    return;
  }
  const namespace = state.world;
  try {
    const [facts, webhooks, creation, requests] = await Promise.all([
      control('GET', `/workflows/${encodeURIComponent(id)}`, { namespace }),
      control('GET', '/webhooks', { namespace, workflow: id }),
      control('GET', '/requests', { namespace, workflow: id, operation: 'createWorkflow' }),
      control('GET', '/requests', { namespace, workflow: id, limit: 10 }),
    ]);
    const exchanges = [...creation.requests, ...requests.requests]
      .filter((each, index, all) => all.findIndex((one) => one.number === each.number) === index)
      .reverse();
    if (state.route.id === id) {
      update({ workflow: { facts, deliveries: webhooks.deliveries, exchanges } });
    }
  } catch (problem) {
    if (!(problem instanceof Problem && problem.status === 404)) {
      throw problem;
    }
    update({ workflow: { gone: true } });
  }
}

async function loadRequests() {
  const namespace = state.world;
  const { list } = state.requests;
  const after = list?.[0]?.number;
  // Only what is new is sent; whether the log was cleared meanwhile, its length says.
  const [fresh, all] = await Promise.all([
    control('GET', '/requests', { namespace, after, limit: LONGEST_LOG }),
    control('GET', '/requests', { namespace, limit: 0 }),
  ]);
  const old = list && all.count >= list.length ? list : [];
  if (list && old !== list && after !== undefined) {
    updateIn('requests', { list: null });
    return;
  }
  updateIn('requests', { list: [...fresh.requests.reverse(), ...old].slice(0, LONGEST_LOG) });
}

async function loadRules() {
  const namespace = state.world;
  const [outcomes, faults] = await Promise.all([
    control('GET', '/outcomes', { namespace }),
    control('GET', '/faults', { namespace }),
  ]);
  update({ outcomes, faults: faults.rules });
}

/** The document cannot change while the simulator runs. */
export async function loadDocument() {
  if (!state.api) {
    update({ api: takeApart(await read('/openapi.json')) });
  }
}
