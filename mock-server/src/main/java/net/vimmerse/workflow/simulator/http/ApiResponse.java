package net.vimmerse.workflow.simulator.http;

import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import net.vimmerse.workflow.simulator.namespace.Fault;
import org.jspecify.annotations.Nullable;

/**
 * Describes a response.
 *
 * @param headers by name, including Content-Type if there is a body; must not change any more
 * @param delay the time to wait before sending it, in real time
 * @param fault how to corrupt it; null for not at all
 */
public record ApiResponse(
    int status, Map<String, String> headers, byte[] body, Duration delay, @Nullable Fault fault) {

  /** The header that explains what the simulator did beyond the contract. */
  public static final String NOTE = "X-Simulator-Note";

  private static final int MAX_NOTE_LENGTH = 1000;
  static final String VARY = "Vary";

  private static final String LENGTH = "Content-Length";

  public ApiResponse {
    headers = Collections.unmodifiableMap(headers);
  }

  /** Creates a response that is sent at once and intact. */
  public ApiResponse(int status, Map<String, String> headers, byte[] body) {
    this(status, headers, body, Duration.ZERO, null);
  }

  /**
   * Returns a copy with a note appended. Characters that a header cannot carry become question
   * marks.
   */
  public ApiResponse withNote(String text) {
    String existing = headers.containsKey(NOTE) ? headers.get(NOTE) + "; " : "";
    String printable = (existing + text).replaceAll("[^\\x20-\\x7e]", "?");
    return withHeader(NOTE, printable.substring(0, Math.min(printable.length(), MAX_NOTE_LENGTH)));
  }

  /** Returns the response to HEAD: the same headers and Content-Length, without a body. */
  public ApiResponse headersOnly() {
    return withHeader(LENGTH, String.valueOf(body.length)).withBody(new byte[0]);
  }

  /** Returns a copy that is delayed and corrupted. */
  public ApiResponse withFault(Duration delay, @Nullable Fault fault) {
    ApiResponse response = this;
    if (fault == Fault.TRUNCATE) {
      response = withHeader(LENGTH, String.valueOf(body.length)).withBody(firstHalf());
    } else if (fault == Fault.MALFORMED) {
      response = withBody(firstHalf());
    }
    return new ApiResponse(response.status, response.headers, response.body, delay, fault);
  }

  /** Returns a copy with an additional header. */
  public ApiResponse withHeader(String name, String value) {
    return withHeaders(Map.of(name, value));
  }

  /** Returns a copy with headers added, or replaced whatever the case of their names. */
  public ApiResponse withHeaders(Map<String, String> additional) {
    if (additional.isEmpty()) {
      return this;
    }
    Map<String, String> extended = new LinkedHashMap<>(headers);
    additional.forEach(
        (name, value) -> {
          extended.keySet().removeIf(name::equalsIgnoreCase);
          extended.put(name, value);
        });
    return new ApiResponse(status, extended, body, delay, fault);
  }

  /** Returns a copy that varies with the values of further request headers. */
  ApiResponse withVary(String requestHeaders) {
    String existing = headers.get(VARY);
    return withHeader(VARY, existing == null ? requestHeaders : existing + ", " + requestHeaders);
  }

  private byte[] firstHalf() {
    return Arrays.copyOf(body, body.length / 2);
  }

  private ApiResponse withBody(byte[] other) {
    return new ApiResponse(status, headers, other, delay, fault);
  }
}
