// Types of both APIs, and the helper for browser tests.
import type { ApiError, CreateWorkflowRequest, OptionsOf, TemplateId, Workflow } from '@vimmerse/workflow-types';
import type { Delivery, NewFaultRule } from '@vimmerse/workflow-types/admin';
import { TestNamespace, cypressTasks } from '@vimmerse/workflow-types/testing';

export const request: CreateWorkflowRequest = {
  template_id: 'vim_astronaut',
  image_urls: ['https://example.com/input.png'],
  options: { aspect_ratio: '9:16' },
};
// @ts-expect-error: not an aspect ratio
export const options: OptionsOf<'vim_astronaut'> = { aspect_ratio: '2:1' };
// @ts-expect-error: no such template
export const template: TemplateId = 'vim_astronut';
export const isDone = ({ processing_status }: Workflow): boolean => processing_status === 'success';
// An application's own Error is not hidden by a type of this name.
export const failure = ({ message }: ApiError): Error => new Error(message);

export async function faults(): Promise<Delivery> {
  const namespace = new TestNamespace({ key: 'a test' });
  const rule: NewFaultRule = { operation: 'getWorkflow', status: 503, count: 2 };
  await namespace.fault(rule);
  // @ts-expect-error: a status is a number
  await namespace.fault({ status: '503' });
  // @ts-expect-error: a fault rule needs an effect
  await namespace.fault({ operation: 'getWorkflow' });
  return namespace.waitForWebhook(undefined, { timeout: 1_000 });
}
export const tasks = cypressTasks({ url: 'http://127.0.0.1:8080' });
