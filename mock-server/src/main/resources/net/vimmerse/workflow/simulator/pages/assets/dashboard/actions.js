// What the page does to the simulator. Everything goes through the documented control API.

import { refresh } from './refresh.js';
import { control } from './server.js';
import { notify, state, update } from './store.js';
import { report } from './trouble.js';

/** Does something, says so, and shows what came of it. */
export async function act(done, action) {
  try {
    await action();
    if (done) {
      notify(done);
    }
    await refresh();
    return true;
  } catch (problem) {
    report(problem);
    return false;
  }
}

const here = () => ({ namespace: state.world });

export const changeClock = (change, done) =>
  act(done, () => control('POST', '/clock', here(), change));

/** Puts the clock forward until all that runs has ended. */
export function finishAll() {
  return act('', async () => {
    const running = await Promise.all(
      ['new', 'processing'].map((status) =>
        control('GET', '/workflows', { ...here(), status, limit: 1000 }),
      ),
    );
    const ends = running
      .flatMap((page) => page.workflows)
      .map((workflow) => workflow.future.at(-1)?.at)
      .filter(Boolean)
      .sort((one, other) => new Date(one) - new Date(other));
    if (ends.length === 0) {
      notify('Nothing is running that the clock could finish.');
      return;
    }
    const advance = Math.ceil((new Date(ends.at(-1)) - new Date(state.clock.now)) / 1000);
    await control('POST', '/clock', here(), { advance: `PT${Math.max(1, advance)}S` });
    notify('The clock was put forward until all had ended.');
  });
}

export const force = (workflow, change, done) =>
  act(done, () => control('PATCH', `/workflows/${encodeURIComponent(workflow.id)}`, here(), change));

export const forget = (workflow) =>
  act('The workflow was deleted.', () =>
    control('DELETE', `/workflows/${encodeURIComponent(workflow.id)}`, here()),
  );

export const redeliver = (delivery) =>
  act('The call-back was sent again.', () =>
    control('POST', `/webhooks/${encodeURIComponent(delivery.id)}/redeliver`, here()),
  );

/** These three say what does not fit beside the fields, so whoever calls them catches it. */
export const changeCredits = (change) => control('POST', '/credits', here(), change);
export const addFault = (rule) => control('POST', '/faults', here(), rule);
export const addOutcome = (rule) => control('POST', '/outcomes', here(), rule);

export const removeRule = (rule) =>
  act('The rule was removed.', () =>
    control('DELETE', `/rules/${encodeURIComponent(rule.id)}`, here()),
  );

export const clearRequests = () =>
  act('The log was cleared.', async () => {
    await control('DELETE', '/requests', here());
    update({ requests: { ...state.requests, list: null } });
  });

export const resetWorld = () =>
  act('This world is as it was at first.', () => control('POST', '/reset', here()));

export const resetAll = () =>
  act('All worlds are gone.', async () => {
    await control('POST', '/reset');
    update({ world: null });
  });
