// The state of the page. Everything shown derives from this one object; every change goes through update.

export const state = {
  /** What the address asks for; see route.js. */
  route: { view: 'workflows', id: null, namespace: null, from: null },
  /** All namespaces, most recently active first; null until loaded. */
  namespaces: null,
  /** The name of the selected namespace; null if there is none. */
  namespace: null,
  /** What the admin API says about the namespace in one response; null until loaded. */
  summary: null,
  credits: null,
  /** The loaded part of the list, which begins at the offset. */
  workflows: { count: 0, offset: 0, list: null, search: '', status: '' },
  /** The selected workflow with its webhook deliveries and requests; null if none is selected. */
  workflow: null,
  requests: { list: null, search: '', status: '' },
  /** CORS preflights that the Workflow API refused. */
  preflights: [],
  /** Outcome rules, and the directives that are supported. */
  outcomes: null,
  /** Fault rules. */
  faults: null,
  /** The effect that is selected for a new fault rule. */
  effect: 'status',
  /** Error messages of each form in Controls, by field. */
  errors: { credits: {}, faults: {}, outcomes: {} },
  /** Templates and operations of the OpenAPI document; null until loaded. */
  api: null,
  templates: { search: '', makes: '', price: '', input: '' },
  /** The request that is being written; see draft.js. */
  draft: null,
  /** The open dialog: { title, text, action, submit, ... }; null if none is open. */
  dialog: null,
  /** A confirmation that disappears after a moment. */
  notification: '',
  /** Whether the simulator responded to the latest request. */
  connected: true,
};

let render = () => {};
let scheduled = false;
let renderedAt = 0;

export function onChange(listener) {
  render = listener;
}

/** Changes the state, and renders once for all changes of the same task. */
export function update(change = {}) {
  Object.assign(state, change);
  if (!scheduled) {
    scheduled = true;
    queueMicrotask(() => {
      scheduled = false;
      renderedAt = performance.now();
      render();
    });
  }
}

/** Renders, unless that has happened since a time of performance.now. */
export function renderIfOlderThan(time) {
  if (renderedAt < time) {
    update();
  }
}

/** Changes some properties of an object in the state. */
export function updateIn(name, change) {
  update({ [name]: { ...state[name], ...change } });
}

let timer;

/** Shows a confirmation for four seconds. */
export function notify(text) {
  clearTimeout(timer);
  update({ notification: text });
  timer = setTimeout(() => update({ notification: '' }), 4000);
}
