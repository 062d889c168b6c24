package net.vimmerse.workflow.simulator.api;

import java.util.Map;
import java.util.regex.Pattern;
import net.vimmerse.workflow.simulator.http.ApiRequest;
import org.jspecify.annotations.Nullable;

/**
 * Reads the trace of a request, in the headers of the W3C Recommendation "Trace Context". Ones that
 * do not conform are ignored, as the recommendation demands.
 */
final class TraceContext {

  private static final String PARENT = "traceparent";
  private static final String STATE = "tracestate";

  /** Any version but ff; versions after 00 may append more. Neither id may be all zeros. */
  private static final Pattern TRACEPARENT =
      Pattern.compile(
          "(?!ff)[0-9a-f]{2}-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}(-[ -~]*)?");

  /** The length that every participant must be able to pass on. */
  private static final Pattern TRACESTATE = Pattern.compile("[ -~]{1,512}");

  private static final int TRACE_ID = 3;
  private static final int TRACE_ID_END = 35;

  private TraceContext() {}

  /** Returns the headers that continue the trace of a request; null if it has none. */
  static @Nullable Map<String, String> headers(ApiRequest request) {
    String parent = parent(request);
    if (parent == null) {
      return null;
    }
    String state = request.header(STATE);
    return state != null && TRACESTATE.matcher(state).matches()
        ? Map.of(PARENT, parent, STATE, state)
        : Map.of(PARENT, parent);
  }

  /** Returns the id of the trace of a request, 32 hexadecimal digits; null if it has none. */
  static @Nullable String id(ApiRequest request) {
    String parent = parent(request);
    return parent == null ? null : parent.substring(TRACE_ID, TRACE_ID_END);
  }

  private static @Nullable String parent(ApiRequest request) {
    String parent = request.header(PARENT);
    return parent != null && parent.length() <= 200 && TRACEPARENT.matcher(parent).matches()
        ? parent
        : null;
  }
}
