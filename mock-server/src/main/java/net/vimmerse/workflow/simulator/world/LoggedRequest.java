package net.vimmerse.workflow.simulator.world;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request that was answered, and its answer. Of a body, the first {@value #LONGEST_BODY}
 * characters are kept.
 *
 * @param number its place in its world's log, from 1
 * @param at when, by its world's clock
 * @param operation the operationId
 * @param method in upper case
 * @param path as sent
 * @param query decoded values by name
 * @param headers those that say what the request means, by name; never the key
 * @param body what was sent; empty if nothing was
 * @param status what it was answered with
 * @param responseHeaders by name
 * @param response what was sent back; empty if nothing was
 * @param note why, where that is not the caller's doing alone; null otherwise
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
    @Nullable String note) {

  /** How many characters of a body are kept. */
  public static final int LONGEST_BODY = 16_384;

  public LoggedRequest {
    query = copy(query);
    headers = copy(headers);
    body = cut(body);
    responseHeaders = copy(responseHeaders);
    response = cut(response);
  }

  /** Whether it asked for the workflow with this id, or created it. */
  public boolean isAbout(String workflowId) {
    return path.endsWith("/" + workflowId) || response.contains("\"id\":\"" + workflowId + "\"");
  }

  private static Map<String, String> copy(Map<String, String> map) {
    return Collections.unmodifiableMap(new LinkedHashMap<>(map));
  }

  private static String cut(String text) {
    return text.length() <= LONGEST_BODY ? text : text.substring(0, LONGEST_BODY);
  }
}
