package net.vimmerse.workflow.client;

import com.google.gson.Gson;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import net.vimmerse.workflow.client.api.TemplatesApi;
import net.vimmerse.workflow.client.api.WorkflowApi;
import net.vimmerse.workflow.client.model.CreateWorkflowRequest;
import net.vimmerse.workflow.client.model.Output;
import net.vimmerse.workflow.client.model.Template;
import net.vimmerse.workflow.client.model.TemplateListResponse;
import net.vimmerse.workflow.client.model.UpdateWorkflowRequest;
import net.vimmerse.workflow.client.model.Workflow;
import net.vimmerse.workflow.client.model.WorkflowResponse;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okio.BufferedSource;
import org.jspecify.annotations.Nullable;
import retrofit2.Call;
import retrofit2.Retrofit;
import retrofit2.converter.gson.GsonConverterFactory;

/**
 * Calls the service over HTTP. Retrofit builds the requests but does not send them, because it
 * discards headers and text of a response that cannot be decoded.
 */
final class HttpWorkflowClient implements WorkflowClient {
  private static final Gson GSON = new Gson();
  private static final Operation GET = new Operation(WorkflowApi.GET_WORKFLOW, null);
  private static final Operation UPDATE = new Operation(WorkflowApi.UPDATE_WORKFLOW, null);
  private static final Operation DELETE = new Operation(WorkflowApi.DELETE_WORKFLOW, null);
  private static final Operation LIST = new Operation(TemplatesApi.LIST_TEMPLATES, null);

  private final Retrofit retrofit;
  private final WorkflowApi workflows;
  private final TemplatesApi templates;
  private final Transport transport;
  private final Downloader downloader;

  /** Shared with the clients that {@link #withOptions} returns. */
  private final Lifecycle lifecycle;

  private final CallOptions options;
  private final RetryExecutor retryExecutor;
  private final BlockingPoller poller;
  private final @Nullable OkHttpClient ownedHttpClient;

  private final boolean isView;

  HttpWorkflowClient(
      HttpUrl baseUrl,
      Transport transport,
      Downloader downloader,
      Lifecycle lifecycle,
      CallOptions options,
      @Nullable OkHttpClient ownedHttpClient) {
    this.transport = transport.with(options);
    this.downloader = downloader.withTimeouts(options);
    this.lifecycle = lifecycle;
    this.options = options;
    this.ownedHttpClient = ownedHttpClient;
    retrofit = retrofit(baseUrl, this.transport.requestFactory());
    workflows = retrofit.create(WorkflowApi.class);
    templates = retrofit.create(TemplatesApi.class);
    retryExecutor = retryExecutor(options, lifecycle);
    poller = new BlockingPoller(this::read, lifecycle);
    isView = false;
  }

  private HttpWorkflowClient(HttpWorkflowClient original, CallOptions options) {
    this.options = options.orElse(original.options);
    transport = original.transport.with(this.options);
    downloader = original.downloader.withTimeouts(this.options);
    lifecycle = original.lifecycle;
    ownedHttpClient = null;
    retrofit = original.retrofit;
    workflows = original.workflows;
    templates = original.templates;
    retryExecutor = retryExecutor(this.options, lifecycle);
    poller = new BlockingPoller(this::read, lifecycle);
    isView = true;
  }

  private static Retrofit retrofit(HttpUrl baseUrl, okhttp3.Call.Factory calls) {
    return new Retrofit.Builder()
        .baseUrl(baseUrl)
        .callFactory(calls)
        .addConverterFactory(GsonConverterFactory.create(GSON))
        .build();
  }

  private static RetryExecutor retryExecutor(CallOptions options, Lifecycle clock) {
    RetryOptions retryOptions = options.retryOptions();
    return new RetryExecutor(retryOptions == null ? RetryOptions.defaults() : retryOptions, clock);
  }

  @Override
  public WorkflowHandle create(CreateWorkflowRequest request) {
    return raw().create(request).value();
  }

  @Override
  public Workflow get(String id) {
    return raw().get(id).value();
  }

  @Override
  public Workflow update(String id, UpdateWorkflowRequest request) {
    return raw().update(id, request).value();
  }

  @Override
  public Workflow delete(String id) {
    return raw().delete(id).value();
  }

  @Override
  public List<Template> templates(boolean detail) {
    return raw().templates(detail).value();
  }

  @Override
  public CompletableFuture<WorkflowHandle> createAsync(CreateWorkflowRequest request) {
    Objects.requireNonNull(request, "request == null");
    return sendAsync(
        workflows.createWorkflow(request),
        new Operation(WorkflowApi.CREATE_WORKFLOW, request.templateId()),
        this::decodeHandle);
  }

  @Override
  public CompletableFuture<Workflow> getAsync(String id) {
    return sendAsync(workflows.getWorkflow(requireId(id)), GET, this::decodeWorkflow);
  }

  @Override
  public CompletableFuture<Workflow> updateAsync(String id, UpdateWorkflowRequest request) {
    Objects.requireNonNull(request, "request == null");
    return sendAsync(
        workflows.updateWorkflow(requireId(id), request), UPDATE, this::decodeWorkflow);
  }

