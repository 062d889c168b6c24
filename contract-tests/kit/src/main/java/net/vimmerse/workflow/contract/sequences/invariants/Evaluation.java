package net.vimmerse.workflow.contract.sequences.invariants;

import java.util.function.Supplier;

/**
 * What a property says of a moment.
 *
 * @param applies whether it has anything to say
 * @param fault what is wrong; empty when nothing is
 */
public record Evaluation(boolean applies, String fault) {
  /** The moment is none that the property speaks of. */
  public static final Evaluation SILENT = new Evaluation(false, "");

  public static final Evaluation HELD = new Evaluation(true, "");

  public static Evaluation broken(String fault) {
    return new Evaluation(true, fault);
  }

  /** Held, or else broken with this fault. */
  public static Evaluation that(boolean holds, Supplier<String> fault) {
    return holds ? HELD : broken(fault.get());
  }

  public boolean broken() {
    return !fault.isEmpty();
  }
}
