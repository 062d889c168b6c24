package net.vimmerse.workflow.simulator.http;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** Allows pages of any origin to call the simulator and to read its responses. */
public final class Cors {

  private static final String EXPOSED =
      "X-Simulator-Note, Retry-After, Allow, Accept-Ranges, Content-Length, Content-Range, ETag";

  private Cors() {}

  /** Returns a copy that any page can read. */
  public static ApiResponse expose(ApiResponse response) {
    return response
        .withHeader("Access-Control-Allow-Origin", "*")
        .withHeader("Access-Control-Expose-Headers", EXPOSED)
        .withHeader("Cross-Origin-Resource-Policy", "cross-origin");
  }

  /** Returns the response to OPTIONS, preflight or not. */
  static ApiResponse preflight(ApiRequest request, Set<String> methods) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("Allow", String.join(", ", methods));
    headers.put("Access-Control-Allow-Methods", String.join(", ", methods));
    String asked = request.header("Access-Control-Request-Headers");
    headers.put("Access-Control-Allow-Headers", asked == null ? "*" : asked);
    headers.put("Access-Control-Max-Age", "600");
    if ("true".equals(request.header("Access-Control-Request-Private-Network"))) {
      headers.put("Access-Control-Allow-Private-Network", "true");
    }
    headers.put("Vary", "Access-Control-Request-Headers, Access-Control-Request-Private-Network");
    return new ApiResponse(204, headers, new byte[0]);
  }
}
