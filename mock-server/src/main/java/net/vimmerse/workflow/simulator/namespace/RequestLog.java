package net.vimmerse.workflow.simulator.namespace;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongFunction;

/** Logs the latest requests of one namespace. Thread-safe. */
public final class RequestLog {

  private static final int MAX_REQUESTS = 1_000;

  private final ArrayDeque<LoggedRequest> requests = new ArrayDeque<>();
  private long lastNumber;

  /**
   * Logs a request; drops the oldest one if the log is full.
   *
   * @param request creates the entry with the given number
   */
  public synchronized void add(LongFunction<LoggedRequest> request) {
    if (requests.size() == MAX_REQUESTS) {
      requests.removeFirst();
    }
    lastNumber++;
    requests.addLast(request.apply(lastNumber));
  }

  /** Returns a copy of the log, oldest request first. */
  public synchronized List<LoggedRequest> requests() {
    return new ArrayList<>(requests);
  }

  /** Clears the log. */
  public synchronized void clear() {
    requests.clear();
  }
}
