package net.vimmerse.workflow.simulator.namespace;

import java.time.Instant;
import java.util.AbstractList;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Keeps a request log in memory. Thread-safe. */
final class MemoryRequestLog implements RequestLog {

  private final RequestLogBudget budget;
  private final ArrayDeque<Entry> requests = new ArrayDeque<>();

  /** By operation, then by status. */
  private final Map<String, Map<Integer, Long>> counts = new HashMap<>();

  private long lastNumber;
  private boolean outOfMemory;
  private @Nullable Instant lastAdded;

  MemoryRequestLog(RequestLogBudget budget) {
    this.budget = budget;
  }

  @Override
  public void add(LoggedExchange exchange) {
    long bytes = exchange.bytes();
    long change = bytes;
    synchronized (this) {
      if (requests.size() == MAX_REQUESTS) {
        change -= requests.removeFirst().bytes;
      }
      lastNumber++;
      requests.addLast(new Entry(lastNumber, exchange, bytes));
      lastAdded = Instant.now();
      counts
          .computeIfAbsent(exchange.operation(), operation -> new HashMap<>())
          .merge(exchange.status(), 1L, Long::sum);
    }
    budget.changed(this, change);
  }

  @Override
  public List<LoggedRequest> requests() {
    List<Entry> copy;
    synchronized (this) {
      copy = new ArrayList<>(requests);
    }
    // Reads each when it is asked for, as all texts together take much memory.
    return new AbstractList<>() {
      @Override
      public LoggedRequest get(int index) {
        Entry entry = copy.get(index);
        return entry.exchange.read(entry.number);
      }

      @Override
      public int size() {
        return copy.size();
      }
    };
  }

  @Override
  public synchronized long count(@Nullable String operation, @Nullable String status) {
    return counts.entrySet().stream()
        .filter(it -> operation == null || operation.equals(it.getKey()))
        .flatMap(it -> it.getValue().entrySet().stream())
        .filter(it -> status == null || status.equals(String.valueOf(it.getKey())))
        .mapToLong(Map.Entry::getValue)
        .sum();
  }

  @Override
  public synchronized String revision() {
    return lastNumber + "-" + requests.size();
  }

  @Override
  public synchronized Optional<Instant> lastAdded() {
    return Optional.ofNullable(lastAdded);
  }

  @Override
  public synchronized boolean isShortened() {
    return outOfMemory;
  }

  @Override
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
}
