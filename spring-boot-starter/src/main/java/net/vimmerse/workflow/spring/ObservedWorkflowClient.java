package net.vimmerse.workflow.spring;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.logging.Level;
import java.util.logging.Logger;
import net.vimmerse.workflow.client.CallOptions;
import net.vimmerse.workflow.client.DownloadOptions;
import net.vimmerse.workflow.client.PollOptions;
import net.vimmerse.workflow.client.RawResponse;
import net.vimmerse.workflow.client.RawWorkflowClient;
import net.vimmerse.workflow.client.WorkflowClient;
import net.vimmerse.workflow.client.WorkflowHandle;
import net.vimmerse.workflow.client.WorkflowProgress;
import net.vimmerse.workflow.client.api.TemplatesApi;
import net.vimmerse.workflow.client.api.WorkflowApi;
import net.vimmerse.workflow.client.model.CreateWorkflowRequest;
import net.vimmerse.workflow.client.model.Output;
import net.vimmerse.workflow.client.model.Template;
import net.vimmerse.workflow.client.model.UpdateWorkflowRequest;
import net.vimmerse.workflow.client.model.Workflow;
import okio.BufferedSource;
import org.jspecify.annotations.Nullable;

/**
 * Observes the calls, downloads and waits of a client. A call includes its retries, and a wait its
 * reads, which are not observed themselves; neither are the calls of the Retrofit interfaces, nor
 * waits through the handle that a {@link RawResponse} returns.
 */
final class ObservedWorkflowClient implements WorkflowClient {
  private static final Logger LOGGER = Logger.getLogger(ObservedWorkflowClient.class.getName());

  static final String CALLS = "workflow.client.calls";
  static final String WAITS = "workflow.client.waits";

  private static final String AWAIT = "awaitWorkflow";
  private static final String DOWNLOAD = "downloadOutput";

  private final WorkflowClient client;
  private final ObservationRegistry registry;

  ObservedWorkflowClient(WorkflowClient client, ObservationRegistry registry) {
    this.client = client;
    this.registry = registry;
  }

  @Override
  public WorkflowHandle create(CreateWorkflowRequest request) {
    WorkflowHandle handle =
        observe(
            CALLS,
            WorkflowApi.CREATE_WORKFLOW,
            request.templateId(),
            () -> client.create(request),
            ObservedWorkflowClient::none);
    return WorkflowHandle.of(this, handle.workflow());
  }

  @Override
  public Workflow get(String id) {
    return observe(CALLS, WorkflowApi.GET_WORKFLOW, null, () -> client.get(id), Workflow::model);
  }

  @Override
  public Workflow update(String id, UpdateWorkflowRequest request) {
    return observe(
        CALLS,
        WorkflowApi.UPDATE_WORKFLOW,
        null,
        () -> client.update(id, request),
        Workflow::model);
  }

  @Override
  public Workflow delete(String id) {
    return observe(
        CALLS, WorkflowApi.DELETE_WORKFLOW, null, () -> client.delete(id), Workflow::model);
  }

  @Override
  public List<Template> templates(boolean detail) {
    return observe(
        CALLS,
        TemplatesApi.LIST_TEMPLATES,
        null,
        () -> client.templates(detail),
        ObservedWorkflowClient::none);
  }

  @Override
  public CompletableFuture<WorkflowHandle> createAsync(CreateWorkflowRequest request) {
    return observeAsync(
        CALLS,
        WorkflowApi.CREATE_WORKFLOW,
        request.templateId(),
        () -> client.createAsync(request),
        ObservedWorkflowClient::none,
        handle -> WorkflowHandle.of(this, handle.workflow()));
  }

  @Override
  public CompletableFuture<Workflow> getAsync(String id) {
    return observeAsync(
        CALLS, WorkflowApi.GET_WORKFLOW, null, () -> client.getAsync(id), Workflow::model);
  }

  @Override
  public CompletableFuture<Workflow> updateAsync(String id, UpdateWorkflowRequest request) {
    return observeAsync(
        CALLS,
        WorkflowApi.UPDATE_WORKFLOW,
        null,
        () -> client.updateAsync(id, request),
        Workflow::model);
  }

  @Override
  public CompletableFuture<Workflow> deleteAsync(String id) {
    return observeAsync(
        CALLS, WorkflowApi.DELETE_WORKFLOW, null, () -> client.deleteAsync(id), Workflow::model);
  }

