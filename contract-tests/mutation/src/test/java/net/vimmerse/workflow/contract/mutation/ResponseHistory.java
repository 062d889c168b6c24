package net.vimmerse.workflow.contract.mutation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import net.vimmerse.workflow.contract.mutation.HttpMessages.ReceivedResponse;

/** The responses that a mutant remembers, by workflow id. */
final class ResponseHistory {
  private final Map<String, ReceivedResponse> first = new ConcurrentHashMap<>();
  private final Map<String, ReceivedResponse> last = new ConcurrentHashMap<>();
  private final Map<String, String> owners = new ConcurrentHashMap<>();
  private final Map<String, AtomicInteger> counts = new ConcurrentHashMap<>();

  /** Remembers a response, and returns it. */
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

  /** Returns the first response about a workflow; the given one when there was none. */
  ReceivedResponse first(String id, ReceivedResponse other) {
    return first.getOrDefault(id, other);
  }

  /** Returns the latest response about a workflow; the given one when there was none. */
  ReceivedResponse last(String id, ReceivedResponse other) {
    return last.getOrDefault(id, other);
  }

  /** Returns the latest known state of a workflow; a missing node when there is none. */
  JsonNode workflow(String id) {
    ReceivedResponse response = last.get(id);
    return response == null ? MissingNode.getInstance() : response.workflow();
  }

  /** Returns the owner of a workflow; the given key when it is unknown. */
  String owner(String id, String other) {
    return owners.getOrDefault(id, other);
  }

  /** Returns how often this was called before with the same text. */
  int count(String text) {
    return counts.computeIfAbsent(text, it -> new AtomicInteger()).getAndIncrement();
  }
}
