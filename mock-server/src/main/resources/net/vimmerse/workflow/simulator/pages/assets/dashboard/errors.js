// Shows why something failed.

import { openDialog } from './dialog.js';
import { adminToken, ApiError, NetworkError, useAdminToken } from './simulator-api.js';
import { notify, state, update } from './state.js';

export function showError(error) {
  if (error instanceof NetworkError) {
    update({ connected: false });
  } else if (error instanceof ApiError && error.status === 401) {
    askForAdminToken();
  } else if (error instanceof ApiError) {
    notify([error.message, error.note].filter(Boolean).join(' '));
  } else {
    // A fault of the page itself, which must not end its polling.
    reportError(error);
  }
}

function askForAdminToken() {
  if (state.dialog?.name !== 'token') {
    openDialog({
      name: 'token',
      title: 'Admin token required',
      text: adminToken() !== null
        ? 'The simulator does not accept this token. Enter the value of its option --admin-token.'
        : 'The simulator was started with --admin-token. The token stays in this tab.',
      label: 'Admin token',
      type: 'password',
      action: 'Continue',
      submit: useAdminToken,
    });
  }
}
