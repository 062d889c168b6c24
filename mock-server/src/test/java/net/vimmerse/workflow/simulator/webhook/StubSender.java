package net.vimmerse.workflow.simulator.webhook;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Map;

/** Returns the given results in order, then 204, and records the calls. */
final class StubSender implements WebhookSender {

  static final AttemptResult ACCEPTED = new AttemptResult.Response(204, "");
  static final AttemptResult BUSY = new AttemptResult.Response(503, "busy");

  private final Deque<AttemptResult> results = new ArrayDeque<>();
  private final List<String> calls = Collections.synchronizedList(new ArrayList<>());

  StubSender then(AttemptResult result, int times) {
    results.addAll(Collections.nCopies(times, result));
    return this;
  }

  /** Returns each call as {@code delivery#attempt}. */
  List<String> calls() {
    return List.copyOf(calls);
  }

  @Override
  public AttemptResult send(String url, Map<String, String> headers, String body) {
    calls.add(headers.get("X-Simulator-Delivery") + "#" + headers.get("X-Simulator-Attempt"));
    return results.isEmpty() ? ACCEPTED : results.pop();
  }
}
