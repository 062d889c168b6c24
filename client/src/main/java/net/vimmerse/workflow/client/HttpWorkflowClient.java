package net.vimmerse.workflow.client;

import com.google.gson.Gson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
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
import org.jspecify.annotations.Nullable;
import retrofit2.Call;
import retrofit2.Retrofit;
import retrofit2.converter.gson.GsonConverterFactory;

/**
 * The client over HTTP. Retrofit makes the requests; they are sent without it, since it keeps
 * neither the headers nor the text of an answer that cannot be decoded.
 */
final class HttpWorkflowClient implements WorkflowClient {
  private static final Gson GSON = new Gson();

  private final Retrofit retrofit;
  private final WorkflowApi workflows;
  private final TemplatesApi templates;
  private final Transport transport;
  private final Download download;
  private final PollClock clock;
  private final CallOptions options;
  private final Retrying retrying;
  private final Poller poller;
  private final @Nullable OkHttpClient owned;

  /** Shared by a client and what {@link #withOptions} has made of it. */
  private final AtomicBoolean closed;

  private final boolean isView;

  HttpWorkflowClient(
      HttpUrl baseUrl,
      Transport transport,
      Download download,
      PollClock clock,
      CallOptions options,
      @Nullable OkHttpClient owned) {
    this.transport = transport.with(options);
    this.download = download.with(options);
    this.clock = clock;
    this.options = options;
    this.owned = owned;
    retrofit = retrofit(baseUrl, this.transport);
    workflows = retrofit.create(WorkflowApi.class);
    templates = retrofit.create(TemplatesApi.class);
    retrying = retrying(options, clock);
    poller = new Poller(this::read, clock);
    closed = new AtomicBoolean();
    isView = false;
  }

  private HttpWorkflowClient(HttpWorkflowClient other, CallOptions options) {
    this.options = options.over(other.options);
    transport = other.transport.with(this.options);
    download = other.download.with(this.options);
    clock = other.clock;
    owned = null;
    retrofit = other.retrofit;
    workflows = other.workflows;
    templates = other.templates;
    retrying = retrying(this.options, clock);
    poller = new Poller(this::read, clock);
    closed = other.closed;
    isView = true;
  }

  private static Retrofit retrofit(HttpUrl baseUrl, Transport transport) {
    return new Retrofit.Builder()
        .baseUrl(baseUrl)
        .callFactory(transport.callFactory())
        .addConverterFactory(GsonConverterFactory.create(GSON))
        .build();
  }

  private static Retrying retrying(CallOptions options, PollClock clock) {
    RetryOptions retries = options.retries();
    return new Retrying(retries == null ? RetryOptions.defaults() : retries, clock);
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
  public RawWorkflowClient raw() {
    return new Raw();
  }

  @Override
  public Workflow await(String id, PollOptions options, Consumer<? super Progress> listener) {
    return poller.await(new Wait(checked(id), options, listener, clock));
  }

  @Override
  public CompletableFuture<Workflow> awaitAsync(
      String id, PollOptions options, Consumer<? super Progress> listener) {
    checkOpen();
    return AsyncWait.start(new Wait(checked(id), options, listener, clock), this::readLater, clock);
  }

  @Override
  public Path download(Output output, Path file, DownloadOptions options) {
    checkOpen();
    return download.to(output, file, options);
  }

  @Override
  public List<Path> downloadAll(Workflow workflow, Path directory, DownloadOptions options) {
    checkOpen();
    OutputNames names = new OutputNames();
    List<Path> files = new ArrayList<>();
    for (Output output : workflow.result()) {
      files.add(directory.resolve(names.next(output)));
    }
    try {
      Files.createDirectories(directory);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    for (int i = 0; i < files.size(); i++) {
      download.to(workflow.result().get(i), files.get(i), options);
    }
    return Collections.unmodifiableList(files);
  }

  @Override
  public WorkflowClient withOptions(CallOptions options) {
    return new HttpWorkflowClient(this, Objects.requireNonNull(options, "options == null"));
  }

  @Override
  public WorkflowApi workflowApi() {
    checkOpen();
    return retrofit(retrofit.baseUrl(), transport).create(WorkflowApi.class);
  }

  @Override
  public TemplatesApi templatesApi() {
    checkOpen();
    return retrofit(retrofit.baseUrl(), transport).create(TemplatesApi.class);
  }

  @Override
  public void close() {
    if (isView) {
      return;
    }
    closed.set(true);
    transport.close();
    if (owned != null) {
      owned.dispatcher().executorService().shutdown();
      owned.connectionPool().evictAll();
    }
  }

  /** Names the service, not the key. */
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
          answer ->
              WorkflowHandle.of(
                  HttpWorkflowClient.this,
                  decode(answer, WorkflowResponse.class, HttpWorkflowClient::withId)));
    }

