// Restores how far each address was scrolled, which the browser does for the window and only for a moment.

import { state } from './state.js';
import { reveal } from './virtual-list.js';

history.scrollRestoration = 'manual';

const positions = new Map();

/** The elements that scroll, in the order of the document; the list beside a workflow keeps its own place. */
const scrollers = () => [document.scrollingElement, ...document.querySelectorAll('.scrolls:not(.keeps-place)')];

export function saveScroll() {
  positions.set(location.hash, scrollers().map((each) => each.scrollTop));
}

/** Scrolls to where the address was left, or to the top; keeps the selected row in the window. */
export function restoreScroll() {
  requestAnimationFrame(() => {
    const saved = positions.get(location.hash) ?? [];
    scrollers().forEach((each, index) => (each.scrollTop = saved[index] ?? 0));
    revealSelected();
  });
}

/** Scrolls the list to the row of the selected item. */
export function revealSelected() {
  const { route, workflows } = state;
  const index = (workflows.list ?? []).findIndex(({ id }) => id === route.id);
  if (route.view === 'workflows' && index >= 0) {
    reveal('workflows', workflows.offset + index);
  }
}
