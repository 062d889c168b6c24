// A client that Orval generates from the same document takes and returns the types of the package.
import type { CreateWorkflowRequest, Workflow } from '@vimmerse/workflow-types';
import { createWorkflow } from './orval/client';

export async function create(request: CreateWorkflowRequest): Promise<Workflow | undefined> {
  const response = await createWorkflow(request);
  return response.status === 200 ? response.data.data : undefined;
}
