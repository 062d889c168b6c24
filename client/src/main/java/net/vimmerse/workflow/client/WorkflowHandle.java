package net.vimmerse.workflow.client;

import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import net.vimmerse.workflow.client.model.Workflow;

/**
 * A workflow that was just created, and can be waited for. Immutable; safe for use by several
 * threads.
 */
public final class WorkflowHandle {
  private final WorkflowClient client;
  private final Workflow workflow;
  private final String id;

  private WorkflowHandle(WorkflowClient client, Workflow workflow) {
    this.client = Objects.requireNonNull(client, "client == null");
    this.workflow = Objects.requireNonNull(workflow, "workflow == null");
    this.id = Objects.requireNonNull(workflow.id(), "workflow.id() == null");
  }

  /**
   * Makes a handle, as a stand-in for the client in a test needs to.
   *
   * @param client what waits
   * @param workflow must have an id
   */
  public static WorkflowHandle of(WorkflowClient client, Workflow workflow) {
    return new WorkflowHandle(client, workflow);
  }

  /** Returns the id, to go on with in another process. */
  public String id() {
    return id;
  }

  /** Returns the workflow as it was created. It is not kept up to date. */
  public Workflow workflow() {
    return workflow;
  }

  /**
   * Waits with default options; see {@link WorkflowClient#await(String, PollOptions, Consumer)}.
   */
  public Workflow await() {
    return client.await(id);
  }

  /** Waits; see {@link WorkflowClient#await(String, PollOptions, Consumer)}. */
  public Workflow await(PollOptions options) {
    return client.await(id, options);
  }

  /**
   * Waits with default options; see {@link WorkflowClient#await(String, PollOptions, Consumer)}.
   */
  public Workflow await(Consumer<? super Progress> listener) {
    return client.await(id, listener);
  }

  /** Waits; see {@link WorkflowClient#await(String, PollOptions, Consumer)}. */
  public Workflow await(PollOptions options, Consumer<? super Progress> listener) {
    return client.await(id, options, listener);
  }

  /**
   * Waits without a thread, with default options; see {@link WorkflowClient#awaitAsync(String,
   * PollOptions, Consumer)}.
   */
  public CompletableFuture<Workflow> awaitAsync() {
    return client.awaitAsync(id);
  }

  /**
   * Waits without a thread, with default options; see {@link WorkflowClient#awaitAsync(String,
   * PollOptions, Consumer)}.
   */
  public CompletableFuture<Workflow> awaitAsync(Consumer<? super Progress> listener) {
    return client.awaitAsync(id, listener);
  }

  /**
   * Waits without a thread; see {@link WorkflowClient#awaitAsync(String, PollOptions, Consumer)}.
   */
  public CompletableFuture<Workflow> awaitAsync(PollOptions options) {
    return client.awaitAsync(id, options);
  }

  /**
   * Waits without a thread; see {@link WorkflowClient#awaitAsync(String, PollOptions, Consumer)}.
   */
  public CompletableFuture<Workflow> awaitAsync(
      PollOptions options, Consumer<? super Progress> listener) {
    return client.awaitAsync(id, options, listener);
  }

  @Override
  public String toString() {
    return "WorkflowHandle{" + id + "}";
  }
}
