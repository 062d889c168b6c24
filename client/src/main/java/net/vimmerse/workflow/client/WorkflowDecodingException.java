package net.vimmerse.workflow.client;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The service reported success, with a body that is not what it should be: no JSON, cut short, or
 * without the workflow. When it happened while creating a workflow, the workflow was most likely
 * created.
 */
public final class WorkflowDecodingException extends WorkflowException {
  private static final long serialVersionUID = 1L;

  private final Answer answer;

  WorkflowDecodingException(String problem, Answer answer, @Nullable Throwable cause) {
    super(answer.request + " was answered with " + answer.status + ", but " + problem, cause);
    this.answer = answer;
  }

  /** Returns the method and path of the request, without the query. */
  public String request() {
    return answer.request;
  }

  /** Returns the HTTP status. */
  public int status() {
    return answer.status;
  }

  /** Returns the headers of the answer. Names are found in any case. Cannot be changed. */
  public Map<String, List<String>> headers() {
    return answer.headers();
  }

  /** Returns the body as it came; empty when there was none. */
  public String body() {
    return answer.body;
  }
}
