package net.vimmerse.workflow.contract.mutation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import net.vimmerse.workflow.contract.mutation.HttpMessages.Answered;

/** What a mutant remembers of workflows, by their ids. */
final class ResponseHistory {
  private final Map<String, Answered> first = new ConcurrentHashMap<>();
  private final Map<String, Answered> last = new ConcurrentHashMap<>();
  private final Map<String, String> owners = new ConcurrentHashMap<>();
  private final Map<String, AtomicInteger> counts = new ConcurrentHashMap<>();

  /** Takes an answer down, and returns it. */
  Answered saw(Answered answered, String key) {
    JsonNode workflow = answered.workflow();
    String id = workflow.path("id").asText();
    if (!id.isEmpty()) {
      first.putIfAbsent(id, answered);
      last.put(id, answered);
      owners.putIfAbsent(id, key);
    }
    return answered;
  }

  /** The first answer about a workflow; the other one when there was none. */
  Answered first(String id, Answered other) {
    return first.getOrDefault(id, other);
  }

  /** The latest answer about a workflow; the other one when there was none. */
  Answered last(String id, Answered other) {
    return last.getOrDefault(id, other);
  }

  /** The latest of what was seen of a workflow; a missing node when nothing was. */
  JsonNode workflow(String id) {
    Answered answered = last.get(id);
    return answered == null ? MissingNode.getInstance() : answered.workflow();
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
