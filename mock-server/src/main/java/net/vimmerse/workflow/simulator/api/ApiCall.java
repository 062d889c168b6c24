package net.vimmerse.workflow.simulator.api;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import net.vimmerse.workflow.simulator.http.ApiRequest;
import net.vimmerse.workflow.simulator.namespace.Namespace;
import net.vimmerse.workflow.simulator.openapi.JsonBody;
import net.vimmerse.workflow.simulator.openapi.Operation;
import org.jspecify.annotations.Nullable;

/**
 * A request with an API key for a documented operation.
 *
 * @param path the values of the path parameters, by name
 * @param body the parsed request body; null if the operation has none
 */
record ApiCall(
    Operation operation,
    String apiKey,
    Namespace namespace,
    Map<String, String> path,
    ApiRequest request,
    @Nullable JsonBody body) {

  /** Creates a call and parses its body. */
  ApiCall(
      Operation operation,
      String apiKey,
      Namespace namespace,
      Map<String, String> path,
      ApiRequest request) {
    this(
        operation,
        apiKey,
        namespace,
        path,
        request,
        operation.bodySchema() == null
            ? null
            : JsonBody.read(request.header("Content-Type"), request.body()));
  }

  /** Returns the body of an operation that has one, after it was validated. */
  ObjectNode json() {
    return ((JsonBody.Parsed) requireNonNull(body)).object();
  }

  /** Returns the path parameter of the operations on one workflow; empty for other operations. */
  String workflowId() {
    return workflowId(path);
  }

  /** Returns the path parameter of the operations on one workflow, given all; empty if absent. */
  static String workflowId(Map<String, String> path) {
    return path.getOrDefault("workflow_id", "");
  }
}
