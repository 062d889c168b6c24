package net.vimmerse.workflow.simulator.admin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import net.vimmerse.workflow.simulator.namespace.LoggedRequest;

/** Handles the request log operations. */
final class RequestAdmin {

  Map<String, AdminHandler> handlers() {
    return Map.of("listRequests", this::list, "clearRequests", this::clear);
  }

  private JsonNode list(AdminCall call) {
    List<LoggedRequest> fitting =
        call.requireNamespace().requests().requests().stream()
            .filter(request -> fits(request, call.query()))
            .toList();
    int limit = call.number("limit", 100);
    ObjectNode json = Json.object().put("count", fitting.size());
    ArrayNode requests = json.putArray("requests");
    for (LoggedRequest request :
        fitting.subList(Math.max(0, fitting.size() - limit), fitting.size())) {
      requests.add(json(request));
    }
    return json;
  }

  private static ObjectNode json(LoggedRequest request) {
    ObjectNode json =
        Json.object()
            .put("number", request.number())
            .put("at", request.at().toString())
            .put("operation", request.operation())
            .put("method", request.method())
            .put("path", request.path());
    Json.put(json, "query", request.query());
    Json.put(json, "headers", request.headers());
    json.put("body", request.body()).put("status", request.status());
    Json.put(json, "response_headers", request.responseHeaders());
    json.put("response", request.response());
    Json.put(json, "note", request.note());
    return json;
  }

  private static boolean fits(LoggedRequest request, Map<String, String> query) {
    String operation = query.get("operation");
    String status = query.get("status");
    String text = query.get("contains");
    String workflow = query.get("workflow");
    String after = query.get("after");
    return (after == null || request.number() > Long.parseLong(after))
        && (workflow == null || request.isAbout(workflow))
        && (operation == null || operation.equals(request.operation()))
        && (status == null || status.equals(String.valueOf(request.status())))
        && (text == null || request.path().contains(text) || request.body().contains(text));
  }

  private JsonNode clear(AdminCall call) {
    call.requireNamespace().requests().clear();
    return MissingNode.getInstance();
  }
}