  @Override
  public CompletableFuture<List<Template>> templatesAsync(boolean detail) {
    return observeAsync(
        CALLS,
        TemplatesApi.LIST_TEMPLATES,
        null,
        () -> client.templatesAsync(detail),
        ObservedWorkflowClient::none);
  }

  @Override
  public Workflow await(
      String id, PollOptions options, Consumer<? super WorkflowProgress> listener) {
    return observe(WAITS, AWAIT, null, () -> client.await(id, options, listener), Workflow::model);
  }

  @Override
  public CompletableFuture<Workflow> awaitAsync(
      String id, PollOptions options, Consumer<? super WorkflowProgress> listener) {
    return observeAsync(
        WAITS, AWAIT, null, () -> client.awaitAsync(id, options, listener), Workflow::model);
  }

  @Override
  public Path download(Output output, Path file, DownloadOptions options) {
    return observe(
        CALLS,
        DOWNLOAD,
        null,
        () -> client.download(output, file, options),
        ObservedWorkflowClient::none);
  }

  @Override
  public CompletableFuture<Path> downloadAsync(Output output, Path file, DownloadOptions options) {
    return observeAsync(
        CALLS,
        DOWNLOAD,
        null,
        () -> client.downloadAsync(output, file, options),
        ObservedWorkflowClient::none);
  }

  /** Observes only how the stream is opened. */
  @Override
  public InputStream openStream(Output output, DownloadOptions options) {
    return observe(
        CALLS,
        DOWNLOAD,
        null,
        () -> client.openStream(output, options),
        ObservedWorkflowClient::none);
  }

  /** Observes only how the stream is opened. */
  @Override
  public CompletableFuture<InputStream> openStreamAsync(Output output, DownloadOptions options) {
    return observeAsync(
        CALLS,
        DOWNLOAD,
        null,
        () -> client.openStreamAsync(output, options),
        ObservedWorkflowClient::none);
  }

  @Override
  public CompletableFuture<Void> downloadAsync(
      Output output, Consumer<? super BufferedSource> reader, DownloadOptions options) {
    return observeAsync(
        CALLS,
        DOWNLOAD,
        null,
        () -> client.downloadAsync(output, reader, options),
        ObservedWorkflowClient::none);
  }

  @Override
  public List<Path> downloadAll(Workflow workflow, Path directory, DownloadOptions options) {
    return observe(
        CALLS,
        DOWNLOAD,
        CallStatus.templateOf(workflow),
        () -> client.downloadAll(workflow, directory, options),
        ObservedWorkflowClient::none);
  }

  @Override
  public CompletableFuture<List<Path>> downloadAllAsync(
      Workflow workflow, Path directory, DownloadOptions options) {
    return observeAsync(
        CALLS,
        DOWNLOAD,
        CallStatus.templateOf(workflow),
        () -> client.downloadAllAsync(workflow, directory, options),
        ObservedWorkflowClient::none);
  }

  @Override
  public WorkflowClient withOptions(CallOptions options) {
    return new ObservedWorkflowClient(client.withOptions(options), registry);
  }

  @Override
  public RawWorkflowClient raw() {
    return new Raw(client.raw());
  }

  @Override
  public WorkflowApi workflowApi() {
    return client.workflowApi();
  }

  @Override
  public TemplatesApi templatesApi() {
    return client.templatesApi();
  }

  @Override
  public void close() {
    client.close();
  }

  @Override
  public String toString() {
    return client.toString();
  }

  private static @Nullable String none(Object result) {
    return null;
  }

  private <T> T observe(
      String name,
      String operation,
      @Nullable String template,
      Supplier<T> call,
      Function<T, @Nullable String> templateOf) {
    Observation observation = start(name, operation);
    T result;
    try {
      result = scoped(observation, call);
    } catch (Throwable e) {
      stop(observation, template, e);
      throw e;
    }
    stop(observation, template == null ? CallStatus.read(templateOf, result) : template, null);
    return result;
  }

  private <T> CompletableFuture<T> observeAsync(
      String name,
      String operation,
      @Nullable String template,
      Supplier<CompletableFuture<T>> call,
      Function<T, @Nullable String> templateOf) {
    return observeAsync(name, operation, template, call, templateOf, UnaryOperator.identity());
  }

