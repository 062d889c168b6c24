package net.vimmerse.workflow.simulator.api;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * An answer.
 *
 * @param headers by name, Content-Type among them if there is a body
 */
public record ApiResponse(int status, Map<String, String> headers, byte[] body) {

  /** Says why the simulator answered as it did, where that is not the caller's doing alone. */
  public static final String NOTE = "X-Simulator-Note";

  private static final int LONGEST_NOTE = 1000;

  public ApiResponse {
    headers = new LinkedHashMap<>(headers);
  }

  /** The same answer with a note, after those that it has. What no header can carry becomes a ?. */
  public ApiResponse note(String text) {
    String known = headers.containsKey(NOTE) ? headers.get(NOTE) + "; " : "";
    String printable = (known + text).replaceAll("[^\\x20-\\x7e]", "?");
    return with(NOTE, printable.substring(0, Math.min(printable.length(), LONGEST_NOTE)));
  }

  /** What HEAD gets: the same answer with the length of its body in place of the body. */
  ApiResponse headersOnly() {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put("Content-Length", String.valueOf(body.length));
    return new ApiResponse(status, more, new byte[0]);
  }

  /** The same answer with one more header. */
  public ApiResponse with(String name, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(name, value);
    return new ApiResponse(status, more, body);
  }
}
