package net.vimmerse.workflow.simulator.api;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Lets a page of any origin call the simulator and read its answers. */
public final class Cors {

  private static final String EXPOSED =
      "X-Simulator-Note, Retry-After, Allow, Accept-Ranges, Content-Length, Content-Range, ETag";

  private Cors() {}

  /** {@code answer}, readable by the page that asked. */
  public static ApiResponse expose(ApiResponse answer) {
    return answer
        .with("Access-Control-Allow-Origin", "*")
        .with("Access-Control-Expose-Headers", EXPOSED)
        .with("Cross-Origin-Resource-Policy", "cross-origin");
  }

  /** The answer to a browser's question, or anyone's, what may be sent to a path. */
  static ApiResponse preflight(ApiRequest request, Set<String> methods) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("Allow", String.join(", ", methods));
    headers.put("Access-Control-Allow-Methods", String.join(", ", methods));
    String asked = request.header("Access-Control-Request-Headers");
    headers.put("Access-Control-Allow-Headers", asked == null ? "*" : asked);
    headers.put("Access-Control-Max-Age", "600");
    if (isTrue(request.header("Access-Control-Request-Private-Network"))) {
      headers.put("Access-Control-Allow-Private-Network", "true");
    }
    headers.put("Vary", "Access-Control-Request-Headers, Access-Control-Request-Private-Network");
    return new ApiResponse(204, headers, new byte[0]);
  }

  private static boolean isTrue(@Nullable String header) {
    return "true".equals(header);
  }
}
