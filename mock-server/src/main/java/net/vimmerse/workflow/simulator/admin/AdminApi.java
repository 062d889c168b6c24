package net.vimmerse.workflow.simulator.admin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.vimmerse.workflow.simulator.api.MagicKey;
import net.vimmerse.workflow.simulator.api.SimulatedApi;
import net.vimmerse.workflow.simulator.clock.ClockBusyException;
import net.vimmerse.workflow.simulator.http.ApiRequest;
import net.vimmerse.workflow.simulator.http.ApiResponse;
import net.vimmerse.workflow.simulator.http.Gzip;
import net.vimmerse.workflow.simulator.http.RefusedPreflights;
import net.vimmerse.workflow.simulator.http.Responses;
import net.vimmerse.workflow.simulator.namespace.Namespace;
import net.vimmerse.workflow.simulator.namespace.Namespaces;
import net.vimmerse.workflow.simulator.namespace.StateStore;
import net.vimmerse.workflow.simulator.openapi.JsonBody;
import net.vimmerse.workflow.simulator.openapi.OpenApiDocument;
import net.vimmerse.workflow.simulator.openapi.Operation;
import net.vimmerse.workflow.simulator.openapi.RequestValidator;
import net.vimmerse.workflow.simulator.openapi.Route;
import net.vimmerse.workflow.simulator.openapi.Violation;
import net.vimmerse.workflow.simulator.openapi.WorkflowApiDocument;
import net.vimmerse.workflow.simulator.simulation.NamespaceId;
import net.vimmerse.workflow.simulator.snapshot.SimulatorState;
import net.vimmerse.workflow.simulator.snapshot.SnapshotJson;
import net.vimmerse.workflow.simulator.store.StoreException;
import org.jspecify.annotations.Nullable;

/**
 * Implements the admin API as a function from request to response.
 *
 * <p>Thread-safe.
 */
public final class AdminApi {

  /** The path prefix of every operation. */
  public static final String ROOT = "/__admin/simulator";

  static final String RESOURCE = "/net/vimmerse/workflow/simulator/simulator-api.yaml";

  private static final String HEALTH = "getHealth";
  private static final String DOCUMENT = "getDocument";
  private static final String DOCUMENT_AS_JSON = "getDocumentAsJson";

  private static final String RESET = "resetSimulator";
  private static final String EXPORT = "exportSnapshot";
  private static final String IMPORT = "importSnapshot";

  /** The operations that wait for receivers of webhooks, or for a body. */
  private static final Set<String> STEPS = Set.of("updateClock", "redeliverWebhook", IMPORT);

  private static final Set<String> LARGE_LISTS =
      Set.of(ROOT + "/workflows", ROOT + "/requests", ROOT + "/webhooks", ROOT + "/credits");

  private static final String SNAPSHOT = ROOT + "/snapshot";

  /** The API keys that are no secret, as the documentation names them. */
  private static final Map<NamespaceId, String> PUBLISHED_KEYS =
      Stream.concat(Stream.of("demo"), Stream.of(MagicKey.values()).map(MagicKey::toString))
          .collect(Collectors.toUnmodifiableMap(NamespaceId::of, key -> key));

  private static final String NAMESPACE = "namespace";

  private final OpenApiDocument document = OpenApiDocument.load(RESOURCE);
  private final RequestValidator validator = document.validator();
  private final Responses responses = new Responses();
  private final Namespaces namespaces;
  private final WorkflowApiDocument api;
  private final SnapshotAdmin snapshots;
  private final SummaryAdmin summary;
  private final Map<String, AdminHandler> handlers = new HashMap<>();

  /**
   * Creates the admin API of {@code namespaces}. {@link AdminAccess} protects it.
   *
   * @param simulated formats workflows as the Workflow API does
   * @param preflights those that the Workflow API has refused
   */
  public AdminApi(
      WorkflowApiDocument api,
      Namespaces namespaces,
      SimulatedApi simulated,
      RefusedPreflights preflights) {
    this.namespaces = namespaces;
    this.api = api;
    this.summary = new SummaryAdmin(namespaces, preflights, api);
    handlers.put(HEALTH, call -> health());
    handlers.put("listNamespaces", this::namespaces);
    handlers.putAll(new PreflightAdmin(preflights).handlers());
    handlers.put(RESET, this::reset);
    handlers.putAll(new ClockAdmin(namespaces.clock()).handlers());
    handlers.putAll(new WorkflowAdmin(simulated).handlers());
    handlers.putAll(new RuleAdmin(api).handlers());
    handlers.putAll(new CreditAdmin().handlers());
    handlers.putAll(new RequestLogAdmin().handlers());
    handlers.putAll(new WebhookAdmin(namespaces).handlers());
    this.snapshots = new SnapshotAdmin(namespaces);
  }

