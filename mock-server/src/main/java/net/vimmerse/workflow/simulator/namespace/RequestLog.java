package net.vimmerse.workflow.simulator.namespace;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Logs the latest requests of one namespace, and counts all since the log was cleared.
 *
 * <p>Thread-safe.
 */
public interface RequestLog {

  /** The maximum number of requests in a log. */
  int MAX_REQUESTS = 1_000;

  /** Logs an exchange; drops the oldest one if the log is full. */
  void add(LoggedExchange exchange);

  /** Returns a copy of the log, oldest request first. */
  List<LoggedRequest> requests();

  /**
   * Returns the number of requests since the log was cleared, including those it has dropped.
   *
   * @param operation counts the requests of one operationId; null for all
   * @param status counts the requests with one response status; null for all
   */
  long count(@Nullable String operation, @Nullable String status);

  /** Returns a text that changes with the log. */
  String revision();

  /** Returns the real time of the latest request, also if it was cleared; empty if none. */
  Optional<Instant> lastAdded();

  /** Tests whether requests were dropped because the logs of all namespaces were too large. */
  boolean isShortened();

  /** Clears the log and its counts. */
  void clear();
}
