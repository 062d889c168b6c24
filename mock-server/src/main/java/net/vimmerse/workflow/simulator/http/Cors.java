package net.vimmerse.workflow.simulator.http;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Decides which web pages may read responses. Immutable.
 *
 * @param anyOrigin whether pages of every origin may; without credentials then
 * @param origins the origins whose pages may, with credentials
 */
public record Cors(boolean anyOrigin, Set<String> origins) {

  private static final String ALLOW_ORIGIN = "Access-Control-Allow-Origin";
  private static final String EXPOSED =
      "X-Simulator-Note, Retry-After, Allow, Accept-Ranges, Content-Length, Content-Range, ETag";

  private static final Map<String, String> ANY_ORIGIN = readableByAll();

  public Cors {
    origins = Set.copyOf(origins);
  }

  /** Permits pages of every origin. */
  public static Cors ofAnyOrigin() {
    return new Cors(true, Set.of());
  }

  /** Permits pages of these origins; none if empty. */
  public static Cors of(Set<String> origins) {
    return new Cors(false, origins);
  }

  /**
   * Returns the headers of a response.
   *
   * @param origin the Origin header of the request; null if it has none
   */
  public Map<String, String> headers(@Nullable String origin) {
    if (anyOrigin) {
      return ANY_ORIGIN;
    }
    Map<String, String> headers = new LinkedHashMap<>();
    if (!origins.isEmpty()) {
      headers.put(ApiResponse.VARY, "Origin");
    }
    if (origin != null && origins.contains(origin)) {
      headers.put(ALLOW_ORIGIN, origin);
      headers.put("Access-Control-Allow-Credentials", "true");
      addReadable(headers);
    }
    return headers;
  }

  private static Map<String, String> readableByAll() {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put(ALLOW_ORIGIN, "*");
    addReadable(headers);
    return Collections.unmodifiableMap(headers);
  }

  private static void addReadable(Map<String, String> headers) {
    headers.put("Access-Control-Expose-Headers", EXPOSED);
    headers.put("Cross-Origin-Resource-Policy", "cross-origin");
  }

  /** Returns a response with the headers for a request. */
  public ApiResponse apply(ApiRequest request, ApiResponse response) {
    if (anyOrigin) {
      return response.withHeaders(ANY_ORIGIN);
    }
    Map<String, String> headers = new LinkedHashMap<>(headers(request.header("Origin")));
    String vary = headers.remove(ApiResponse.VARY);
    ApiResponse readable = response.withHeaders(headers);
    return vary == null ? readable : readable.withVary(vary);
  }

  /** Returns the response to a preflight of a permitted page; empty for any other request. */
  public Optional<ApiResponse> preflight(ApiRequest request) {
    if (!request.method().equals("OPTIONS")
        || request.header("Access-Control-Request-Method") == null) {
      return Optional.empty();
    }
    Map<String, String> headers = new LinkedHashMap<>(headers(request.header("Origin")));
    if (!headers.containsKey(ALLOW_ORIGIN)) {
      return Optional.empty();
    }
    headers.put("Access-Control-Allow-Methods", "GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS");
    String asked = request.header("Access-Control-Request-Headers");
    headers.put("Access-Control-Allow-Headers", asked == null ? "*" : asked);
    headers.put("Access-Control-Max-Age", "600");
    if ("true".equals(request.header("Access-Control-Request-Private-Network"))) {
      headers.put("Access-Control-Allow-Private-Network", "true");
    }
    headers.put(
        ApiResponse.VARY,
        "Origin, Access-Control-Request-Headers, Access-Control-Request-Private-Network");
    return Optional.of(new ApiResponse(204, headers, new byte[0]));
  }
}
