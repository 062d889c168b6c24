// What the page shows is a function of this one object. Whoever changes it calls update.

export const state = {
  /** What the address asks for; see route.js. */
  route: { view: 'workflows', id: null, world: null },
  /** Every world there is, as the control API lists them; null until it has. */
  worlds: null,
  /** The name of the world that everything acts on; null while there is none. */
  world: null,
  clock: null,
  credits: null,
  workflows: { count: 0, list: null, search: '', status: '', limit: 50 },
  /** The workflow that is looked at, with its call-backs and its requests; null if none is. */
  workflow: null,
  requests: { list: null, search: '', outcome: '' },
  outcomes: null,
  faults: null,
  /** The API's document, taken apart; null until it is read. */
  api: null,
  gallery: { search: '' },
  /** The form of the template that is tried; null before that. */
  trial: null,
  /** The dialog that is open: { title, content, ... }; null if none is. */
  dialog: null,
  /** What was just done, for a moment. */
  notice: '',
  /** Whether the simulator answered when it was last asked. */
  connected: true,
};

let render = () => {};
let scheduled = false;

export function onChange(listener) {
  render = listener;
}

/** Changes the state and has the page follow, once for all the changes of one moment. */
export function update(change = {}) {
  Object.assign(state, change);
  if (!scheduled) {
    scheduled = true;
    queueMicrotask(() => {
      scheduled = false;
      render();
    });
  }
}

/** Changes a part of the state that is an object itself. */
export function updateIn(part, change) {
  update({ [part]: { ...state[part], ...change } });
}

let noticeTimer;

/** Says what was done, for a moment. */
export function notify(text) {
  clearTimeout(noticeTimer);
  update({ notice: text });
  noticeTimer = setTimeout(() => update({ notice: '' }), 4000);
}
