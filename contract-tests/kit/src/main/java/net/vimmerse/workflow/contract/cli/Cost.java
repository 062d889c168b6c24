package net.vimmerse.workflow.contract.cli;

/**
 * What it may cost to put something to a server.
 *
 * @param calls requests: of a case as many, of a sequence at most
 * @param credits credits, at most
 */
record Cost(long calls, long credits) {
  static final Cost NOTHING = new Cost(0, 0);

  Cost plus(Cost other) {
    return new Cost(calls + other.calls, credits + other.credits);
  }

  Cost minus(Cost other) {
    return new Cost(calls - other.calls, credits - other.credits);
  }
}
