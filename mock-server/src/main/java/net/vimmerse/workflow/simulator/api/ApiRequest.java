package net.vimmerse.workflow.simulator.api;

import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A request as it came in.
 *
 * @param method in upper case
 * @param path as sent, percent-encoding and all, without the query
 * @param query decoded values by name, the last one where a name is repeated
 * @param headers a header's first value by its name in any case; null if it was not sent
 * @param body empty if there was none; of a body that is too large, as much as shows that it is
 * @param origin how the caller reached the simulator: scheme, host and port, without a slash at the
 *     end
 */
public record ApiRequest(
    String method,
    String path,
    Map<String, String> query,
    Function<String, @Nullable String> headers,
    byte[] body,
    String origin) {

  /**
   * A request taken apart.
   *
   * @param url path and query, as sent
   * @param reachedAt scheme, host and port of the simulator, for callers that send no Host header
   */
  public static ApiRequest of(
      String method,
      String url,
      Function<String, @Nullable String> headers,
      byte[] body,
      String reachedAt) {
    String host = headers.apply("Host");
    int question = url.indexOf('?');
    return new ApiRequest(
        method,
        question < 0 ? url : url.substring(0, question),
        QueryString.parse(question < 0 ? null : url.substring(question + 1)),
        headers,
        body,
        host == null ? reachedAt : reachedAt.substring(0, reachedAt.indexOf("//") + 2) + host);
  }

  /** The first value of a header; null if it was not sent. */
  public @Nullable String header(String name) {
    return headers.apply(name);
  }
}
