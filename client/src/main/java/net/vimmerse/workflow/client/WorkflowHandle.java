package net.vimmerse.workflow.client;

import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import net.vimmerse.workflow.client.model.Workflow;

/**
 * Holds a newly created workflow and waits for it. Immutable and thread-safe.
 *
 * <pre>{@code
 * WorkflowHandle handle = client.create(request);
 * store(handle.id());
 * handle.awaitAsync().thenAccept(done -> publish(done.result()));
 * }</pre>
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
   * Returns a handle, for fakes of the client in tests.
   *
   * @param client waits for the workflow
   * @throws NullPointerException if the workflow has no id
   */
  public static WorkflowHandle of(WorkflowClient client, Workflow workflow) {
    return new WorkflowHandle(client, workflow);
  }

  /** Returns the id of the workflow, by which another process can wait for it. */
  public String id() {
    return id;
  }

  /** Returns the workflow as created; it is not updated. */
  public Workflow workflow() {
    return workflow;
  }

  /** Waits for the workflow with default options; see {@link WorkflowClient#await(String)}. */
  public Workflow await() {
    return client.await(id);
  }

  /** Waits for the workflow; see {@link WorkflowClient#await(String, PollOptions)}. */
  public Workflow await(PollOptions options) {
    return client.await(id, options);
  }

  /** Waits for the workflow; see {@link WorkflowClient#await(String, Consumer)}. */
  public Workflow await(Consumer<? super WorkflowProgress> listener) {
    return client.await(id, listener);
  }

  /** Waits for the workflow; see {@link WorkflowClient#await(String, PollOptions, Consumer)}. */
  public Workflow await(PollOptions options, Consumer<? super WorkflowProgress> listener) {
    return client.await(id, options, listener);
  }

  /** Waits without blocking a thread; see {@link WorkflowClient#awaitAsync(String)}. */
  public CompletableFuture<Workflow> awaitAsync() {
    return client.awaitAsync(id);
  }

  /** Waits without blocking a thread; see {@link WorkflowClient#awaitAsync(String, Consumer)}. */
  public CompletableFuture<Workflow> awaitAsync(Consumer<? super WorkflowProgress> listener) {
    return client.awaitAsync(id, listener);
  }

  /**
   * Waits without blocking a thread; see {@link WorkflowClient#awaitAsync(String, PollOptions)}.
   */
  public CompletableFuture<Workflow> awaitAsync(PollOptions options) {
    return client.awaitAsync(id, options);
  }

  /**
   * Waits without blocking a thread; see {@link WorkflowClient#awaitAsync(String, PollOptions,
   * Consumer)}.
   */
  public CompletableFuture<Workflow> awaitAsync(
      PollOptions options, Consumer<? super WorkflowProgress> listener) {
    return client.awaitAsync(id, options, listener);
  }

  @Override
  public String toString() {
    return "WorkflowHandle{" + id + "}";
  }
}
