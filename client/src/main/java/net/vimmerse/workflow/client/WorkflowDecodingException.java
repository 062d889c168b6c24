package net.vimmerse.workflow.client;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Thrown if a successful response cannot be decoded: its body is not JSON, is truncated, or lacks
 * the workflow. If a create request fails with this exception, the workflow has probably been
 * created.
 */
public final class WorkflowDecodingException extends WorkflowException {
  private static final long serialVersionUID = 1L;

  private final BufferedResponse response;

  WorkflowDecodingException(String problem, BufferedResponse response, @Nullable Throwable cause) {
    super(response.request + " returned " + response.status + ", but " + problem, cause);
    this.response = response;
  }

  /**
   * Returns the exception for a response, for fakes of the client in tests.
   *
   * @param request the beginning of the message, such as a method and a path
   */
  public static WorkflowDecodingException of(
      String request, int status, Map<String, List<String>> headers, String body) {
    BufferedResponse response = new BufferedResponse(request, status, headers, body);
    return new WorkflowDecodingException("its body is invalid", response, null);
  }

  /** Returns the method and path of the request, without the query. */
  public String request() {
    return response.request;
  }

  /** Returns the HTTP status. */
  public int status() {
    return response.status;
  }

  /**
   * Returns the id of the workflow in the body, which may be invalid after it; null if there is
   * none. A workflow that a create request names here has been created: wait for it by this id.
   */
  public @Nullable String workflowId() {
    return TruncatedResponseException.workflowId(response.body);
  }

  /** Returns an unmodifiable map of the response headers. Names are case-insensitive. */
  public Map<String, List<String>> headers() {
    return response.headers();
  }

  /** Returns the response body as received; empty if there is none. */
  public String body() {
    return response.body;
  }
}
