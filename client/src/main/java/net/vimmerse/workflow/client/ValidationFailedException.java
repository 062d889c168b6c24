package net.vimmerse.workflow.client;

import java.util.List;
import net.vimmerse.workflow.client.model.ValidationError;

/** Status 422: the request does not fit what the service accepts. */
public final class ValidationFailedException extends WorkflowApiException {
  private static final long serialVersionUID = 1L;

  ValidationFailedException(Answer answer) {
    super(answer);
  }

  /**
   * Returns every violation that the service names. The items of {@code loc()} are String, or Long
   * for a position.
   *
   * @return empty if the answer has no list of them: {@link #getMessage} tells what it has instead.
   *     Cannot be changed
   */
  public List<ValidationError> errors() {
    return ErrorBody.validationErrors(body());
  }
}
