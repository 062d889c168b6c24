package net.vimmerse.workflow.simulator.api;

import java.util.Map;
import net.vimmerse.workflow.simulator.http.ApiRequest;
import net.vimmerse.workflow.simulator.namespace.Namespace;
import net.vimmerse.workflow.simulator.openapi.JsonBody;
import net.vimmerse.workflow.simulator.openapi.Operation;
import org.jspecify.annotations.Nullable;

/** A request with an API key for a documented operation. Used by one thread. */
final class ApiCall {

  private final Operation operation;
  private final String apiKey;
  private final Namespace namespace;
  private final Map<String, String> path;
  private final ApiRequest request;
  private @Nullable JsonBody body;

  /**
   * Creates a call.
   *
   * @param path the values of the path parameters, by name
   */
  ApiCall(
      Operation operation,
      String apiKey,
      Namespace namespace,
      Map<String, String> path,
      ApiRequest request) {
    this.operation = operation;
    this.apiKey = apiKey;
    this.namespace = namespace;
    this.path = path;
    this.request = request;
  }

  Operation operation() {
    return operation;
  }

  String apiKey() {
    return apiKey;
  }

  Namespace namespace() {
    return namespace;
  }

  Map<String, String> path() {
    return path;
  }

  ApiRequest request() {
    return request;
  }

  /** Returns the request body, parsed once, when it is first needed. */
  JsonBody body() {
    JsonBody parsed = body;
    if (parsed == null) {
      parsed = JsonBody.read(request.header("Content-Type"), request.body());
      body = parsed;
    }
    return parsed;
  }

  /** Returns the path parameter of the operations on one workflow; empty for other operations. */
  String workflowId() {
    return path.getOrDefault("workflow_id", "");
  }
}
