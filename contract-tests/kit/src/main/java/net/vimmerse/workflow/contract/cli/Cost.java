package net.vimmerse.workflow.contract.cli;

/**
 * The upper limit of what a case or sequence costs.
 *
 * @param calls requests; exact for a case
 * @param credits credits
 */
record Cost(long calls, long credits) {
  static final Cost NOTHING = new Cost(0, 0);

  /** Returns the sum of the known prices. */
  long knownCredits() {
    return credits % CostEstimator.UNKNOWN;
  }

  /** Returns true if a price in it is unknown. */
  boolean isUnknown() {
    return credits >= CostEstimator.UNKNOWN;
  }

  Cost plus(Cost other) {
    return new Cost(calls + other.calls, credits + other.credits);
  }

  Cost minus(Cost other) {
    return new Cost(calls - other.calls, credits - other.credits);
  }
}
