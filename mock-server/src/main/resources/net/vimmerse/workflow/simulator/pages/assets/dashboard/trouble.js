// What is shown when something goes wrong.

import { Problem, Unreachable, useToken } from './server.js';
import { notify, state, update } from './store.js';

/** Shows why something could not be done. */
export function report(problem) {
  if (problem instanceof Unreachable) {
    update({ connected: false });
  } else if (problem instanceof Problem && problem.status === 401) {
    askForToken();
  } else if (problem instanceof Problem) {
    notify(problem.message);
  } else {
    throw problem;
  }
}

function askForToken() {
  if (state.dialog?.name !== 'token') {
    update({
      dialog: {
        name: 'token',
        title: 'This simulator asks for a token',
        text: 'It was started with --admin-token. The token stays in this tab.',
        label: 'Token',
        type: 'password',
        action: 'Go on',
        submit: useToken,
      },
    });
  }
}
