package net.vimmerse.workflow.simulator.namespace;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Logs the latest requests of one namespace, and counts all since the log was cleared.
 *
 * <p>Thread-safe.
 */
public final class RequestLog {

  private static final int MAX_REQUESTS = 1_000;

  private final RequestLogBudget budget;
  private final ArrayDeque<LoggedRequest> requests = new ArrayDeque<>();
  private final Map<Kind, Long> counts = new HashMap<>();
  private long lastNumber;
  private boolean outOfMemory;

  RequestLog(RequestLogBudget budget) {
    this.budget = budget;
  }

  /**
   * Logs a request; drops the oldest ones if the log is full.
   *
   * @param request creates the entry with the given number
   */
  public void add(LongFunction<LoggedRequest> request) {
    long change;
    synchronized (this) {
      change = requests.size() == MAX_REQUESTS ? -requests.removeFirst().bytes() : 0;
      lastNumber++;
      LoggedRequest added = request.apply(lastNumber);
      requests.addLast(added);
      counts.merge(new Kind(added.operation(), added.status()), 1L, Long::sum);
      change += added.bytes();
    }
    budget.changed(this, change);
  }

  /** Returns a copy of the log, oldest request first. */
  public synchronized List<LoggedRequest> requests() {
    return new ArrayList<>(requests);
  }

  /**
   * Returns the number of requests since the log was cleared, including those it has dropped.
   *
   * @param operation counts the requests of one operationId; null for all
   * @param status counts the requests with one response status; null for all
   */
  public synchronized long count(@Nullable String operation, @Nullable String status) {
    return counts.entrySet().stream()
        .filter(
            count ->
                (operation == null || operation.equals(count.getKey().operation))
                    && (status == null || status.equals(String.valueOf(count.getKey().status))))
        .mapToLong(Map.Entry::getValue)
        .sum();
  }

  /** Tests whether requests were dropped because the logs of all namespaces were too large. */
  public synchronized boolean isShortened() {
    return outOfMemory;
  }

  /** Clears the log and its counts. */
  public void clear() {
    long freed;
    synchronized (this) {
      freed = bytes();
      requests.clear();
      counts.clear();
      outOfMemory = false;
    }
    budget.changed(this, -freed);
  }

  /** Drops the oldest requests to free a number of bytes; returns how many were freed. */
  synchronized long drop(long bytes) {
    long freed = 0;
    while (freed < bytes && !requests.isEmpty()) {
      freed += requests.removeFirst().bytes();
      outOfMemory = true;
    }
    return freed;
  }

  private long bytes() {
    return requests.stream().mapToLong(LoggedRequest::bytes).sum();
  }

  private record Kind(String operation, int status) {}
}
