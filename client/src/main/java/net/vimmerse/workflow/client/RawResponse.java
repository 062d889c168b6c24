package net.vimmerse.workflow.client;

import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * A successful answer as it came, and what it says. Immutable.
 *
 * @param <T> what it says
 */
public final class RawResponse<T> {
  private final Answer answer;
  private final Function<Answer, T> decoder;

  RawResponse(Answer answer, Function<Answer, T> decoder) {
    this.answer = answer;
    this.decoder = decoder;
  }

  /** Makes a response, as a stand-in for the client in a test needs to. */
  public static <T> RawResponse<T> of(
      int status, Map<String, List<String>> headers, String body, T value) {
    return new RawResponse<>(new Answer("", status, headers, body), answer -> value);
  }

  /** Returns the HTTP status. */
  public int status() {
    return answer.status;
  }

  /** Returns the headers. Names are found in any case. Cannot be changed. */
  public Map<String, List<String>> headers() {
    return answer.headers();
  }

  /** Returns the body as it came; empty when there was none. */
  public String body() {
    return answer.body;
  }

  /**
   * Returns what the body says. It is read when this is called.
   *
   * @throws WorkflowDecodingException if it cannot be understood
   */
  public T value() {
    return decoder.apply(answer);
  }

  @Override
  public String toString() {
    return "RawResponse{" + answer.status + "}";
  }
}
