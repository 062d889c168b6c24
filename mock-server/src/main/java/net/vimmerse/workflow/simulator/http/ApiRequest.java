package net.vimmerse.workflow.simulator.http;

import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Describes a request.
 *
 * @param method in upper case
 * @param path as sent, percent-encoded, without the query
 * @param rawQuery as sent, with its question mark; empty if there is none
 * @param query decoded values by name; the last value of a repeated name
 * @param headers returns the first value of a header by its name, in any case; null if it is absent
 * @param body empty if there was none; an oversized body is truncated just above the limit
 * @param origin the URL under which the client reached the simulator, without a trailing slash:
 *     scheme, host, port, and the beginning of the path if a proxy removed it
 */
public record ApiRequest(
    String method,
    String path,
    String rawQuery,
    Map<String, String> query,
    Function<String, @Nullable String> headers,
    byte[] body,
    String origin) {

  /**
   * Creates a request from the request line and headers.
   *
   * @param url path and query, as sent
   */
  public static ApiRequest of(
      String method,
      String url,
      Function<String, @Nullable String> headers,
      byte[] body,
      String origin) {
    int question = url.indexOf('?');
    return new ApiRequest(
        method,
        question < 0 ? url : url.substring(0, question),
        question < 0 ? "" : url.substring(question),
        QueryString.parse(question < 0 ? null : url.substring(question + 1)),
        headers,
        body,
        origin);
  }

  /** Returns the first value of a header; null if it is absent. */
  public @Nullable String header(String name) {
    return headers.apply(name);
  }
}
