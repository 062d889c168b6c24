package net.vimmerse.workflow.simulator.namespace;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Logs the latest requests of one namespace, and counts all since the log was cleared.
 *
 * <p>Thread-safe.
 */
public final class RequestLog {

  private static final int MAX_REQUESTS = 1_000;

  private final RequestLogBudget budget;
  private final ArrayDeque<Entry> requests = new ArrayDeque<>();
  private final Map<Kind, Long> counts = new HashMap<>();
  private long lastNumber;
  private boolean outOfMemory;
  private @Nullable Instant lastAdded;

  RequestLog(RequestLogBudget budget) {
    this.budget = budget;
  }

  /** Logs an exchange; drops the oldest one if the log is full. */
  public void add(LoggedExchange exchange) {
    long bytes = exchange.bytes();
    long change = bytes;
    Kind kind = new Kind(exchange.operation(), exchange.status());
    synchronized (this) {
      if (requests.size() == MAX_REQUESTS) {
        change -= requests.removeFirst().bytes;
      }
      lastNumber++;
      requests.addLast(new Entry(lastNumber, exchange, bytes));
      lastAdded = Instant.now();
      counts.merge(kind, 1L, Long::sum);
    }
    budget.changed(this, change);
  }

  /** Returns a copy of the log, oldest request first. */
  public List<LoggedRequest> requests() {
    List<Entry> copy;
    synchronized (this) {
      copy = new ArrayList<>(requests);
    }
    return copy.stream().map(entry -> entry.exchange.read(entry.number)).toList();
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

  /** Returns a text that changes with the log. */
  public synchronized String revision() {
    return lastNumber + "-" + requests.size();
  }

  /** Returns the real time of the latest request, also if it was cleared; null if none. */
  synchronized @Nullable Instant lastAdded() {
    return lastAdded;
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
      freed += requests.removeFirst().bytes;
      outOfMemory = true;
    }
    return freed;
  }

  synchronized long bytes() {
    return requests.stream().mapToLong(Entry::bytes).sum();
  }

  private record Entry(long number, LoggedExchange exchange, long bytes) {}

  private record Kind(String operation, int status) {}
}
