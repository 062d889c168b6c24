// Keeps the state up to date: asks once a second whether anything has changed, while the page is visible.

import { isRunning } from './clock.js';
import { showError } from './errors.js';
import { chooseNamespace, loadSummary, loadView } from './loaders.js';
import { renderIfOlderThan, state, update } from './state.js';

const INTERVAL = 1000;

let running = null;
let next = null;

/** Loads what has changed, now or after the load that is running; resolves when the state is current. */
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
      const start = performance.now();
      await refresh();
      if (isRunning()) {
        renderIfOlderThan(start); // The clock, and times relative to it.
      }
    }
    await new Promise((resolve) => setTimeout(resolve, INTERVAL));
  }
}

async function load() {
  try {
    await chooseNamespace();
    await loadSummary();
    await loadView();
    if (!state.connected) {
      update({ connected: true });
    }
  } catch (error) {
    showError(error);
  }
}
