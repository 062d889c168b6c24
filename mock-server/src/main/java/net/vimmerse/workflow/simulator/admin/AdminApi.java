package net.vimmerse.workflow.simulator.admin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.vimmerse.workflow.simulator.Envelope;
import net.vimmerse.workflow.simulator.api.Answers;
import net.vimmerse.workflow.simulator.api.ApiRequest;
import net.vimmerse.workflow.simulator.api.ApiResponse;
import net.vimmerse.workflow.simulator.api.Cors;
import net.vimmerse.workflow.simulator.contract.ApiDocument;
import net.vimmerse.workflow.simulator.contract.JsonBody;
import net.vimmerse.workflow.simulator.contract.OpenApi;
import net.vimmerse.workflow.simulator.contract.Operation;
import net.vimmerse.workflow.simulator.contract.RequestValidator;
import net.vimmerse.workflow.simulator.contract.Route;
import net.vimmerse.workflow.simulator.contract.Violation;
import net.vimmerse.workflow.simulator.world.World;
import net.vimmerse.workflow.simulator.world.Worlds;
import org.jspecify.annotations.Nullable;

/**
 * The control API, as a function from request to response.
 *
 * <p>Thread-safe.
 */
public final class AdminApi {

  /** What the path of every operation begins with. */
  public static final String ROOT = "/__admin/simulator";

  /** The header that a caller says the token in. */
  public static final String TOKEN = "X-Simulator-Token";

  static final String RESOURCE = "/net/vimmerse/workflow/simulator/simulator-api.yaml";

  /** Whoever must send a token may read that, and how. */
  private static final String DOCUMENT = "getDocument";

  private static final int LARGEST_SNAPSHOT = 64 << 20;

  private final OpenApi document = OpenApi.load(RESOURCE);
  private final RequestValidator validator = new RequestValidator(document);
  private final Answers answers = new Answers(0, Envelope.NONE);
  private final Worlds worlds;
  private final ApiDocument api;
  private final @Nullable String token;
  private final Map<String, AdminHandler> handlers = new HashMap<>();

  /**
   * Controls {@code worlds}.
   *
   * @param token what a caller must send; null if anyone may call
   */
  public AdminApi(ApiDocument api, Worlds worlds, @Nullable String token) {
    this.worlds = worlds;
    this.api = api;
    this.token = token;
    handlers.put("getHealth", call -> health());
    handlers.put("listNamespaces", this::namespaces);
    handlers.put("resetSimulator", this::reset);
    handlers.putAll(new ClockAdmin(worlds.clock()).handlers());
    handlers.putAll(new WorkflowAdmin().handlers());
    handlers.putAll(new RuleAdmin(api).handlers());
    handlers.putAll(new CreditAdmin().handlers());
    handlers.putAll(new RequestAdmin().handlers());
    handlers.putAll(new WebhookAdmin().handlers());
    handlers.putAll(new SnapshotAdmin(worlds).handlers());
  }

  /** Answers a request. Never throws for anything that a caller can send. */
  public ApiResponse answer(ApiRequest request) {
    return Cors.expose(route(request));
  }

  /** How much of a body is read at a path: more than elsewhere where a snapshot comes in. */
  public int maxBodyBytes(String path) {
    return path.equals(ROOT + "/snapshot") ? LARGEST_SNAPSHOT : api.maxBodyBytes();
  }

  private ApiResponse route(ApiRequest request) {
    Route route = document.route(request.method(), request.path());
    if (route instanceof Route.WrongMethod wrong) {
      return answers.methodNotAllowed(request, wrong.allowed());
    }
    if (route instanceof Route.Found found) {
      return isAllowed(request) || found.operation().id().equals(DOCUMENT)
          ? call(found.operation(), found.pathParameters(), request)
          : answers.error(found.operation(), 401);
    }
    return answers.notFound(request, document.paths());
  }

  private boolean isAllowed(ApiRequest request) {
    String sent = request.header(TOKEN);
    // Compared in a time that does not tell how much of it is right.
    return token == null
        || (sent != null
            && MessageDigest.isEqual(
                token.getBytes(StandardCharsets.UTF_8), sent.getBytes(StandardCharsets.UTF_8)));
  }

  private ApiResponse call(Operation operation, Map<String, String> path, ApiRequest request) {
    if (operation.id().equals(DOCUMENT)) {
      return new ApiResponse(200, Map.of("Content-Type", "application/yaml"), documentBytes());
    }
    if (request.body().length > maxBodyBytes(request.path()) && operation.bodySchema() != null) {
      return answers.error(operation, 413);
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
    if (!violations.isEmpty()) {
      return answers.invalid(violations);
    }
    try {
      Optional<World> world = world(request);
      JsonNode answer =
          handlers.get(operation.id()).handle(new AdminCall(world, path, request.query(), body));
      if (!request.method().equals("GET")) {
        world.ifPresentOrElse(worlds.keeper()::keep, worlds.keeper()::keepAll);
      }
      return answer.isMissingNode()
          ? new ApiResponse(204, Map.of(), new byte[0])
          : answers.data(answer);
    } catch (BadRequestException e) {
      return answers.invalid(
          List.of(new Violation(e.loc(), String.valueOf(e.getMessage()), "value_error")));
    } catch (UncheckedIOException e) {
      return answers.problem(500, "NOT_KEPT", String.valueOf(e.getCause().getMessage()));
    } catch (NothingThereException e) {
      return answers.error(operation, 404);
    } catch (HasEndedException e) {
      return answers.error(operation, 409);
    }
  }

  private Optional<World> world(ApiRequest request) {
    String name = request.query().get("namespace");
    if (name != null) {
      return Optional.of(worlds.named(name).orElseThrow(NothingThereException::new));
    }
    String key = request.header(api.apiKeyHeader());
    return key == null || key.isBlank() ? Optional.empty() : Optional.of(worlds.of(key));
  }

  private JsonNode health() {
    return Json.object().put("status", "ready").put("templates", api.templates().size());
  }

  private JsonNode namespaces(AdminCall call) {
    ObjectNode json = Json.object();
    call.world().ifPresent(own -> json.put("own", own.namespace().name()));
    var list = json.putArray("namespaces");
    for (World world : worlds.all()) {
      list.addObject()
          .put("name", world.namespace().name())
          .put("workflows", world.workflows().size())
          .put("now", world.clock().instant().toString());
    }
    return json;
  }

  private JsonNode reset(AdminCall call) {
    call.world().ifPresentOrElse(World::reset, worlds::reset);
    return MissingNode.getInstance();
  }

  private static byte[] documentBytes() {
    try (InputStream yaml = AdminApi.class.getResourceAsStream(RESOURCE)) {
      return yaml == null ? new byte[0] : yaml.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
