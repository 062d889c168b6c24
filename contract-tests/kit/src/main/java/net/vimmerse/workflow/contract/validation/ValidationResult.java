package net.vimmerse.workflow.contract.validation;

import java.util.List;

/**
 * An exchange and its violations.
 *
 * @param exchange the exchange
 * @param violations the violations; empty when there are none
 */
public record ValidationResult(RecordedExchange exchange, List<Violation> violations) {
  /** Returns true if there are no violations. */
  public boolean isValid() {
    return violations.isEmpty();
  }
}
