package net.vimmerse.workflow.simulator.admin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import net.vimmerse.workflow.simulator.namespace.LoggedRequest;
import net.vimmerse.workflow.simulator.namespace.RequestLog;
import net.vimmerse.workflow.simulator.snapshot.StateJson;

/** Handles the request log operations. */
final class RequestLogAdmin {

  Map<String, AdminHandler> handlers() {
    return Map.of("listRequests", this::list, "clearRequests", this::clear);
  }

  private JsonNode list(AdminCall call) {
    RequestLog log = call.requireNamespace().requests();
    List<LoggedRequest> matching =
        log.requests().stream().filter(request -> matches(request, call.query())).toList();
    int limit = call.number("limit", 100);
    ObjectNode json = JsonObjects.object().put("count", count(log, call.query(), matching.size()));
    if (log.isShortened()) {
      json.put("note", "older requests were dropped to save memory; --max-log-bytes allows more");
    }
    ArrayNode requests = json.putArray("requests");
    matching.stream()
        .skip(Math.max(0, matching.size() - limit))
        .map(StateJson::toTree)
        .forEach(requests::add);
    return json;
  }

  /**
   * Counts the requests that the log has dropped too, unless the query selects by their content.
   */
  private static long count(RequestLog log, Map<String, String> query, int matching) {
    if (query.containsKey("after")
        || query.containsKey("workflow")
        || query.containsKey("contains")) {
      return matching;
    }
    return log.count(query.get("operation"), query.get("status"));
  }

  private static boolean matches(LoggedRequest request, Map<String, String> query) {
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
