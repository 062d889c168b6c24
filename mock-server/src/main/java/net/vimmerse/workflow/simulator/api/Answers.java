package net.vimmerse.workflow.simulator.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import net.vimmerse.workflow.simulator.Envelope;
import net.vimmerse.workflow.simulator.contract.ApiDocument;
import net.vimmerse.workflow.simulator.contract.Operation;
import net.vimmerse.workflow.simulator.contract.Violation;

/** Puts what is to be said into the API's forms. */
final class Answers {

  private static final JsonMapper JSON = new JsonMapper();

  private final ApiDocument document;
  private final Envelope envelope;

  Answers(ApiDocument document, Envelope envelope) {
    this.document = document;
    this.envelope = envelope;
  }

  /** 200 with {@code data}, in the envelope that is spoken. */
  ApiResponse data(JsonNode data) {
    return json(200, envelope == Envelope.DATA ? JSON.createObjectNode().set("data", data) : data);
  }

  /**
   * The error that the document has for this operation and status.
   *
   * @throws IllegalArgumentException if it has none
   */
  ApiResponse error(Operation operation, int status) {
    JsonNode body = operation.errors().get(status);
    if (body == null) {
      throw new IllegalArgumentException(
          operation.id() + " has no documented error with status " + status);
    }
    ApiResponse answer = json(status, body);
    return status == 429
        ? answer.with("Retry-After", String.valueOf(document.retryAfterSeconds()))
        : answer;
  }

  /** 422 with every violation. */
  ApiResponse invalid(List<Violation> violations) {
    ObjectNode body = JSON.createObjectNode();
    ArrayNode detail = body.putArray("detail");
    for (Violation violation : violations) {
      detail.add(JSON.<ObjectNode>valueToTree(violation));
    }
    return json(422, body);
  }

  /** An error of the simulator's own, for what is outside the document. */
  ApiResponse problem(int status, String code, String message) {
    return json(status, JSON.createObjectNode().put("message", message).put("code", code));
  }

  private static ApiResponse json(int status, JsonNode body) {
    return new ApiResponse(
        status,
        Map.of("Content-Type", "application/json"),
        body.toString().getBytes(StandardCharsets.UTF_8));
  }
}
