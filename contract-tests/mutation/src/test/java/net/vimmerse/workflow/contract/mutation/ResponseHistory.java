package net.vimmerse.workflow.contract.mutation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import net.vimmerse.workflow.contract.mutation.HttpMessages.ReceivedResponse;

/** What a mutant remembers of workflows, by their ids. */
final class ResponseHistory {
  private final Map<String, ReceivedResponse> first = new ConcurrentHashMap<>();
  private final Map<String, ReceivedResponse> last = new ConcurrentHashMap<>();
  private final Map<String, String> owners = new ConcurrentHashMap<>();
  private final Map<String, AtomicInteger> counts = new ConcurrentHashMap<>();

  /** Takes a response down, and returns it. */
  ReceivedResponse saw(ReceivedResponse response, String key) {
    JsonNode workflow = response.workflow();
    String id = workflow.path("id").asText();
    if (!id.isEmpty()) {
      first.putIfAbsent(id, response);
      last.put(id, response);
      owners.putIfAbsent(id, key);
    }
    return response;
  }

  /** The first response about a workflow; the other one when there was none. */
  ReceivedResponse first(String id, ReceivedResponse other) {
    return first.getOrDefault(id, other);
  }

  /** The latest response about a workflow; the other one when there was none. */
  ReceivedResponse last(String id, ReceivedResponse other) {
    return last.getOrDefault(id, other);
  }

  /** The latest of what was seen of a workflow; a missing node when nothing was. */
  JsonNode workflow(String id) {
    ReceivedResponse response = last.get(id);
    return response == null ? MissingNode.getInstance() : response.workflow();
  }

  /** Whose workflow it is; the other one when that is not known. */
  String owner(String id, String other) {
    return owners.getOrDefault(id, other);
  }

  /** How often this was asked before with the same text. */
  int count(String text) {
    return counts.computeIfAbsent(text, it -> new AtomicInteger()).getAndIncrement();
  }
}
