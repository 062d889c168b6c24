package net.vimmerse.workflow.contract.sequences;

import java.util.function.Supplier;

/**
 * What a property says of a moment.
 *
 * @param applies whether it has anything to say
 * @param fault what is wrong; empty when nothing is
 */
record Ruling(boolean applies, String fault) {
  /** The moment is none that the property speaks of. */
  static final Ruling SILENT = new Ruling(false, "");

  static final Ruling HELD = new Ruling(true, "");

  static Ruling broken(String fault) {
    return new Ruling(true, fault);
  }

  /** Held, or else broken with this fault. */
  static Ruling that(boolean holds, Supplier<String> fault) {
    return holds ? HELD : broken(fault.get());
  }

  boolean broken() {
    return !fault.isEmpty();
  }
}
