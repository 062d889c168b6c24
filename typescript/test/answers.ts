import type {
  ApiError,
  ProcessingStatus,
  ValidationErrors,
  Workflow,
  WorkflowResponse,
  WorkflowWebhook,
  operations,
} from '@vimmerse/workflow-types';
import { type Equal, holds } from './holds.js';

// What the service may answer with tomorrow compiles today.

export const tomorrow: Workflow['processing_status'] = 'on_hold';
export const today: Workflow['processing_status'] = 'processing' satisfies ProcessingStatus;
export const newStep: Workflow['completions'][number]['flow'] = 'sharpen';
export const newEnd: WorkflowWebhook['status'] = 'cancelled';

// @ts-expect-error: not among the names known
export const notKnown: ProcessingStatus = 'on_hold';
// @ts-expect-error: a text all the same
export const noText: Workflow['processing_status'] = 7;

// The names known are not swallowed by "any text": an editor can offer them.
holds<Equal<Workflow['processing_status'], ProcessingStatus | (string & {})>>();

export function line(workflow: Workflow): string {
  switch (workflow.processing_status) {
    case 'success':
      return workflow.result[0]?.url ?? 'nothing';
    case 'fail':
      return 'failed';
    default:
      return `${workflow.progress_percentage} %`;
  }
}

// @ts-expect-error: null until it was delivered, and absent from the samples of the public page
export const delivered = (workflow: Workflow): string => workflow.delivered_at;
// @ts-expect-error: the workflow is in an envelope
export const unwrapped = (response: WorkflowResponse): string => response.id;
// @ts-expect-error: options are whatever the template has
export const ratio = (workflow: Workflow): string => workflow.options.aspect_ratio;

export const where = (errors: ValidationErrors): string =>
  errors.detail.map(({ loc, msg }) => `${loc.join('.')}: ${msg}`).join('\n');

// The operations, for clients that are typed by them.
type Answers = operations['createWorkflow']['responses'];
holds<Equal<Answers[200]['content']['application/json'], WorkflowResponse>>();
holds<Equal<Answers[402]['content']['application/json'], ApiError>>();
holds<Equal<Answers[422]['content']['application/json'], ValidationErrors>>();
