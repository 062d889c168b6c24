package net.vimmerse.workflow.contract.execution;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import net.vimmerse.workflow.contract.validation.ValidationResult;

/**
 * One reason why a case or sequence failed.
 *
 * @param kind what is wrong
 * @param cause a text that failures of the same origin share: without ids and sent values
 * @param message the failure in full, for people
 * @param exchange the exchange that shows it; empty when there was no response
 */
public record Failure(
    Kind kind, String cause, String message, Optional<ValidationResult> exchange) {

  /** The kinds of failure. */
  public enum Kind {
    /** The response violates the document; the violations of the exchange tell how. */
    RESPONSE,
    /** An error has another code than the document shows. */
    ERROR_CODE,
    /** An invalid request is accepted; the violations of the exchange tell which. */
    ACCEPTANCE,
    /** The status is another one, or the error names another location. */
    STATUS,
    /** The result is not what was sent. */
    RESULT,
    /** Anything else, such as an invariant of a sequence. */
    BEHAVIOUR
  }

  public Failure {
    requireNonNull(kind, "kind == null");
    requireNonNull(cause, "cause == null");
    requireNonNull(message, "message == null");
    requireNonNull(exchange, "exchange == null");
  }
}
