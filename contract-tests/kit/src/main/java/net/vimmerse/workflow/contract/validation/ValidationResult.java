package net.vimmerse.workflow.contract.validation;

import java.util.List;

/**
 * An exchange and what the judge said of it.
 *
 * @param exchange the exchange
 * @param findings what is wrong with it; empty when it is as documented
 */
public record ValidationResult(RecordedExchange exchange, List<Violation> findings) {
  /** Whether the exchange is as documented. */
  public boolean clean() {
    return findings.isEmpty();
  }
}
