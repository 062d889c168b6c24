package net.vimmerse.workflow.simulator.api;

import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import net.vimmerse.workflow.simulator.world.FaultEffect.Breakage;
import org.jspecify.annotations.Nullable;

/**
 * An answer.
 *
 * @param headers by name, Content-Type among them if there is a body
 * @param delay how long to wait, in real time, before it is sent
 * @param breakage how it is to be spoilt on its way; null if it is not
 */
public record ApiResponse(
    int status,
    Map<String, String> headers,
    byte[] body,
    Duration delay,
    @Nullable Breakage breakage) {

  /** Says why the simulator answered as it did, where that is not the caller's doing alone. */
  public static final String NOTE = "X-Simulator-Note";

  private static final int LONGEST_NOTE = 1000;
  private static final String LENGTH = "Content-Length";

  public ApiResponse {
    headers = new LinkedHashMap<>(headers);
  }

  /** An answer that arrives at once, and whole. */
  public ApiResponse(int status, Map<String, String> headers, byte[] body) {
    this(status, headers, body, Duration.ZERO, null);
  }

  /** The same answer with a note, after those that it has. What no header can carry becomes a ?. */
  public ApiResponse note(String text) {
    String known = headers.containsKey(NOTE) ? headers.get(NOTE) + "; " : "";
    String printable = (known + text).replaceAll("[^\\x20-\\x7e]", "?");
    return with(NOTE, printable.substring(0, Math.min(printable.length(), LONGEST_NOTE)));
  }

  /** What HEAD gets: the same answer with the length of its body in place of the body. */
  public ApiResponse headersOnly() {
    return with(LENGTH, String.valueOf(body.length)).withBody(new byte[0]);
  }

  /** The same answer, later, and spoilt. */
  ApiResponse disturbed(Duration longer, @Nullable Breakage broken) {
    ApiResponse answer = this;
    if (broken == Breakage.TRUNCATE) {
      answer = with(LENGTH, String.valueOf(body.length)).withBody(firstHalf());
    } else if (broken == Breakage.MALFORMED) {
      answer = withBody(firstHalf());
    }
    return new ApiResponse(answer.status, answer.headers, answer.body, longer, broken);
  }

  /** The same answer with one more header. */
  public ApiResponse with(String name, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(name, value);
    return new ApiResponse(status, more, body, delay, breakage);
  }

  private byte[] firstHalf() {
    return Arrays.copyOf(body, body.length / 2);
  }

  private ApiResponse withBody(byte[] other) {
    return new ApiResponse(status, headers, other, delay, breakage);
  }
}
