package net.vimmerse.workflow.simulator.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Function;
import net.vimmerse.workflow.simulator.http.ApiRequest;
import net.vimmerse.workflow.simulator.http.ApiResponse;
import net.vimmerse.workflow.simulator.http.Envelope;
import net.vimmerse.workflow.simulator.http.ErrorFormat;
import net.vimmerse.workflow.simulator.http.FileResponse;
import net.vimmerse.workflow.simulator.http.Responses;
import net.vimmerse.workflow.simulator.media.MediaFile;
import net.vimmerse.workflow.simulator.namespace.LoggedExchange;
import net.vimmerse.workflow.simulator.namespace.Namespaces;
import net.vimmerse.workflow.simulator.namespace.StateStore;
import net.vimmerse.workflow.simulator.openapi.JsonBody;
import net.vimmerse.workflow.simulator.openapi.Operation;
import net.vimmerse.workflow.simulator.openapi.RequestValidator;
import net.vimmerse.workflow.simulator.openapi.Route;
import net.vimmerse.workflow.simulator.openapi.Violation;
import net.vimmerse.workflow.simulator.openapi.WorkflowApiDocument;
import net.vimmerse.workflow.simulator.simulation.Workflow;
import net.vimmerse.workflow.simulator.store.StoreException;
import net.vimmerse.workflow.simulator.thread.Futures;
import org.jspecify.annotations.Nullable;

/**
 * Implements the Workflow API as a function from request to response.
 *
 * <p>Thread-safe.
 */
public final class SimulatedApi {

  private static final Set<String> READS = Set.of("GET", "HEAD");
  private static final String CREATE = "createWorkflow";

  /** The headers needed to repeat a request, except the API key. None of them is secret. */
  private static final List<String> LOGGED_HEADERS =
      List.of("Content-Type", "User-Agent", OutcomePlanner.HEADER);

  private final WorkflowApiDocument document;
  private final Namespaces namespaces;
  private final Consumer<HandledRequest> accessLog;
  private final RequestValidator validator;
  private final Responses responses;
  private final MediaLibrary media;
  private final WorkflowResponses workflows;
  private final Map<String, Function<ApiCall, ApiResponse>> handlers;

  /**
   * Creates the API that a document describes.
   *
   * @param accessLog receives each request; the client waits for it
   */
  public SimulatedApi(
      WorkflowApiDocument document,
      Namespaces namespaces,
      Envelope envelope,
      ErrorFormat errors,
      Consumer<HandledRequest> accessLog) {
    this.document = document;
    this.namespaces = namespaces;
    this.accessLog = accessLog;
    this.validator = document.openApi().validator();
    this.responses = new Responses(document.retryAfterSeconds(), envelope, errors);
    this.media = new MediaLibrary(document, namespaces);
    this.workflows = new WorkflowResponses(responses, new WorkflowJson(media));
    ListTemplates templates = new ListTemplates(document, responses);
    this.handlers =
        Map.of(
            CREATE,
            new CreateWorkflow(document, validator, workflows)::handle,
            "getWorkflow",
            call -> workflows.workflow(call, call.namespace().read(call.workflowId())),
            "updateWorkflow",
            new UpdateWorkflow(document, validator, workflows)::handle,
            "deleteWorkflow",
            call -> workflows.workflow(call, call.namespace().remove(call.workflowId())),
            "listTemplates",
            call -> templates.handle(call.request()));
  }

  /**
   * Handles a request. Never fails, whatever a client sends.
   *
   * @param later executes what remains to be done when changes have been persisted
   * @return completed when they have; already, if there are none or they are kept in memory
   */
  public CompletableFuture<ApiResponse> handle(ApiRequest request, Executor later) {
    long start = System.nanoTime();
    return route(request, later).thenApply(handled -> respond(request, handled, start));
  }

  private ApiResponse respond(ApiRequest request, Handled handled, long start) {
    ApiResponse response = handled.response();
    accessLog.accept(
        new HandledRequest(
            request.method(),
            request.path(),
            handled.operation(),
            handled.namespace(),
            response.status(),
            Duration.ofNanos(System.nanoTime() - start),
            TraceContext.id(request),
            response.headers().get(ApiResponse.NOTE)));
    return request.method().equals("HEAD") ? response.headersOnly() : response;
  }

