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
   * for a position. An answer that has one text instead of a list of violations gives one with that
   * {@code msg()} and an empty {@code loc()}.
   *
   * @return empty if the answer has neither: {@link #getMessage} tells what it has instead. Cannot
   *     be changed
   */
  public List<ValidationError> errors() {
    return ErrorBody.validationErrors(body());
  }
}
