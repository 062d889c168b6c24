package net.vimmerse.workflow.simulator.api;

import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import net.vimmerse.workflow.simulator.Envelope;
import net.vimmerse.workflow.simulator.contract.ApiDocument;
import net.vimmerse.workflow.simulator.contract.Operation;
import net.vimmerse.workflow.simulator.contract.RequestValidator;
import net.vimmerse.workflow.simulator.contract.Route;
import net.vimmerse.workflow.simulator.contract.Violation;
import net.vimmerse.workflow.simulator.media.MediaFile;
import net.vimmerse.workflow.simulator.world.LoggedRequest;
import net.vimmerse.workflow.simulator.world.World;
import net.vimmerse.workflow.simulator.world.Worlds;
import org.jspecify.annotations.Nullable;

/**
 * The whole service, as a function from request to response.
 *
 * <p>Thread-safe.
 */
public final class SimulatedApi {

  private static final String CREATE = "createWorkflow";

  /** What a request can be repeated with, given its key. Nothing here is a secret. */
  private static final List<String> LOGGED_HEADERS =
      List.of("Content-Type", "User-Agent", Outcomes.HEADER);

  private final ApiDocument document;
  private final Worlds worlds;
  private final Consumer<String> log;
  private final RequestValidator validator;
  private final Answers answers;
  private final ServeMedia media;
  private final Map<String, Handler> handlers;

  /**
   * The service that the document describes, for the callers of {@code worlds}.
   *
   * @param log takes a line for each request
   */
  public SimulatedApi(
      ApiDocument document, Worlds worlds, Envelope envelope, Consumer<String> log) {
    this.document = document;
    this.worlds = worlds;
    this.log = log;
    this.validator = new RequestValidator(document.openApi());
    this.answers = new Answers(document.retryAfterSeconds(), envelope);
    MediaLibrary library = new MediaLibrary();
    this.media = new ServeMedia(document, worlds, library);
    WorkflowAnswers workflows = new WorkflowAnswers(answers, new WorkflowJson(library));
    this.handlers =
        Map.of(
            CREATE,
            new JsonHandler(answers, new CreateWorkflow(document, validator, workflows)),
            "getWorkflow",
            call -> workflows.workflow(call, call.world().read(call.workflowId())),
            "updateWorkflow",
            new JsonHandler(answers, new UpdateWorkflow(document, validator, workflows)),
            "deleteWorkflow",
            call -> workflows.workflow(call, call.world().remove(call.workflowId())),
            "listTemplates",
            new ListTemplates(document, answers));
  }

  /** Answers a request. Never throws for anything that a caller can send. */
  public ApiResponse answer(ApiRequest request) {
    ApiResponse answer = Cors.expose(route(request));
    String note = answer.headers().get(ApiResponse.NOTE);
    log.accept(
        request.method()
            + " "
            + request.path()
            + " -> "
            + answer.status()
            + (note == null ? "" : " (" + note + ")"));
    return request.method().equals("HEAD") ? answer.headersOnly() : answer;
  }

  /**
   * Creates a workflow as a request would, but without one: no rate is used up, no fault befalls
   * it, and nothing is logged or kept.
   *
   * @param outcome what is asked for, as in the header; null for nothing
   * @param body JSON
   * @return what the request would be answered with
   */
  public ApiResponse create(String key, @Nullable String outcome, byte[] body) {
    Operation operation = document.openApi().operation(CREATE);
    Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    headers.put(document.apiKeyHeader(), key);
    headers.put("Content-Type", "application/json");
    if (outcome != null) {
      headers.put(Outcomes.HEADER, outcome);
    }
    ApiRequest request =
        new ApiRequest("POST", operation.path(), Map.of(), headers::get, body, "http://localhost");
    return handlers.get(CREATE).handle(new Call(operation, worlds.of(key), Map.of(), request));
  }

  private ApiResponse route(ApiRequest request) {
    Optional<MediaPath> file = MediaPath.parse(request.path());
    if (file.isPresent()) {
      return file(file.get(), request);
    }
    Route route = document.openApi().route(request.method(), request.path());
    if (route instanceof Route.Found found) {
      return call(found.operation(), found.pathParameters(), request);
    }
    if (route instanceof Route.WrongMethod wrong) {
      return answers.methodNotAllowed(request, wrong.allowed());
    }
    return answers.notFound(request, document.openApi().paths());
  }

  private ApiResponse file(MediaPath path, ApiRequest request) {
    if (!Set.of("GET", "HEAD").contains(request.method())) {
      return answers.methodNotAllowed(request, Set.of("GET", "HEAD"));
    }
    Optional<MediaFile> found = media.find(path);
    if (found.isPresent()) {
      return FileAnswer.of(found.get(), request);
    }
    return answers
        .problem(
            404, "MEDIA_NOT_FOUND", "The requested media was not found or you do not have access.")
        .note("the step that makes this file has not ended, or its workflow was deleted");
  }

  private ApiResponse call(Operation operation, Map<String, String> path, ApiRequest request) {
    String key = request.header(document.apiKeyHeader());
    if (key == null || key.isBlank()) {
      return answers.error(operation, 401);
    }
    World world = worlds.of(key);
    Disturbance disturbance = Disturbance.of(world, document, operation, request);
    ApiResponse answer =
        disturbance.disturb(answerTo(world, key, operation, path, request, disturbance));
    Instant now = world.clock().instant();
    world.requests().add(number -> logged(number, now, operation, request, answer));
    // What the caller is told of is safe by then.
    try {
      worlds.keeper().keep(world);
    } catch (UncheckedIOException e) {
      return answers.problem(500, "NOT_KEPT", String.valueOf(e.getCause().getMessage()));
    }
    return answer;
  }

  private static LoggedRequest logged(
      long number, Instant at, Operation operation, ApiRequest request, ApiResponse answer) {
    Map<String, String> headers = new LinkedHashMap<>();
    for (String name : LOGGED_HEADERS) {
      String value = request.header(name);
      if (value != null) {
        headers.put(name, value);
      }
    }
    return new LoggedRequest(
        number,
        at,
        operation.id(),
        request.method(),
        request.path(),
        request.query(),
        headers,
        new String(request.body(), StandardCharsets.UTF_8),
        answer.status(),
        answer.headers(),
        new String(answer.body(), StandardCharsets.UTF_8),
        answer.headers().get(ApiResponse.NOTE));
  }

  private ApiResponse answerTo(
      World world,
      String key,
      Operation operation,
      Map<String, String> path,
      ApiRequest request,
      Disturbance disturbance) {
    Optional<MagicKey> magic =
        MagicKey.of(key).filter(known -> operation.errors().containsKey(known.status()));
    if (magic.isPresent()) {
      return answers
          .error(operation, magic.get().status())
          .note("the API key " + magic.get() + " always gets this answer");
    }
    Optional<Duration> wait = world.tooManyRequests();
    if (wait.isPresent()) {
      return answers
          .error(operation, 429)
          .with("Retry-After", String.valueOf(Math.max(1, wait.get().plusMillis(999).toSeconds())))
          .note("the rate limit of this key is used up");
    }
    Optional<ApiResponse> instead = disturbance.insteadOfProcessing(answers);
    if (instead.isPresent()) {
      return instead.get();
    }
    if (request.body().length > document.maxBodyBytes()) {
      return answers.error(operation, 413);
    }
    List<Violation> violations = validator.validateParameters(operation, path, request.query());
    if (!violations.isEmpty()) {
      return answers.invalid(violations);
    }
    return handlers.get(operation.id()).handle(new Call(operation, world, path, request));
  }
}
