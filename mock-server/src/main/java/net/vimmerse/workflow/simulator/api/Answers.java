package net.vimmerse.workflow.simulator.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import net.vimmerse.workflow.simulator.Envelope;
import net.vimmerse.workflow.simulator.contract.Operation;
import net.vimmerse.workflow.simulator.contract.Violation;

/** Puts what is to be said into the API's forms. */
public final class Answers {

  private static final JsonMapper JSON = new JsonMapper();

  private final int retryAfterSeconds;
  private final Envelope envelope;

  /**
   * Answers in one form.
   *
   * @param retryAfterSeconds what is told who has asked too often
   */
  public Answers(int retryAfterSeconds, Envelope envelope) {
    this.retryAfterSeconds = retryAfterSeconds;
    this.envelope = envelope;
  }

  /** 200 with {@code data}, in the envelope that is spoken. */
  public ApiResponse data(JsonNode data) {
    return json(200, envelope == Envelope.DATA ? JSON.createObjectNode().set("data", data) : data);
  }

  /**
   * The error that the document has for this operation and status.
   *
   * @throws IllegalArgumentException if it has none
   */
  public ApiResponse error(Operation operation, int status) {
    JsonNode body = operation.errors().get(status);
    if (body == null) {
      throw new IllegalArgumentException(
          operation.id() + " has no documented error with status " + status);
    }
    ApiResponse answer = json(status, body);
    return status == 429 ? answer.with("Retry-After", String.valueOf(retryAfterSeconds)) : answer;
  }

  /** 422 with every violation. */
  public ApiResponse invalid(List<Violation> violations) {
    ObjectNode body = JSON.createObjectNode();
    ArrayNode detail = body.putArray("detail");
    for (Violation violation : violations) {
      detail.add(JSON.<ObjectNode>valueToTree(violation));
    }
    return json(422, body);
  }

  /** An error of the simulator's own, for what is outside the document. */
  public ApiResponse problem(int status, String code, String message) {
    return json(status, JSON.createObjectNode().put("message", message).put("code", code));
  }

  /** 404 for a path that is none of {@code known}. */
  public ApiResponse notFound(ApiRequest request, Set<String> known) {
    return problem(
        404,
        "NOT_FOUND",
        "There is no " + request.path() + " here, only " + String.join(", ", known) + ".");
  }

  /** 405, or what OPTIONS is answered with. */
  public ApiResponse methodNotAllowed(ApiRequest request, Set<String> allowed) {
    Set<String> methods = new TreeSet<>(allowed);
    methods.add("OPTIONS");
    if (request.method().equals("OPTIONS")) {
      return Cors.preflight(request, methods);
    }
    String allow = String.join(", ", methods);
    return problem(
            405,
            "METHOD_NOT_ALLOWED",
            request.path() + " does not take " + request.method() + ", only " + allow + ".")
        .with("Allow", allow);
  }

  private static ApiResponse json(int status, JsonNode body) {
    return new ApiResponse(
        status,
        Map.of("Content-Type", "application/json"),
        body.toString().getBytes(StandardCharsets.UTF_8));
  }
}