    @Override
    public RawResponse<Workflow> get(String id) {
      return send(workflows.getWorkflow(checked(id)), HttpWorkflowClient.this::workflow);
    }

    @Override
    public RawResponse<Workflow> update(String id, UpdateWorkflowRequest request) {
      Objects.requireNonNull(request, "request == null");
      return send(
          workflows.updateWorkflow(checked(id), request), HttpWorkflowClient.this::workflow);
    }

    @Override
    public RawResponse<Workflow> delete(String id) {
      return send(workflows.deleteWorkflow(checked(id)), HttpWorkflowClient.this::workflow);
    }

    @Override
    public RawResponse<List<Template>> templates(boolean detail) {
      return send(
          templates.listTemplates(detail ? true : null),
          answer -> decode(answer, TemplateListResponse.class, TemplateListResponse::data));
    }

    private <T> RawResponse<T> send(Call<?> call, Function<Answer, T> decoder) {
      checkOpen();
      Request request = call.request();
      Answer answer =
          retrying.run(
              Transport.describe(request),
              Transport.isPaid(request),
              attempt -> transport.send(request, attempt));
      return new RawResponse<>(answer, decoder);
    }
  }

  private Workflow read(String id, Duration limit) {
    checkOpen();
    return workflow(transport.sendInterruptibly(workflows.getWorkflow(id).request(), limit));
  }

  private Runnable readLater(
      String id, Duration limit, BiConsumer<@Nullable Workflow, @Nullable RuntimeException> done) {
    checkOpen();
    return transport.sendLater(
        workflows.getWorkflow(id).request(),
        limit,
        (answer, failure) -> {
          Workflow workflow = null;
          RuntimeException problem = failure;
          if (answer != null) {
            try {
              workflow = workflow(answer);
            } catch (RuntimeException e) {
              problem = e;
            }
          }
          done.accept(workflow, problem);
        });
  }

  private Workflow workflow(Answer answer) {
    return decode(answer, WorkflowResponse.class, HttpWorkflowClient::withContent);
  }

  private <T, R> R decode(Answer answer, Class<T> type, Function<T, @Nullable R> payload) {
    T response;
    try {
      response = GSON.fromJson(answer.body, type);
    } catch (RuntimeException e) {
      throw undecodable("its body is not what was expected: " + e.getMessage(), answer, e);
    }
    R result = response == null ? null : payload.apply(response);
    if (result == null) {
      throw undecodable("its body lacks what was asked for", answer, null);
    }
    return result;
  }

  private WorkflowDecodingException undecodable(
      String problem, Answer answer, @Nullable RuntimeException cause) {
    Secrets secrets = transport.secrets();
    return new WorkflowDecodingException(
        secrets.removedFrom(problem), secrets.removedFrom(answer), cause);
  }

  private static @Nullable Workflow withId(WorkflowResponse response) {
    Workflow workflow = response.data();
    return workflow == null || workflow.id() == null ? null : workflow;
  }

  private static @Nullable Workflow withContent(WorkflowResponse response) {
    Workflow workflow = response.data();
    boolean empty =
        workflow == null || (workflow.id() == null && workflow.processingStatus() == null);
    return empty ? null : workflow;
  }

  private void checkOpen() {
    if (closed.get()) {
      throw new IllegalStateException("The client is closed");
    }
  }

  private static String checked(String id) {
    if (Objects.requireNonNull(id, "id == null").isEmpty()) {
      throw new IllegalArgumentException("The workflow id is empty");
    }
    return id;
  }
}