  @Override
  public CompletableFuture<Workflow> deleteAsync(String id) {
    return sendAsync(workflows.deleteWorkflow(requireId(id)), DELETE, this::decodeWorkflow);
  }

  @Override
  public CompletableFuture<List<Template>> templatesAsync(boolean detail) {
    return sendAsync(templates.listTemplates(detail ? true : null), LIST, this::decodeTemplates);
  }

  private <T> CompletableFuture<T> sendAsync(
      Call<?> call, Operation operation, Function<BufferedResponse, T> decoder) {
    requireOpen();
    Request request = operation.addTo(call.request());
    return retryExecutor.executeAsync(
        Transport.describe(request),
        transport.timeout(),
        (attempt, timeout, callback) -> {
          requireOpen();
          return transport.sendAsync(request, attempt, timeout, decoder, callback);
        });
  }

  @Override
  public RawWorkflowClient raw() {
    return new Raw();
  }

  @Override
  public Workflow await(
      String id, PollOptions options, Consumer<? super WorkflowProgress> listener) {
    requireOpen();
    return poller.await(new PollState(requireId(id), options, listener, lifecycle));
  }

  @Override
  public CompletableFuture<Workflow> awaitAsync(
      String id, PollOptions options, Consumer<? super WorkflowProgress> listener) {
    requireOpen();
    return lifecycle.endOnClose(
        AsyncPoller.start(
            new PollState(requireId(id), options, listener, lifecycle),
            this::readAsync,
            lifecycle,
            lifecycle.captureContext()));
  }

  @Override
  public Path download(Output output, Path file, DownloadOptions options) {
    requireOpen();
    return downloader.download(output, file, options);
  }

  @Override
  public CompletableFuture<Path> downloadAsync(Output output, Path file, DownloadOptions options) {
    requireOpen();
    return downloader.downloadAsync(output, file, options);
  }

  @Override
  public InputStream openStream(Output output, DownloadOptions options) {
    requireOpen();
    return downloader.open(output, options);
  }

  @Override
  public CompletableFuture<InputStream> openStreamAsync(Output output, DownloadOptions options) {
    requireOpen();
    return downloader.openAsync(output, options);
  }

  @Override
  public CompletableFuture<Void> downloadAsync(
      Output output, Consumer<? super BufferedSource> reader, DownloadOptions options) {
    requireOpen();
    return downloader.passAsync(output, reader, options);
  }

  @Override
  public List<Path> downloadAll(Workflow workflow, Path directory, DownloadOptions options) {
    requireOpen();
    List<Path> files = filesIn(directory, workflow);
    for (int i = 0; i < files.size(); i++) {
      downloader.download(workflow.result().get(i), files.get(i), options);
    }
    return files;
  }

  @Override
  public CompletableFuture<List<Path>> downloadAllAsync(
      Workflow workflow, Path directory, DownloadOptions options) {
    requireOpen();
    List<Path> files;
    try {
      files = filesIn(directory, workflow);
    } catch (UncheckedIOException e) {
      return Completed.exceptionally(e);
    }
    CompletableFuture<List<Path>> all = new CompletableFuture<>();
    downloadFrom(0, workflow.result(), files, options, all);
    return all;
  }

  /** Downloads the outputs from one on, each after the one before. */
  private void downloadFrom(
      int index,
      List<Output> outputs,
      List<Path> files,
      DownloadOptions options,
      CompletableFuture<List<Path>> all) {
    if (index == files.size()) {
      all.complete(files);
      return;
    }
    CompletableFuture<Path> next =
        downloader.downloadAsync(outputs.get(index), files.get(index), options);
    CompletableFuture<Path> unusedNext =
        next.whenComplete(
            (file, failure) -> {
              if (failure == null) {
                downloadFrom(index + 1, outputs, files, options, all);
              } else {
                all.completeExceptionally(failure);
              }
            });
    CompletableFuture<List<Path>> unused = all.whenComplete((done, failure) -> next.cancel(true));
  }