  /** Tests whether the response to a request can take some megabytes. */
  public static boolean isLargeList(String method, String path) {
    return method.equals("GET") && LARGE_LISTS.contains(path);
  }

  /** Tests whether {@link #handleSnapshot} handles a request, as snapshots can be large. */
  public static boolean isSnapshot(String method, String path) {
    return path.equals(SNAPSHOT) && (method.equals("GET") || method.equals("PUT"));
  }

  /**
   * Exports or imports a snapshot.
   *
   * @param request without a body
   * @throws UncheckedIOException if the body cannot be read
   */
  public StreamedResponse handleSnapshot(ApiRequest request, InputStream body) {
    AtomicReference<StreamedResponse.@Nullable Body> exported = new AtomicReference<>();
    Operation operation = document.operation(request.method().equals("GET") ? EXPORT : IMPORT);
    ApiResponse response =
        respond(
            operation,
            request,
            JsonNodeFactory.instance.objectNode(),
            validator.validateParameters(operation, Map.of(), request.query()),
            namespace -> {
              if (request.method().equals("PUT")) {
                snapshots.importState(namespace, body);
                return MissingNode.getInstance();
              }
              SimulatorState state = snapshots.export(namespace);
              exported.set(out -> SnapshotJson.write(state, out));
              return JsonNodeFactory.instance.objectNode();
            });
    return new StreamedResponse(response, exported.get());
  }

  /** Handles a request. Never throws, whatever a client sends. */
  public ApiResponse handle(ApiRequest request) {
    Route route = document.route(request.method(), request.path());
    if (route instanceof Route.WrongMethod wrong) {
      return responses.methodNotAllowed(request, wrong.allowed());
    }
    if (route instanceof Route.Found found) {
      return Gzip.compress(request, call(found.operation(), found.pathParameters(), request));
    }
    return responses.notFound(request, document.paths(), null);
  }

  private ApiResponse call(Operation operation, Map<String, String> path, ApiRequest request) {
    if (operation.id().equals(DOCUMENT)) {
      byte[] yaml = document.yaml(request.origin()).getBytes(StandardCharsets.UTF_8);
      return new ApiResponse(200, Map.of("Content-Type", "application/yaml"), yaml);
    }
    if (operation.id().equals(DOCUMENT_AS_JSON)) {
      byte[] json = document.json(request.origin()).getBytes(StandardCharsets.UTF_8);
      return new ApiResponse(200, Map.of("Content-Type", "application/json"), json);
    }
    if (request.body().length > api.maxBodyBytes() && operation.bodySchema() != null) {
      return responses.error(operation, 413);
    }
    List<Violation> violations =
        new ArrayList<>(validator.validateParameters(operation, path, request.query()));
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    if (operation.bodySchema() != null) {
      JsonBody read = JsonBody.read(request.header("Content-Type"), request.body());
      if (read instanceof JsonBody.Parsed parsed) {
        body = parsed.object();
        violations.addAll(validator.validateBody(body, operation.bodySchema()));
      } else if (read instanceof JsonBody.Refused refused) {
        violations.add(refused.violation());
      }
    }
    ObjectNode parsed = body;
    return respond(
        operation,
        request,
        parsed,
        violations,
        namespace ->
            handlers
                .get(operation.id())
                .handle(new AdminCall(namespace, path, request.query(), parsed, request.origin())));
  }

