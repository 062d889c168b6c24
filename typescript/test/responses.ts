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

// Values that future responses may contain compile today.

export const futureStatus: Workflow['processing_status'] = 'on_hold';
export const knownStatus: Workflow['processing_status'] = 'processing';
export const futureStep: Workflow['completions'][number]['flow'] = 'sharpen';
export const futureEnd: WorkflowWebhook['status'] = 'cancelled';

// @ts-expect-error: not a string
export const numericStatus: Workflow['processing_status'] = 7;

// The union keeps the known values, so that an editor can suggest them.
holds<Equal<ProcessingStatus, 'new' | 'processing' | 'success' | 'fail' | (string & {})>>();
holds<Equal<Workflow['processing_status'], ProcessingStatus>>();

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

// @ts-expect-error: null until it is delivered, and missing in the published examples
export const delivered = (workflow: Workflow): string => workflow.delivered_at;
// @ts-expect-error: the workflow is in data
export const unwrapped = (response: WorkflowResponse): string => response.id;
// @ts-expect-error: the options depend on the template
export const ratio = (workflow: Workflow): string => workflow.options.aspect_ratio;

export const summary = (errors: ValidationErrors): string =>
  errors.detail.map(({ loc, msg }) => `${loc.join('.')}: ${msg}`).join('\n');

// The operations, for typed clients, whose open sets of values are plain strings.
type Responses = operations['createWorkflow']['responses'];
export const response = (body: Responses[200]['content']['application/json']): WorkflowResponse => body;
export const sameResponse = (body: WorkflowResponse): Responses[200]['content']['application/json'] => body;
holds<Equal<Responses[200]['content']['application/json']['data']['processing_status'], string>>();
holds<Equal<Responses[402]['content']['application/json'], ApiError>>();
export const errors = (body: Responses[422]['content']['application/json']): ValidationErrors => body;
