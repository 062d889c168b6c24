package net.vimmerse.workflow.contract.cli;

import java.util.Optional;

/** Limits the number of calls and credits of a run. Thread-safe. */
final class Budget {
  static final long UNLIMITED = Long.MAX_VALUE;

  private final long calls;
  private final long credits;
  private Cost taken = Cost.NOTHING;
  private Optional<String> stopped = Optional.empty();

  Budget(long calls, long credits) {
    this.calls = calls;
    this.credits = credits;
  }

  /** Returns true if there is any limit. */
  boolean isLimited() {
    return calls != UNLIMITED || credits != UNLIMITED;
  }

  /** Reserves a cost; returns the reason when too little is left, and then reserves nothing. */
  synchronized Optional<String> take(Cost cost) {
    if (stopped.isPresent()) {
      return stopped;
    }
    if (cost.credits() > credits - taken.credits() && cost.isUnknown()) {
      return Optional.of("has an unknown price, a placeholder in the document");
    }
    if (cost.credits() > credits - taken.credits()) {
      return Optional.of(
          "may cost %d credits, but only %d of --budget-credits are left"
              .formatted(cost.credits(), credits - taken.credits()));
    }
    if (cost.calls() > calls - taken.calls()) {
      return Optional.of(
          "may take %d calls, but only %d of --budget-calls are left"
              .formatted(cost.calls(), calls - taken.calls()));
    }
    taken = taken.plus(cost);
    return Optional.empty();
  }

  /** Rejects every further reservation for this reason, since the plan was wrong. */
  synchronized void stop(String reason) {
    stopped = Optional.of(reason);
  }

  /** Returns the reason to stop; empty as long as there is none. */
  synchronized Optional<String> stopped() {
    return stopped;
  }

  /** Releases a part of a reservation that was not used. */
  synchronized void giveBack(Cost unused) {
    taken = taken.minus(unused);
  }

  /** Returns the sum of what is reserved. */
  synchronized Cost taken() {
    return taken;
  }
}
