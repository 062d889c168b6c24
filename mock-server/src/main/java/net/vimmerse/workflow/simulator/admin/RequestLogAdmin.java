package net.vimmerse.workflow.simulator.admin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import net.vimmerse.workflow.simulator.namespace.LoggedRequest;
import net.vimmerse.workflow.simulator.namespace.RequestLog;
import net.vimmerse.workflow.simulator.snapshot.StateJson;

/** Handles the request log operations. */
final class RequestLogAdmin {

  /** The maximum length of all bodies in a response, which takes a few times that. */
  private static final long MAX_LENGTH = Math.max(1 << 20, Runtime.getRuntime().maxMemory() / 64);

  Map<String, AdminHandler> handlers() {
    return Map.of("listRequests", this::list, "clearRequests", this::clear);
  }

  private JsonNode list(AdminCall call) {
    RequestLog log = call.requireNamespace().requests();
    List<LoggedRequest> all = log.requests();
    int limit = call.number("limit", 100);
    int matching = 0;
    long length = 0;
    boolean isCut = false;
    ArrayDeque<LoggedRequest> latest = new ArrayDeque<>();
    for (int i = all.size() - 1; i >= 0; i--) {
      LoggedRequest request = all.get(i);
      if (!matches(request, call.query())) {
        continue;
      }
      matching++;
      if (latest.size() < limit && !isCut) {
        length += request.body().length() + request.response().length();
        isCut = length > MAX_LENGTH;
        if (!isCut) {
          latest.addFirst(request);
        }
      }
    }
    ObjectNode json = JsonObjects.object().put("count", count(log, call.query(), matching));
    if (isCut) {
      json.put("note", "only the latest requests are listed, as their bodies are large");
    } else if (log.isShortened()) {
      json.put("note", "older requests were dropped to save memory; --max-log-bytes allows more");
    }
    ArrayNode requests = json.putArray("requests");
    latest.stream().map(StateJson::toTree).forEach(requests::add);
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
