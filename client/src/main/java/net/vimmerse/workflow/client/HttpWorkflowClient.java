package net.vimmerse.workflow.client;

import com.google.gson.Gson;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
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

  private final HttpUrl baseUrl;
  private final Transport transport;
  private final Download download;
  private final Poller poller;
  private final @Nullable OkHttpClient owned;
  private final WorkflowApi workflows;
  private final TemplatesApi templates;
  private volatile boolean closed;

  HttpWorkflowClient(
      HttpUrl baseUrl,
      Transport transport,
      Download download,
      PollClock clock,
      @Nullable OkHttpClient owned) {
    this.baseUrl = baseUrl;
    this.transport = transport;
    this.download = download;
    this.poller = new Poller(this::get, clock);
    this.owned = owned;
    Retrofit retrofit =
        new Retrofit.Builder()
            .baseUrl(baseUrl)
            .callFactory(transport.callFactory())
            .addConverterFactory(GsonConverterFactory.create(GSON))
            .build();
    workflows = retrofit.create(WorkflowApi.class);
    templates = retrofit.create(TemplatesApi.class);
  }

  @Override
  public WorkflowHandle create(CreateWorkflowRequest request) {
    Objects.requireNonNull(request, "request == null");
    Workflow created =
        send(workflows.createWorkflow(request), WorkflowResponse.class, this::withId, null);
    return WorkflowHandle.of(this, created);
  }

  @Override
  public Workflow get(String id) {
    return get(id, null);
  }

  private Workflow get(String id, @Nullable Duration limit) {
    return send(
        workflows.getWorkflow(checked(id)), WorkflowResponse.class, this::withContent, limit);
  }

  @Override
  public Workflow update(String id, UpdateWorkflowRequest request) {
    Objects.requireNonNull(request, "request == null");
    return send(
        workflows.updateWorkflow(checked(id), request),
        WorkflowResponse.class,
        this::withContent,
        null);
  }

  @Override
  public Workflow delete(String id) {
    return send(
        workflows.deleteWorkflow(checked(id)), WorkflowResponse.class, this::withContent, null);
  }

  @Override
  public List<Template> templates(boolean detail) {
    return send(
        templates.listTemplates(detail ? true : null),
        TemplateListResponse.class,
        TemplateListResponse::data,
        null);
  }

  @Override
  public Workflow await(String id, PollOptions options, Consumer<? super Progress> listener) {
    return poller.await(
        checked(id),
        Objects.requireNonNull(options, "options == null"),
        Objects.requireNonNull(listener, "listener == null"));
  }

  @Override
  public Path download(Output output, Path file) {
    checkOpen();
    return download.to(output, file);
  }

  @Override
  public void close() {
    closed = true;
    transport.close();
    if (owned != null) {
      owned.dispatcher().executorService().shutdown();
      owned.connectionPool().evictAll();
    }
  }

  /** Names the service, not the key. */
  @Override
  public String toString() {
    return "WorkflowClient{" + baseUrl.redact() + "}";
  }

  private <T, R> R send(
      Call<T> call, Class<T> type, Function<T, @Nullable R> payload, @Nullable Duration limit) {
    checkOpen();
    Answer answer = transport.send(call.request(), limit);
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
    return new WorkflowDecodingException(
        transport.withoutKey(problem), transport.withoutKey(answer), cause);
  }

  private @Nullable Workflow withId(WorkflowResponse response) {
    Workflow workflow = response.data();
    return workflow == null || workflow.id() == null ? null : workflow;
  }

  private @Nullable Workflow withContent(WorkflowResponse response) {
    Workflow workflow = response.data();
    boolean empty =
        workflow == null || (workflow.id() == null && workflow.processingStatus() == null);
    return empty ? null : workflow;
  }

  private void checkOpen() {
    if (closed) {
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
