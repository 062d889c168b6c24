package net.vimmerse.workflow.client;

import java.util.List;
import net.vimmerse.workflow.client.model.ValidationError;

/** Thrown for status 422: the request is invalid. */
public final class ValidationFailedException extends WorkflowApiException {
  private static final long serialVersionUID = 1L;

  ValidationFailedException(BufferedResponse response) {
    super(response);
  }

  /**
   * Returns an unmodifiable list of the validation errors in the response. Each item of {@code
   * loc()} is a String, or a Long for an index. A response with a single text instead of a list
   * yields one error with that {@code msg()} and an empty {@code loc()}; any other body yields an
   * empty list.
   */
  public List<ValidationError> errors() {
    return ErrorBodyParser.validationErrors(body());
  }
}
