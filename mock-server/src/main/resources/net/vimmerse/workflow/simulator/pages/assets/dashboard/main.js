// Starts the dashboard: renders the page after every change of the state, and follows the address.

import { render } from '../lit-html/lit-html.js';
import { showDialog } from './dialog.js';
import { layout, title } from './layout.js';
import { poll, refresh } from './refresh.js';
import { parse } from './route.js';
import { restoreScroll, saveScroll } from './scrolling.js';
import { onChange, state, update } from './state.js';
import { followScrolling } from './virtual-list.js';

onChange(() => {
  render(layout(), document.body);
  showDialog();
  document.title = title();
  followScrolling(refresh);
});

async function followAddress() {
  update({ route: parse(location.hash) });
  await refresh();
}

addEventListener('hashchange', async () => {
  const { view, id } = state.route;
  await followAddress();
  if (view !== state.route.view || id !== state.route.id) {
    focusHeading();
  }
  restoreScroll();
});

addEventListener('visibilitychange', () => document.hidden || refresh());
addEventListener('resize', () => followScrolling(refresh));
addEventListener(
  'scroll',
  () => {
    saveScroll();
    followScrolling(refresh);
  },
  { capture: true, passive: true },
);

/** Moves the focus to where the new view begins, so that a screen reader announces it. */
function focusHeading() {
  const heading = document.querySelector(state.route.id ? '#detail-title, #form-title' : 'main h1');
  heading?.focus({ preventScroll: true });
}

followAddress();
poll();
