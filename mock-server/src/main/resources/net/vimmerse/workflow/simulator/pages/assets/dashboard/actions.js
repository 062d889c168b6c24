// Everything that the page changes in the simulator, through the documented admin API.

import { now } from './clock.js';
import { fieldErrors, focusFirstInvalid } from './form.js';
import { showError } from './errors.js';
import { refresh } from './refresh.js';
import { admin, ApiError } from './simulator-api.js';
import { notify, state, update, updateIn } from './state.js';

const namespace = () => ({ namespace: state.namespace });

/** Sends a change, confirms it with a message, and shows its effect. */
async function act(message, send) {
  try {
    await send();
    notify(message);
    await refresh();
  } catch (error) {
    showError(error);
  }
}

export const updateClock = (change, message) => act(message, () => admin('POST', '/clock', namespace(), change));

/** Advances the clock until all unfinished workflows have ended. */
export async function finishAll() {
  try {
    const pages = await Promise.all(
      ['new', 'processing'].map((status) => admin('GET', '/workflows', { ...namespace(), status, limit: 1000 })),
    );
    const ends = pages
      .flatMap((page) => page.workflows)
      .map((workflow) => workflow.schedule.at(-1)?.at)
      .filter(Boolean)
      .map((at) => new Date(at));
    if (ends.length === 0) {
      notify('No workflow is waiting for the clock.');
      return;
    }
    const seconds = Math.ceil((Math.max(...ends) - now()) / 1000);
    await updateClock({ advance: `PT${Math.max(1, seconds)}S` }, 'The clock was advanced until all workflows ended.');
  } catch (error) {
    showError(error);
  }
}

export const forceWorkflow = ({ id }, change, message) =>
  act(message, () => admin('PATCH', `/workflows/${encodeURIComponent(id)}`, namespace(), change));

export const deleteWorkflow = ({ id }) =>
  act('The workflow was deleted.', () => admin('DELETE', `/workflows/${encodeURIComponent(id)}`, namespace()));

export const redeliverWebhook = ({ id }) =>
  act('The webhook was sent again.', () =>
    admin('POST', `/webhooks/${encodeURIComponent(id)}/redeliver`, namespace()),
  );

export const removeRule = ({ id }) =>
  act('The rule was removed.', () => admin('DELETE', `/rules/${encodeURIComponent(id)}`, namespace()));

export const clearFaults = () =>
  act('All fault rules were removed.', () => admin('DELETE', '/faults', namespace()));

export const clearOutcomes = () =>
  act('All outcome rules were removed.', () => admin('DELETE', '/outcomes', namespace()));

export const clearPreflights = () =>
  act('The list of refused preflights was cleared.', () => admin('DELETE', '/preflights'));

export const clearRequests = () =>
  act('The request log was cleared.', async () => {
    await Promise.all([admin('DELETE', '/requests', namespace()), admin('DELETE', '/preflights')]);
    updateIn('requests', { list: null });
  });

export const resetNamespace = () => act('The namespace was reset.', () => admin('POST', '/reset', namespace()));

export const resetAll = () =>
  act('All namespaces were reset.', async () => {
    await admin('POST', '/reset');
    update({ namespace: null, namespaces: null, summary: null });
  });

/**
 * Posts to credits, faults or outcomes, whichever is named; shows validation errors beside the fields.
 *
 * @param form reset on success; may be left out
 */
export async function submit(name, body, message, form) {
  try {
    await admin('POST', `/${name}`, namespace(), body);
    updateIn('errors', { [name]: {} });
    form?.reset();
    notify(message);
    await refresh();
  } catch (error) {
    if (!(error instanceof ApiError) || error.violations.length === 0) {
      showError(error);
      return;
    }
    updateIn('errors', { [name]: fieldErrors(error) });
    focusFirstInvalid(form);
  }
}
