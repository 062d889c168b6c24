// Begins: the address decides what is shown, the state how, and a change of either draws it again.

import { render } from '../lit-html/lit-html.js';
import { openDialog } from './dialog.js';
import { keepFresh, refresh } from './refresh.js';
import { parse } from './route.js';
import { shell, title } from './shell.js';
import { onChange, state, update } from './store.js';

onChange(() => {
  render(shell(), document.body);
  openDialog();
  document.title = title();
});

async function follow() {
  update({ route: parse(location.hash) });
  await refresh();
}

addEventListener('hashchange', async () => {
  const { view, id } = state.route;
  await follow();
  if (view !== state.route.view || id !== state.route.id) {
    focusOnTitle();
  }
});

addEventListener('visibilitychange', () => document.hidden || refresh());

/** So that the keyboard goes on where the new view begins, and a screen reader says its name. */
function focusOnTitle() {
  const main = document.querySelector('main');
  const heading = state.route.id
    ? main.querySelector('#detail-title, #trial-title')
    : main.querySelector('h1');
  heading?.focus({ preventScroll: false });
}

follow();
keepFresh();
