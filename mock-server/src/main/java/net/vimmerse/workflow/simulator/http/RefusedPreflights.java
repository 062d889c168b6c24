package net.vimmerse.workflow.simulator.http;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Logs the CORS preflights to the Workflow API that were refused. They carry no API key, so they
 * belong to no namespace.
 *
 * <p>Thread-safe.
 */
public final class RefusedPreflights {

  private static final int MAX_PREFLIGHTS = 50;

  private final Deque<Preflight> latest = new ArrayDeque<>();
  private long count;

  /**
   * Describes a preflight that was refused.
   *
   * @param at the real time
   * @param origin the origin of the page
   * @param method the method of the request that the page wanted to send
   * @param reason why it was refused, and how to permit it
   */
  public record Preflight(Instant at, String origin, String method, String path, String reason) {}

  /** Logs a request if it is a preflight, which the caller has not permitted. */
  public void add(ApiRequest request) {
    String origin = request.header("Origin");
    String method = request.header("Access-Control-Request-Method");
    if (request.method().equals("OPTIONS") && origin != null && method != null) {
      String reason =
          "Pages of "
              + origin
              + " must not call the Workflow API; --cors-origins permits them, and so does --cors.";
      add(new Preflight(Instant.now(), origin, method, request.path(), reason));
    }
  }

  private synchronized void add(Preflight preflight) {
    if (latest.size() == MAX_PREFLIGHTS) {
      latest.removeFirst();
    }
    latest.addLast(preflight);
    count++;
  }

  /** Returns a copy of the log, oldest first. */
  public synchronized List<Preflight> latest() {
    return new ArrayList<>(latest);
  }

  /** Returns the number of refused preflights, those no longer kept included. */
  public synchronized long count() {
    return count;
  }

  /** Clears the log and its count. */
  public synchronized void clear() {
    latest.clear();
    count = 0;
  }
}
