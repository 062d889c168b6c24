package net.vimmerse.workflow.client;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import okhttp3.Headers;
import org.jspecify.annotations.Nullable;

/**
 * Describes one attempt at a request to the service and its result, for logging. The API key and
 * other credentials are replaced by {@code [redacted]}. Immutable.
 *
 * @see WorkflowClientBuilder#onExchange
 */
public final class Exchange {
  private final String request;
  private final Operation operation;
  private final int attempt;
  private final Map<String, List<String>> requestHeaders;
  private final String requestBody;
  private final @Nullable BufferedResponse response;
  private final @Nullable String failure;
  private final Duration elapsed;

  Exchange(
      String request,
      Operation operation,
      int attempt,
      Headers requestHeaders,
      String requestBody,
      @Nullable BufferedResponse response,
      @Nullable String failure,
      Duration elapsed) {
    this.request = request;
    this.operation = operation;
    this.attempt = attempt;
    TreeMap<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    headers.putAll(requestHeaders.toMultimap());
    this.requestHeaders = Collections.unmodifiableMap(headers);
    this.requestBody = requestBody;
    this.response = response;
    this.failure = failure;
    this.elapsed = elapsed;
  }

  /**
   * Returns an exchange, for tests of listeners.
   *
   * @param template null for any operation but {@code createWorkflow}
   * @param response null if none was received
   * @param failure the reason why no response was received; null if one was received
   */
  public static Exchange of(
      String request,
      String operation,
      @Nullable String template,
      int attempt,
      Map<String, List<String>> requestHeaders,
      String requestBody,
      @Nullable RawResponse<?> response,
      @Nullable String failure,
      Duration elapsed) {
    return new Exchange(
        request,
        new Operation(operation, template),
        attempt,
        BufferedResponse.toHeaders(requestHeaders),
        requestBody,
        response == null ? null : response.buffered(),
        failure,
        elapsed);
  }

  /** Returns the method and path of the request, without the query. */
  public String request() {
    return request;
  }

  /** Returns the operation's id in the OpenAPI document, such as {@code createWorkflow}. */
  public String operation() {
    return operation.name;
  }

  /**
   * Returns the id of the template that a workflow is created from; null for any other operation.
   */
  public @Nullable String template() {
    return operation.template;
  }

  /** Returns the number of the attempt, from 1. */
  public int attempt() {
    return attempt;
  }

  /** Returns an unmodifiable map of the request headers. Names are case-insensitive. */
  public Map<String, List<String>> requestHeaders() {
    return requestHeaders;
  }

  /** Returns the body of the request; empty if there is none. */
  public String requestBody() {
    return requestBody;
  }

  /** Returns the HTTP status; null if no response was received. */
  public @Nullable Integer status() {
    return response == null ? null : response.status;
  }

  /**
   * Returns an unmodifiable map of the response headers; empty if no response was received. Names
   * are case-insensitive.
   */
  public Map<String, List<String>> responseHeaders() {
    return response == null ? Map.of() : response.headers();
  }

  /** Returns the body of the response; empty if there is none. */
  public String responseBody() {
    return response == null ? "" : response.body;
  }

  /** Returns the reason why no response was received; null if one was received. */
  public @Nullable String failure() {
    return failure;
  }

  /** Returns the duration of the attempt. */
  public Duration elapsed() {
    return elapsed;
  }

  /** Returns one line without headers and bodies. */
  @Override
  public String toString() {
    return request
        + (attempt > 1 ? " (attempt " + attempt + ")" : "")
        + " -> "
        + (response == null ? failure : response.status)
        + " in "
        + elapsed.toMillis()
        + " ms";
  }
}
