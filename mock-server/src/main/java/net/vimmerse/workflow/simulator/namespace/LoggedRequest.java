package net.vimmerse.workflow.simulator.namespace;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Records a request and its response. Bodies are cut to {@value #MAX_BODY_LENGTH} characters.
 *
 * @param number the position in the log of its namespace, from 1
 * @param at the time by the clock of its namespace
 * @param operation the operationId
 * @param method in upper case
 * @param path as sent
 * @param query decoded values by name
 * @param headers by name: those needed to repeat the request, without the API key
 * @param body empty if there was none
 * @param status the response status
 * @param responseHeaders by name
 * @param response the response body; empty if there was none
 * @param durationMs how long the response took, in milliseconds of real time, delays by faults
 *     included
 * @param note explains what the simulator did beyond the contract; null if nothing
 */
public record LoggedRequest(
    long number,
    Instant at,
    String operation,
    String method,
    String path,
    Map<String, String> query,
    Map<String, String> headers,
    String body,
    int status,
    Map<String, String> responseHeaders,
    String response,
    long durationMs,
    @Nullable String note) {

  /** The length to which bodies are cut, in characters. */
  public static final int MAX_BODY_LENGTH = 16_384;

  public LoggedRequest {
    query = copy(query);
    headers = copy(headers);
    body = truncate(body);
    responseHeaders = copy(responseHeaders);
    response = truncate(response);
  }

  /** Returns a copy with another number. */
  public LoggedRequest withNumber(long other) {
    return new LoggedRequest(
        other,
        at,
        operation,
        method,
        path,
        query,
        headers,
        body,
        status,
        responseHeaders,
        response,
        durationMs,
        note);
  }

  /** Tests whether the request addressed or created the workflow with this id. */
  public boolean isAbout(String workflowId) {
    return path.endsWith("/" + workflowId) || response.contains("\"id\":\"" + workflowId + "\"");
  }

  private static Map<String, String> copy(Map<String, String> map) {
    return Collections.unmodifiableMap(new LinkedHashMap<>(map));
  }

  private static String truncate(String text) {
    return text.length() <= MAX_BODY_LENGTH ? text : text.substring(0, MAX_BODY_LENGTH);
  }
}
