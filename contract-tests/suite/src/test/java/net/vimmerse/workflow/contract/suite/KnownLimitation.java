package net.vimmerse.workflow.contract.suite;

import java.util.function.Predicate;
import net.vimmerse.workflow.contract.cases.Case;
import net.vimmerse.workflow.contract.cases.Expectation;

/**
 * Cases that another vendor's server cannot pass. Each of them must fail: one that passes no longer
 * needs an exemption.
 *
 * @param reason why they cannot pass
 * @param cases selects them
 */
record KnownLimitation(String reason, Predicate<Case> cases) {

  /** Returns the cases that violate a keyword. */
  static Predicate<Case> rejected(String keyword) {
    return one ->
        one.subject().keyword().equals(keyword)
            && one.expectation() instanceof Expectation.Rejected;
  }

  /** Returns the cases with this description, of any operation and template. */
  static Predicate<Case> arrived(String about, String... what) {
    return one -> {
      for (String each : what) {
        if (one.name().endsWith(" " + about + ": " + each)) {
          return true;
        }
      }
      return false;
    };
  }
}
