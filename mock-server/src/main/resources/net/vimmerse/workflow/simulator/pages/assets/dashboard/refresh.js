// Keeps the state up to date: once a second, while the page is visible.

import { showError } from './errors.js';
import { loadNamespace, loadNamespaces, loadView } from './loaders.js';
import { update } from './state.js';

const INTERVAL = 1000;

let running = null;
let next = null;

/** Loads what is shown, now or after the load that is running; resolves when the state is current. */
export function refresh() {
  if (running) {
    next ??= running.then(() => {
      next = null;
      return refresh();
    });
    return next;
  }
  running = load().finally(() => (running = null));
  return running;
}

/** Refreshes forever, but sends nothing while the page is hidden. */
export async function poll() {
  for (;;) {
    if (!document.hidden) {
      await refresh();
    }
    await new Promise((resolve) => setTimeout(resolve, INTERVAL));
  }
}

async function load() {
  try {
    await loadNamespaces();
    await Promise.all([loadNamespace(), loadView()]);
    update({ connected: true });
  } catch (error) {
    showError(error);
  }
}