  /**
   * Tests whether handling a request with this method and raw path takes little time and waits for
   * nothing, such as a picture that must be drawn.
   */
  public boolean isPrompt(String method, String rawPath) {
    return namespaces.stateStore().isPrompt()
        && document.openApi().route(method, rawPath) instanceof Route.Found found
        && !(found.operation().id().equals(CREATE) && namespaces.endAtOnce())
        && media.isSizeKnown(ApiCall.workflowId(found.pathParameters()));
  }

  /**
   * Creates a workflow without a request: ignores rate limits and faults, and neither logs nor
   * persists anything.
   *
   * @param outcome the value of the outcome header; null for none
   * @param body JSON
   * @return the response that a request would get
   */
  public ApiResponse create(String apiKey, @Nullable String outcome, byte[] body) {
    Operation operation = document.openApi().operation(CREATE);
    Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    headers.put("Content-Type", "application/json");
    if (outcome != null) {
      headers.put(OutcomePlanner.HEADER, outcome);
    }
    ApiRequest request =
        new ApiRequest(
            "POST", operation.path(), "", Map.of(), headers::get, body, "http://localhost");
    return namespaces.use(
        apiKey,
        namespace -> {
          ApiCall call = new ApiCall(operation, apiKey, namespace, Map.of(), request);
          return namespaces
              .stateStore()
              .inNamespace(namespace, StateStore.Access.PREPARE, () -> dispatch(call));
        });
  }

  /**
   * Returns the body with which getWorkflow responds, without sending a request: neither counts nor
   * advances anything.
   *
   * @param origin begins the URLs of its files
   */
  public JsonNode body(Workflow workflow, Instant now, String origin) {
    return workflows.body(workflow, now, origin);
  }

  private CompletableFuture<Handled> route(ApiRequest request, Executor later) {
    Optional<MediaPath> file = MediaPath.parse(request.path());
    if (file.isPresent()) {
      return completed(file(file.get(), request), "media");
    }
    Route route = document.openApi().route(request.method(), request.path());
    if (route instanceof Route.Found found) {
      return call(found.operation(), found.pathParameters(), request, later);
    }
    ApiResponse error =
        route instanceof Route.WrongMethod wrong
            ? responses.methodNotAllowed(request, wrong.allowed())
            : responses.notFound(request, document.openApi().paths(), alternative(request));
    return completed(error, null);
  }

  private static CompletableFuture<Handled> completed(
      ApiResponse response, @Nullable String operation) {
    return CompletableFuture.completedFuture(new Handled(response, operation, null));
  }

  /** Returns path and query of the operation that a request misses by a slash; null if none. */
  private @Nullable String alternative(ApiRequest request) {
    String path = request.path().replaceFirst("/+$", "");
    boolean known =
        !path.equals(request.path())
            && !(document.openApi().route(request.method(), path) instanceof Route.UnknownPath);
    return known ? path + request.rawQuery() : null;
  }

  private ApiResponse file(MediaPath path, ApiRequest request) {
    if (!READS.contains(request.method())) {
      return responses.methodNotAllowed(request, READS);
    }
    Optional<MediaFile> found;
    try {
      found = media.find(path);
    } catch (StoreException e) {
      return responses.storeFailed(e);
    }
    if (found.isPresent()) {
      return FileResponse.of(found.get(), request);
    }
    return responses
        .simulatorError(
            404, "MEDIA_NOT_FOUND", "The requested media was not found or you do not have access.")
        .withNote("the step of this file has not ended, or its workflow was deleted");
  }

  private CompletableFuture<Handled> call(
      Operation operation, Map<String, String> path, ApiRequest request, Executor later) {
    String apiKey = request.header(document.apiKeyHeader());
    if (apiKey == null || apiKey.isBlank()) {
      return completed(responses.notAuthenticated(operation), operation.id());
    }
    return namespaces.useAsync(
        apiKey, namespace -> call(new ApiCall(operation, apiKey, namespace, path, request), later));
  }

  private CompletableFuture<Handled> call(ApiCall call, Executor later) {
    CompletableFuture<ApiResponse> persisted =
        namespaces
            .stateStore()
            .inNamespaceAsync(
                call.namespace(), accessOf(call.request().method()), () -> respond(call));
    return persisted.isDone()
        ? persisted.handle((response, failed) -> handled(call, response, failed))
        : persisted.handleAsync((response, failed) -> handled(call, response, failed), later);
  }

