package net.vimmerse.workflow.client;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import okhttp3.Headers;
import org.jspecify.annotations.Nullable;

/**
 * One attempt at one request to the service and what came of it, for a log. The API key and other
 * credentials are replaced by {@code [redacted]} throughout. Immutable.
 *
 * @see WorkflowClientBuilder#onExchange
 */
public final class Exchange {
  private final String request;
  private final int attempt;
  private final Map<String, List<String>> requestHeaders;
  private final String requestBody;
  private final @Nullable Answer answer;
  private final @Nullable String failure;
  private final Duration elapsed;

  Exchange(
      String request,
      int attempt,
      Headers requestHeaders,
      String requestBody,
      @Nullable Answer answer,
      @Nullable String failure,
      Duration elapsed) {
    this.request = request;
    this.attempt = attempt;
    TreeMap<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    headers.putAll(requestHeaders.toMultimap());
    this.requestHeaders = Collections.unmodifiableMap(headers);
    this.requestBody = requestBody;
    this.answer = answer;
    this.failure = failure;
    this.elapsed = elapsed;
  }

  /** Returns the method and path of the request, without the query. */
  public String request() {
    return request;
  }

  /** Returns the number of the attempt, from 1. */
  public int attempt() {
    return attempt;
  }

  /** Returns the headers that the client set. Names are found in any case. Cannot be changed. */
  public Map<String, List<String>> requestHeaders() {
    return requestHeaders;
  }

  /** Returns the body that was sent; empty when there was none. */
  public String requestBody() {
    return requestBody;
  }

  /** Returns the HTTP status; null when there was no answer. */
  public @Nullable Integer status() {
    return answer == null ? null : answer.status;
  }

  /** Returns the headers of the answer. Names are found in any case. Cannot be changed. */
  public Map<String, List<String>> responseHeaders() {
    return answer == null ? Map.of() : answer.headers();
  }

  /** Returns the body of the answer; empty when there was none. */
  public String responseBody() {
    return answer == null ? "" : answer.body;
  }

  /** Returns why there was no answer; null when there was one. */
  public @Nullable String failure() {
    return failure;
  }

  /** Returns how long the attempt took. */
  public Duration elapsed() {
    return elapsed;
  }

  /** Returns one line without headers and bodies. */
  @Override
  public String toString() {
    return request
        + (attempt > 1 ? " (attempt " + attempt + ")" : "")
        + " -> "
        + (answer == null ? failure : answer.status)
        + " in "
        + elapsed.toMillis()
        + " ms";
  }
}
