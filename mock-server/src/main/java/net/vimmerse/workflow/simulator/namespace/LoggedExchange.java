package net.vimmerse.workflow.simulator.namespace;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import net.vimmerse.workflow.simulator.webhook.WebhookUrl;
import org.jspecify.annotations.Nullable;

/**
 * Holds a request and its response as they are, as few of the logged requests are ever read. The
 * maps and arrays must not change any more; of large arrays, only the part that is logged is kept.
 *
 * @param at the time by the clock of the namespace
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
public record LoggedExchange(
    Instant at,
    String operation,
    String method,
    String path,
    Map<String, String> query,
    Map<String, String> headers,
    byte[] body,
    int status,
    Map<String, String> responseHeaders,
    byte[] response,
    long durationMs,
    @Nullable String note) {

  /** A character takes at most three bytes, and a pair of two takes four. */
  private static final int MAX_BODY_BYTES = 3 * LoggedRequest.MAX_BODY_LENGTH;

  private static final int BYTES_WITHOUT_TEXT = 512;
  private static final int BYTES_PER_ENTRY = 150;

  public LoggedExchange {
    body = cut(body);
    response = cut(response);
  }

  private static byte[] cut(byte[] body) {
    return body.length <= MAX_BODY_BYTES ? body : Arrays.copyOf(body, MAX_BODY_BYTES);
  }

  /** Returns the texts to read, without the secrets of webhook URLs. */
  public LoggedRequest read(long number) {
    return new LoggedRequest(
        number,
        at,
        operation,
        method,
        path,
        query,
        headers,
        WebhookUrl.redactedIn(new String(body, StandardCharsets.UTF_8)),
        status,
        responseHeaders,
        WebhookUrl.redactedIn(new String(response, StandardCharsets.UTF_8)),
        durationMs,
        note);
  }

  /** Returns about how much memory this takes, rather more than less. */
  long bytes() {
    return BYTES_WITHOUT_TEXT
        + path.length()
        + body.length
        + response.length
        + bytes(query)
        + bytes(headers)
        + bytes(responseHeaders);
  }

  private static long bytes(Map<String, String> map) {
    long bytes = 0;
    for (Map.Entry<String, String> entry : map.entrySet()) {
      bytes += BYTES_PER_ENTRY + 2L * (entry.getKey().length() + entry.getValue().length());
    }
    return bytes;
  }
}
