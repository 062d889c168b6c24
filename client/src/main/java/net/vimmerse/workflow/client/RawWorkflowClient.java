package net.vimmerse.workflow.client;

import java.util.List;
import net.vimmerse.workflow.client.model.CreateWorkflowRequest;
import net.vimmerse.workflow.client.model.Template;
import net.vimmerse.workflow.client.model.UpdateWorkflowRequest;
import net.vimmerse.workflow.client.model.Workflow;

/**
 * Calls the operations of {@link WorkflowClient} and returns status, headers and body text of each
 * successful response. Throws the same exceptions, except that a {@link WorkflowDecodingException}
 * is thrown by {@link RawResponse#value} only. Thread-safe.
 */
public interface RawWorkflowClient {
  /** Creates a workflow; see {@link WorkflowClient#create}. */
  RawResponse<WorkflowHandle> create(CreateWorkflowRequest request);

  /** Reads a workflow; see {@link WorkflowClient#get}. */
  RawResponse<Workflow> get(String id);

  /** Updates a workflow; see {@link WorkflowClient#update}. */
  RawResponse<Workflow> update(String id, UpdateWorkflowRequest request);

  /** Deletes a workflow; see {@link WorkflowClient#delete}. */
  RawResponse<Workflow> delete(String id);

  /** Lists the templates; see {@link WorkflowClient#templates(boolean)}. */
  RawResponse<List<Template>> templates(boolean detail);
}
