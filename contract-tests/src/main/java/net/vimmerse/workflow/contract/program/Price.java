package net.vimmerse.workflow.contract.program;

/**
 * What it may cost to put something to a server.
 *
 * @param calls requests: of a case as many, of a sequence at most
 * @param credits credits, at most
 */
record Price(long calls, long credits) {
  static final Price NOTHING = new Price(0, 0);

  Price plus(Price other) {
    return new Price(calls + other.calls, credits + other.credits);
  }

  Price minus(Price other) {
    return new Price(calls - other.calls, credits - other.credits);
  }
}
