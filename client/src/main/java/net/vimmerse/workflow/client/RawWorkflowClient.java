package net.vimmerse.workflow.client;

import java.util.List;
import net.vimmerse.workflow.client.model.CreateWorkflowRequest;
import net.vimmerse.workflow.client.model.Template;
import net.vimmerse.workflow.client.model.UpdateWorkflowRequest;
import net.vimmerse.workflow.client.model.Workflow;

/**
 * The operations of {@link WorkflowClient} with status, headers and text of their successful
 * answers. Errors are thrown as they are there, except that an answer which cannot be understood is
 * only noticed by {@link RawResponse#value}. Safe for use by several threads.
 */
public interface RawWorkflowClient {
  /** Creates a workflow; see {@link WorkflowClient#create}. */
  RawResponse<WorkflowHandle> create(CreateWorkflowRequest request);

  /** Reads a workflow; see {@link WorkflowClient#get}. */
  RawResponse<Workflow> get(String id);

  /** Changes a workflow; see {@link WorkflowClient#update}. */
  RawResponse<Workflow> update(String id, UpdateWorkflowRequest request);

  /** Deletes a workflow; see {@link WorkflowClient#delete}. */
  RawResponse<Workflow> delete(String id);

  /** Lists what can be created; see {@link WorkflowClient#templates(boolean)}. */
  RawResponse<List<Template>> templates(boolean detail);
}
