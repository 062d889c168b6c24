package net.vimmerse.workflow.simulator.world;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongFunction;

/** The latest requests of one world. Thread-safe. */
public final class RequestLog {

  private static final int LONGEST = 1_000;

  private final ArrayDeque<LoggedRequest> requests = new ArrayDeque<>();
  private long lastNumber;

  /**
   * Writes a request down; the oldest is dropped when there are too many.
   *
   * @param request makes it of its number
   */
  public synchronized void add(LongFunction<LoggedRequest> request) {
    if (requests.size() == LONGEST) {
      requests.removeFirst();
    }
    lastNumber++;
    requests.addLast(request.apply(lastNumber));
  }

  /** What is in the log, the oldest first; a copy. */
  public synchronized List<LoggedRequest> requests() {
    return new ArrayList<>(requests);
  }

  /** Forgets every request. */
  public synchronized void clear() {
    requests.clear();
  }
}
