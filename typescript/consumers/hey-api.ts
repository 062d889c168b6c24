// A client that Hey API generates from the same document takes and returns the types of the package.
import type { CreateWorkflowRequest, Workflow } from '@vimmerse/workflow-types';
import { createWorkflow } from './hey-api/index';

export async function create(request: CreateWorkflowRequest): Promise<Workflow | undefined> {
  const { data } = await createWorkflow({ body: request });
  return data?.data;
}
