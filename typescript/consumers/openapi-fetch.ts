import createClient from 'openapi-fetch';
import type { ApiError, ValidationErrors, Workflow, paths } from '@vimmerse/workflow-types';

const client = createClient<paths>({ baseUrl: 'http://127.0.0.1:8080', headers: { 'X-Api-Key': 'demo' } });

export async function create(): Promise<Workflow> {
  const { data, error } = await client.POST('/v2/workflow', {
    body: { template_id: 'vim_astronaut', options: { aspect_ratio: '9:16' } },
  });
  if (error) {
    const problem: ApiError | ValidationErrors = error;
    throw new Error(JSON.stringify(problem));
  }
  const status: string = data.data.processing_status;
  console.log(status.toUpperCase());
  return data.data;
}

export async function read(workflow_id: string): Promise<Workflow | undefined> {
  const { data } = await client.GET('/v2/workflow/{workflow_id}', { params: { path: { workflow_id } } });
  return data?.data;
}

// @ts-expect-error: not an aspect ratio
void client.POST('/v2/workflow', { body: { template_id: 'vim_astronaut', options: { aspect_ratio: '2:1' } } });
