package net.vimmerse.workflow.simulator.webhook;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Map;

/** Answers as told, then with 204, and remembers who called. */
final class ScriptedReceiver implements Sender {

  static final Reply ACCEPTED = new Reply.Answer(204, "");
  static final Reply BUSY = new Reply.Answer(503, "busy");

  private final Deque<Reply> script = new ArrayDeque<>();
  private final List<String> calls = Collections.synchronizedList(new ArrayList<>());

  ScriptedReceiver then(Reply reply, int times) {
    script.addAll(Collections.nCopies(times, reply));
    return this;
  }

  /** Each call as {@code delivery#attempt}. */
  List<String> calls() {
    return List.copyOf(calls);
  }

  @Override
  public Reply send(String url, Map<String, String> headers, String body) {
    calls.add(headers.get("X-Simulator-Delivery") + "#" + headers.get("X-Simulator-Attempt"));
    return script.isEmpty() ? ACCEPTED : script.pop();
  }
}
