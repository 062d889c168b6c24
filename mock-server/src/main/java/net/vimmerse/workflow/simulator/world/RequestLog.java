package net.vimmerse.workflow.simulator.world;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The latest requests of one world. Thread-safe. */
public final class RequestLog {

  private static final int LONGEST = 1_000;
  private static final int LONGEST_BODY = 4_096;

  private final ArrayDeque<LoggedRequest> requests = new ArrayDeque<>();
  private long lastNumber;

  /** Writes a request down; the oldest is dropped when there are too many. */
  public synchronized void add(
      Instant at,
      String operation,
      String method,
      String path,
      int status,
      @Nullable String note,
      String body) {
    if (requests.size() == LONGEST) {
      requests.removeFirst();
    }
    lastNumber++;
    String kept = body.length() <= LONGEST_BODY ? body : body.substring(0, LONGEST_BODY);
    requests.addLast(
        new LoggedRequest(lastNumber, at, operation, method, path, status, note, kept));
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