  /**
   * Returns a future that completes after the observation has stopped, so that a caller who joins
   * it finds the observation. It is not a dependent one, which would wrap the failure in a
   * CompletionException, and what a caller completes it with ends the call.
   */
  private <T> CompletableFuture<T> observeAsync(
      String name,
      String operation,
      @Nullable String template,
      Supplier<CompletableFuture<T>> call,
      Function<T, @Nullable String> templateOf,
      UnaryOperator<T> mapping) {
    Observation observation = start(name, operation);
    CompletableFuture<T> future;
    try {
      future = scoped(observation, call);
    } catch (Throwable e) {
      stop(observation, template, e);
      throw e;
    }
    CompletableFuture<T> observed = new CompletableFuture<>();
    CompletableFuture<T> unused =
        future.whenComplete(
            (result, failure) -> {
              boolean read = template == null && result != null;
              stop(observation, read ? CallStatus.read(templateOf, result) : template, failure);
              if (failure != null) {
                observed.completeExceptionally(failure);
              } else if (!observed.complete(result == null ? null : mapping.apply(result))) {
                closeUnread(result);
              }
            });
    CompletableFuture<T> unusedEnd =
        observed.whenComplete(
            (result, failure) -> {
              if (failure == null) {
                future.complete(result);
              } else {
                future.completeExceptionally(failure);
              }
            });
    return observed;
  }

  /** Closes a stream whose caller cancelled the call in the moment that it was opened. */
  private static void closeUnread(@Nullable Object result) {
    if (result instanceof Closeable stream) {
      try {
        stream.close();
      } catch (IOException e) {
        LOGGER.log(Level.FINE, "A stream that nobody reads was not closed", e);
      }
    }
  }

  private Observation start(String name, String operation) {
    return Observation.createNotStarted(name, registry)
        .contextualName(operation)
        .lowCardinalityKeyValue("operation", operation)
        .start();
  }

  private static <T> T scoped(Observation observation, Supplier<T> call) {
    Observation.Scope scope = observation.openScope();
    @Nullable Throwable failure = null;
    try {
      return call.get();
    } catch (Throwable e) {
      failure = e;
      throw e;
    } finally {
      tell(scope::close, failure);
    }
  }

  private static void stop(
      Observation observation, @Nullable String template, @Nullable Throwable failure) {
    if (failure != null) {
      tell(() -> observation.error(failure), failure);
    }
    String known = template == null ? CallStatus.templateOf(failure) : template;
    tell(
        () ->
            observation
                .lowCardinalityKeyValue("template", known == null ? "none" : known)
                .lowCardinalityKeyValue("status", CallStatus.of(failure))
                .stop(),
        failure);
  }

  /**
   * Tells the handlers of an observation. What they throw does not change the outcome of the call,
   * which may have cost credits: it is suppressed in the failure, or else logged.
   */
  private static void tell(Runnable handlers, @Nullable Throwable failure) {
    try {
      handlers.run();
    } catch (Throwable e) {
      if (failure == null) {
        LOGGER.log(Level.WARNING, "A handler of observations failed", e);
      } else if (failure != e) {
        failure.addSuppressed(e);
      }
    }
  }

  private final class Raw implements RawWorkflowClient {
    private final RawWorkflowClient raw;

    Raw(RawWorkflowClient raw) {
      this.raw = raw;
    }

    @Override
    public RawResponse<WorkflowHandle> create(CreateWorkflowRequest request) {
      return observe(
          CALLS,
          WorkflowApi.CREATE_WORKFLOW,
          request.templateId(),
          () -> raw.create(request),
          ObservedWorkflowClient::none);
    }

    @Override
    public RawResponse<Workflow> get(String id) {
      return observe(
          CALLS, WorkflowApi.GET_WORKFLOW, null, () -> raw.get(id), ObservedWorkflowClient::none);
    }

    @Override
    public RawResponse<Workflow> update(String id, UpdateWorkflowRequest request) {
      return observe(
          CALLS,
          WorkflowApi.UPDATE_WORKFLOW,
          null,
          () -> raw.update(id, request),
          ObservedWorkflowClient::none);
    }

    @Override
    public RawResponse<Workflow> delete(String id) {
      return observe(
          CALLS,
          WorkflowApi.DELETE_WORKFLOW,
          null,
          () -> raw.delete(id),
          ObservedWorkflowClient::none);
    }

    @Override
    public RawResponse<List<Template>> templates(boolean detail) {
      return observe(
          CALLS,
          TemplatesApi.LIST_TEMPLATES,
          null,
          () -> raw.templates(detail),
          ObservedWorkflowClient::none);
    }
  }
}
