package net.vimmerse.workflow.client;

import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Holds a successful response: status, headers, text of the body, and the value decoded from it.
 * Immutable and thread-safe.
 *
 * @param <T> the type of the decoded value
 */
public final class RawResponse<T> {
  private final BufferedResponse response;
  private final Function<BufferedResponse, T> decoder;

  RawResponse(BufferedResponse response, Function<BufferedResponse, T> decoder) {
    this.response = response;
    this.decoder = decoder;
  }

  /** Returns a response with the given parts, for fakes of the client in tests. */
  public static <T> RawResponse<T> of(
      int status, Map<String, List<String>> headers, String body, T value) {
    return new RawResponse<>(new BufferedResponse("", status, headers, body), response -> value);
  }

  BufferedResponse buffered() {
    return response;
  }

  /** Returns the HTTP status. */
  public int status() {
    return response.status;
  }

  /** Returns an unmodifiable map of the headers. Names are case-insensitive. */
  public Map<String, List<String>> headers() {
    return response.headers();
  }

  /** Returns the body as received; empty if there is none. */
  public String body() {
    return response.body;
  }

  /**
   * Decodes the body. Each call decodes it again.
   *
   * @throws WorkflowDecodingException if the body cannot be decoded
   */
  public T value() {
    return decoder.apply(response);
  }

  @Override
  public String toString() {
    return "RawResponse{" + response.status + "}";
  }
}
