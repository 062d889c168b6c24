package net.vimmerse.workflow.contract.cli;

import java.util.Optional;

/** How many calls may be made and how many credits may be spent. Thread-safe. */
final class Budget {
  static final long UNLIMITED = Long.MAX_VALUE;

  private final long calls;
  private final long credits;
  private Cost taken = Cost.NOTHING;

  Budget(long calls, long credits) {
    this.calls = calls;
    this.credits = credits;
  }

  /** Whether there is any limit. */
  boolean isLimited() {
    return calls != UNLIMITED || credits != UNLIMITED;
  }

  /** Takes a price out of what is left; if it is too much, takes nothing and says so. */
  synchronized Optional<String> take(Cost price) {
    if (price.credits() > credits - taken.credits()) {
      return Optional.of(
          "may cost %d credits, and --budget-credits leaves %d"
              .formatted(price.credits(), credits - taken.credits()));
    }
    if (price.calls() > calls - taken.calls()) {
      return Optional.of(
          "may take %d calls, and --budget-calls leaves %d"
              .formatted(price.calls(), calls - taken.calls()));
    }
    taken = taken.plus(price);
    return Optional.empty();
  }

  /** Puts back what was not used after all. */
  synchronized void giveBack(Cost unused) {
    taken = taken.minus(unused);
  }

  /** What was taken and not given back. */
  synchronized Cost taken() {
    return taken;
  }
}