  /**
   * Describes a handled call.
   *
   * @param failed why it could not be persisted; null if it was
   */
  private Handled handled(ApiCall call, ApiResponse response, @Nullable Throwable failed) {
    ApiResponse sent = response;
    if (failed != null) {
      if (!(Futures.cause(failed) instanceof StoreException e)) {
        throw new CompletionException(failed);
      }
      sent = responses.storeFailed(e);
    }
    return new Handled(sent, call.operation().id(), call.namespace().id().name());
  }

  private ApiResponse respond(ApiCall call) {
    long start = System.nanoTime();
    // Selected first: a rule also counts the requests that are rejected before it replaces them.
    FaultInjection fault = FaultInjection.select(call, document);
    ApiResponse response =
        magicKeyError(call)
            .or(() -> rateLimitError(call))
            .or(() -> fault.replacement(responses))
            .or(() -> validationError(call))
            .or(() -> notWritable(call))
            .orElseGet(() -> dispatch(call));
    ApiResponse sent = fault.apply(response);
    log(call, sent, Duration.ofNanos(System.nanoTime() - start).plus(sent.delay()));
    return sent;
  }

  private Optional<ApiResponse> magicKeyError(ApiCall call) {
    return MagicKey.of(call.apiKey())
        .filter(key -> call.operation().errors().containsKey(key.status()))
        .map(
            key ->
                responses
                    .error(call.operation(), key.status())
                    .withNote("the API key " + key + " always gets this response"));
  }

  private Optional<ApiResponse> rateLimitError(ApiCall call) {
    return call.namespace()
        .acquireRequest()
        .map(
            wait ->
                responses
                    .error(call.operation(), 429)
                    .withHeader(
                        "Retry-After",
                        String.valueOf(Math.max(1, wait.plusMillis(999).toSeconds())))
                    .withNote("the rate limit of this API key is exceeded"));
  }

  private Optional<ApiResponse> validationError(ApiCall call) {
    if (call.request().body().length > document.maxBodyBytes()) {
      return Optional.of(responses.error(call.operation(), 413));
    }
    List<Violation> violations =
        new ArrayList<>(
            validator.validateParameters(call.operation(), call.path(), call.request().query()));
    if (call.body() instanceof JsonBody.Refused refused) {
      if (JsonBody.NOT_UTF_8.equals(refused.violation().ctx().get("error"))) {
        return Optional.of(responses.undecodable(refused.violation()));
      }
      violations.add(refused.violation());
    } else if (!violations.isEmpty()
        && call.operation().bodySchema() != null
        && !call.json().isEmpty()) {
      violations.addAll(validator.validateBody(call.json(), call.operation().bodySchema()));
    }
    return violations.isEmpty() ? Optional.empty() : Optional.of(responses.invalid(violations));
  }

  /** Rejects a change before it is made. */
  private Optional<ApiResponse> notWritable(ApiCall call) {
    return isRead(call)
        ? Optional.empty()
        : namespaces.stateStore().failure().map(responses::notPersisted);
  }

  private static StateStore.Access accessOf(String method) {
    return READS.contains(method) ? StateStore.Access.READ : StateStore.Access.CHANGE;
  }

  private static boolean isRead(ApiCall call) {
    return READS.contains(call.request().method());
  }

  private ApiResponse dispatch(ApiCall call) {
    return handlers.get(call.operation().id()).apply(call);
  }

  private static void log(ApiCall call, ApiResponse response, Duration duration) {
    ApiRequest request = call.request();
    Instant now = call.namespace().clock().instant();
    Map<String, String> headers = new LinkedHashMap<>();
    for (String name : LOGGED_HEADERS) {
      String value = request.header(name);
      if (value != null) {
        headers.put(name, value);
      }
    }
    call.namespace()
        .requests()
        .add(
            new LoggedExchange(
                now,
                call.operation().id(),
                request.method(),
                request.path(),
                request.query(),
                headers,
                request.body(),
                response.status(),
                response.headers(),
                response.body(),
                duration.toMillis(),
                response.headers().get(ApiResponse.NOTE)));
  }

  /** A response, with the operation and namespace of the request if it has them. */
  private record Handled(
      ApiResponse response, @Nullable String operation, @Nullable String namespace) {}
}
