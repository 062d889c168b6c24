package net.vimmerse.workflow.client;

import java.util.List;
import java.util.Map;
import net.vimmerse.workflow.client.model.ApiError;
import org.jspecify.annotations.Nullable;

/**
 * The service answered with an error. The statuses that the service documents have classes of their
 * own; any other status is an object of this one.
 */
public class WorkflowApiException extends WorkflowException {
  private static final long serialVersionUID = 1L;

  private final Answer answer;
  private final transient @Nullable ApiError error;

  WorkflowApiException(Answer answer) {
    this(answer, ErrorBody.error(answer.body));
  }

  private WorkflowApiException(Answer answer, @Nullable ApiError error) {
    super(
        answer.request + " was answered with " + answer.status + ErrorBody.describe(answer.body),
        null);
    this.answer = answer;
    this.error = error;
  }

  /**
   * Makes the exception for a status, as a stand-in for the client in a test needs to.
   *
   * @param request what the message begins with, such as a method and a path
   */
  public static WorkflowApiException of(
      String request, int status, Map<String, List<String>> headers, String body) {
    return Failure.of(new Answer(request, status, headers, body));
  }

  /** Returns the method and path of the request, without the query. */
  public final String request() {
    return answer.request;
  }

  /** Returns the HTTP status. */
  public final int status() {
    return answer.status;
  }

  /** Returns the headers of the answer. Names are found in any case. Cannot be changed. */
  public final Map<String, List<String>> headers() {
    return answer.headers();
  }

  /** Returns the body as it came, whatever it is; empty when there was none. */
  public final String body() {
    return answer.body;
  }

  /**
   * Returns the body, read as the service's error.
   *
   * @return null if it is something else. Not kept by serialization
   */
  public final @Nullable ApiError error() {
    return error;
  }

  /**
   * Returns the service's code of the error, for programs.
   *
   * @return null if the answer has none
   */
  public final @Nullable String code() {
    return error == null ? null : error.code();
  }
}
