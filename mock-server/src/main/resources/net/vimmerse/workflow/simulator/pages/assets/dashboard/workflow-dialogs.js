// The dialogs that force a workflow into a state, or delete it.

import { deleteWorkflow, forceWorkflow } from './actions.js';
import { openDialog } from './dialog.js';
import { link } from './route.js';
import { state } from './state.js';

export function askToFail(workflow) {
  openDialog({
    title: 'Fail this workflow',
    text: 'It fails now, in its current step.',
    label: 'Reason',
    value: 'power cut',
    action: 'Fail now',
    submit: (reason) => forceWorkflow(workflow, { reason }, 'The workflow has failed.'),
  });
}

export function askToHold(workflow) {
  openDialog({
    title: 'Hold this workflow',
    text: 'It stays at this percentage, whatever the time, until it is finished, failed or held elsewhere.',
    label: 'Percentage (0 to 99)',
    type: 'number',
    value: String(Math.min(99, workflow.progress_percentage)),
    action: 'Hold',
    submit: (percentage) =>
      forceWorkflow(
        workflow,
        { status: 'processing', progress_percentage: Number(percentage) },
        `The workflow is held at ${percentage}%.`,
      ),
  });
}

export function askToDelete(workflow) {
  openDialog({
    title: 'Delete this workflow?',
    text: 'The API no longer returns it. This cannot be undone.',
    action: 'Delete',
    danger: true,
    async submit() {
      await deleteWorkflow(workflow);
      location.hash = link('workflows', null, state.namespace);
    },
  });
}