  /**
   * Returns the response to a request.
   *
   * @param body the body, for the invalid values in errors
   * @param handler handles a valid request for a namespace, or for all
   */
  private ApiResponse respond(
      Operation operation,
      ApiRequest request,
      ObjectNode body,
      List<Violation> violations,
      Function<Optional<Namespace>, JsonNode> handler) {
    if (!violations.isEmpty()) {
      return responses.invalid(violations);
    }
    boolean changes = !request.method().equals("GET");
    Optional<String> failure = namespaces.stateStore().failure();
    if (failure.isPresent() && operation.id().equals(HEALTH)) {
      return responses
          .simulatorError(503, "NOT_READY", "Changes are rejected: " + failure.get() + ".")
          .withHeader("Retry-After", Responses.STORE_RETRY_AFTER);
    }
    if (failure.isPresent() && changes) {
      return responses.notPersisted(failure.get());
    }
    try {
      Function<Optional<Namespace>, ApiResponse> respond =
          namespace -> respond(operation, request, changes, namespace, handler);
      return namespace(operation, request)
          .map(id -> namespaces.use(id, namespace -> respond.apply(Optional.of(namespace))))
          .orElseGet(() -> respond.apply(Optional.empty()));
    } catch (BadRequestException e) {
      return responses.invalid(
          List.of(
              new Violation(
                  e.loc(),
                  String.valueOf(e.getMessage()),
                  "value_error",
                  e.input(body, request.query()))));
    } catch (StoreException e) {
      return responses.storeFailed(e);
    } catch (NotFoundException e) {
      return responses.error(operation, 404);
    } catch (ConflictException | ClockBusyException e) {
      return responses.error(operation, 409);
    }
  }

  private ApiResponse respond(
      Operation operation,
      ApiRequest request,
      boolean changes,
      Optional<Namespace> namespace,
      Function<Optional<Namespace>, JsonNode> handler) {
    if (operation.id().equals(SummaryAdmin.OPERATION)) {
      return transact(
          operation, changes, namespace, () -> summary.respond(namespace, request, responses));
    }
    JsonNode response = transact(operation, changes, namespace, () -> handler.apply(namespace));
    return response.isMissingNode()
        ? new ApiResponse(204, Map.of(), new byte[0])
        : responses.data(response);
  }

  private <T> T transact(
      Operation operation, boolean changes, Optional<Namespace> namespace, Supplier<T> action) {
    StateStore store = namespaces.stateStore();
    StateStore.Access access = StateStore.Access.INSPECT;
    if (STEPS.contains(operation.id())) {
      access = StateStore.Access.STEPS;
    } else if (changes && (namespace.isPresent() || operation.id().equals(RESET))) {
      access = StateStore.Access.CHANGE;
    }
    return namespace.isPresent()
        ? store.inNamespace(namespace.get(), access, action)
        : store.inAll(access, action);
  }

  private Optional<NamespaceId> namespace(Operation operation, ApiRequest request) {
    boolean selects =
        operation.parameters().stream()
            .anyMatch(each -> each.path("name").asText().equals(NAMESPACE));
    String name = selects ? request.query().get(NAMESPACE) : null;
    if (name != null) {
      return Optional.of(
          namespaces.named(name).map(Namespace::id).orElseThrow(NotFoundException::new));
    }
    String key = request.header(api.apiKeyHeader());
    return key == null || key.isBlank() ? Optional.empty() : Optional.of(NamespaceId.of(key));
  }

  private JsonNode health() {
    return JsonObjects.object().put("status", "ready").put("templates", api.templates().size());
  }

  private JsonNode namespaces(AdminCall call) {
    ObjectNode json = JsonObjects.object();
    call.namespace().ifPresent(current -> json.put("current", current.id().name()));
    var list = json.putArray("namespaces");
    for (Namespace namespace : namespaces.all()) {
      list.add(
          namespaces
              .stateStore()
              .inNamespace(namespace, StateStore.Access.INSPECT, () -> describe(namespace)));
    }
    return json;
  }

  private static ObjectNode describe(Namespace namespace) {
    ObjectNode json =
        JsonObjects.object()
            .put("name", namespace.id().name())
            .put("workflows", namespace.workflowCount())
            .put("now", namespace.clock().instant().toString());
    JsonObjects.put(json, "active_at", namespace.lastActive().orElse(null));
    JsonObjects.put(json, "api_key", PUBLISHED_KEYS.get(namespace.id()));
    return json;
  }

  private JsonNode reset(AdminCall call) {
    call.namespace().ifPresentOrElse(Namespace::reset, namespaces::reset);
    return MissingNode.getInstance();
  }
}