  /** Creates a directory, and returns an unmodifiable list of the files of a workflow in it. */
  private static List<Path> filesIn(Path directory, Workflow workflow) {
    OutputFileNames names = new OutputFileNames();
    List<Path> files = new ArrayList<>();
    for (Output output : workflow.result()) {
      files.add(directory.resolve(names.next(output)));
    }
    try {
      Files.createDirectories(directory);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Collections.unmodifiableList(files);
  }

  @Override
  public WorkflowClient withOptions(CallOptions options) {
    return new HttpWorkflowClient(this, Objects.requireNonNull(options, "options == null"));
  }

  @Override
  public WorkflowApi workflowApi() {
    requireOpen();
    return retrofit(retrofit.baseUrl(), transport.callFactory()).create(WorkflowApi.class);
  }

  @Override
  public TemplatesApi templatesApi() {
    requireOpen();
    return retrofit(retrofit.baseUrl(), transport.callFactory()).create(TemplatesApi.class);
  }

  @Override
  public void close() {
    if (isView) {
      return;
    }
    lifecycle.close();
    transport.close();
    downloader.close();
    if (ownedHttpClient != null) {
      ownedHttpClient.dispatcher().executorService().shutdown();
      ownedHttpClient.connectionPool().evictAll();
    }
  }

  /** Returns the base URL, without the API key. */
  @Override
  public String toString() {
    return "WorkflowClient{" + retrofit.baseUrl().redact() + "}";
  }

  private final class Raw implements RawWorkflowClient {
    @Override
    public RawResponse<WorkflowHandle> create(CreateWorkflowRequest request) {
      Objects.requireNonNull(request, "request == null");
      return send(
          workflows.createWorkflow(request),
          new Operation(WorkflowApi.CREATE_WORKFLOW, request.templateId()),
          HttpWorkflowClient.this::decodeHandle);
    }

    @Override
    public RawResponse<Workflow> get(String id) {
      return send(
          workflows.getWorkflow(requireId(id)), GET, HttpWorkflowClient.this::decodeWorkflow);
    }

    @Override
    public RawResponse<Workflow> update(String id, UpdateWorkflowRequest request) {
      Objects.requireNonNull(request, "request == null");
      return send(
          workflows.updateWorkflow(requireId(id), request),
          UPDATE,
          HttpWorkflowClient.this::decodeWorkflow);
    }

    @Override
    public RawResponse<Workflow> delete(String id) {
      return send(
          workflows.deleteWorkflow(requireId(id)), DELETE, HttpWorkflowClient.this::decodeWorkflow);
    }

    @Override
    public RawResponse<List<Template>> templates(boolean detail) {
      return send(
          templates.listTemplates(detail ? true : null),
          LIST,
          HttpWorkflowClient.this::decodeTemplates);
    }

    private <T> RawResponse<T> send(
        Call<?> call, Operation operation, Function<BufferedResponse, T> decoder) {
      requireOpen();
      Request request = operation.addTo(call.request());
      BufferedResponse response =
          retryExecutor.execute(
              Transport.describe(request),
              transport.timeout(),
              (attempt, timeout) -> transport.send(request, attempt, timeout));
      return new RawResponse<>(response, decoder);
    }
  }

  private Workflow read(String id, Duration timeout) {
    requireOpen();
    Request request = GET.addTo(workflows.getWorkflow(id).request());
    try {
      return decodeWorkflow(transport.read(request, timeout));
    } catch (WorkflowNetworkException e) {
      // The read may have been cancelled because the client was closed.
      requireOpen();
      throw e;
    }
  }

  private Runnable readAsync(
      String id, Duration timeout, BiConsumer<@Nullable Workflow, @Nullable Throwable> callback) {
    requireOpen();
    Request request = GET.addTo(workflows.getWorkflow(id).request());
    return transport.sendAsync(request, 1, timeout, this::decodeWorkflow, callback);
  }

  private WorkflowHandle decodeHandle(BufferedResponse response) {
    return WorkflowHandle.of(
        this, decode(response, WorkflowResponse.class, HttpWorkflowClient::withId));
  }

  private List<Template> decodeTemplates(BufferedResponse response) {
    return decode(response, TemplateListResponse.class, TemplateListResponse::data);
  }

  private Workflow decodeWorkflow(BufferedResponse response) {
    return decode(response, WorkflowResponse.class, HttpWorkflowClient::withContent);
  }

  private <T, R> R decode(
      BufferedResponse response, Class<T> type, Function<T, @Nullable R> payload) {
    @Nullable R result;
    try {
      T envelope = GSON.fromJson(response.body, type);
      result = envelope == null ? null : payload.apply(envelope);
    } catch (RuntimeException e) {
      throw undecodable("its body is invalid: " + e.getMessage(), response, e);
    }
    if (result == null) {
      throw undecodable("its body lacks the expected data", response, null);
    }
    return result;
  }

  private WorkflowDecodingException undecodable(
      String problem, BufferedResponse response, @Nullable RuntimeException cause) {
    Redactor redactor = transport.redactor();
    String excerpt = ErrorBodyParser.excerpt(response.body);
    String all = problem + (excerpt.isEmpty() ? "; it is empty" : "; it is: " + excerpt);
    return new WorkflowDecodingException(redactor.redact(all), redactor.redact(response), cause);
  }

  private static @Nullable Workflow withId(WorkflowResponse response) {
    Workflow workflow = response.data();
    return workflow == null || LenientRead.of(workflow::id) == null ? null : workflow;
  }

  private static @Nullable Workflow withContent(WorkflowResponse response) {
    Workflow workflow = response.data();
    boolean empty =
        workflow == null
            || (LenientRead.of(workflow::id) == null
                && LenientRead.of(workflow::processingStatus) == null);
    return empty ? null : workflow;
  }

  private void requireOpen() {
    lifecycle.requireOpen();
  }

  private static String requireId(String id) {
    if (Objects.requireNonNull(id, "id == null").isEmpty()) {
      throw new IllegalArgumentException("The workflow id is empty");
    }
    return id;
  }
}
