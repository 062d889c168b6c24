package net.vimmerse.workflow.simulator.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import net.vimmerse.workflow.simulator.openapi.Operation;
import net.vimmerse.workflow.simulator.openapi.Violation;

/** Creates responses in the formats of the API. */
public final class Responses {

  private static final JsonMapper JSON = new JsonMapper();

  private final int retryAfterSeconds;
  private final Envelope envelope;

  /**
   * Creates a factory.
   *
   * @param retryAfterSeconds the Retry-After header of a documented error 429
   */
  public Responses(int retryAfterSeconds, Envelope envelope) {
    this.retryAfterSeconds = retryAfterSeconds;
    this.envelope = envelope;
  }

  /** Returns 200 with {@code data}, in the envelope. */
  public ApiResponse data(JsonNode data) {
    return json(200, envelope == Envelope.DATA ? JSON.createObjectNode().set("data", data) : data);
  }

  /**
   * Returns the documented error of an operation.
   *
   * @throws IllegalArgumentException if the operation documents no error with this status
   */
  public ApiResponse error(Operation operation, int status) {
    JsonNode body = operation.errors().get(status);
    if (body == null) {
      throw new IllegalArgumentException(
          operation.id() + " has no documented error with status " + status);
    }
    ApiResponse response = json(status, body);
    return status == 429
        ? response.withHeader("Retry-After", String.valueOf(retryAfterSeconds))
        : response;
  }

  /** Returns 422 with all violations. */
  public ApiResponse invalid(List<Violation> violations) {
    ObjectNode body = JSON.createObjectNode();
    ArrayNode detail = body.putArray("detail");
    for (Violation violation : violations) {
      detail.add(JSON.<ObjectNode>valueToTree(violation));
    }
    ApiResponse response = json(422, body);
    String hints =
        violations.stream()
            .map(Violation::hint)
            .filter(hint -> !hint.isEmpty())
            .collect(Collectors.joining("; "));
    return hints.isEmpty() ? response : response.withNote(hints);
  }

  /** Returns an error that the document does not describe. */
  public ApiResponse simulatorError(int status, String code, String message) {
    return json(status, JSON.createObjectNode().put("message", message).put("code", code));
  }

  /** Returns 404 for an unknown path. */
  public ApiResponse notFound(ApiRequest request, Set<String> known) {
    return simulatorError(
        404,
        "NOT_FOUND",
        "Unknown path " + request.path() + "; expected one of " + String.join(", ", known) + ".");
  }

  /** Returns 405, or the methods of the path if the method is OPTIONS. */
  public ApiResponse methodNotAllowed(ApiRequest request, Set<String> allowed) {
    Set<String> methods = new TreeSet<>(allowed);
    methods.add("OPTIONS");
    String allow = String.join(", ", methods);
    if (request.method().equals("OPTIONS")) {
      return new ApiResponse(204, Map.of("Allow", allow), new byte[0]);
    }
    return simulatorError(
            405,
            "METHOD_NOT_ALLOWED",
            request.path() + " does not support " + request.method() + "; allowed: " + allow + ".")
        .withHeader("Allow", allow);
  }

  /** Returns 500 for a change that could not be persisted. */
  public ApiResponse notPersisted(UncheckedIOException e) {
    return simulatorError(500, "NOT_PERSISTED", String.valueOf(e.getCause().getMessage()));
  }

  private static ApiResponse json(int status, JsonNode body) {
    return new ApiResponse(
        status,
        Map.of("Content-Type", "application/json"),
        body.toString().getBytes(StandardCharsets.UTF_8));
  }
}
