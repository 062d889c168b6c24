package net.vimmerse.workflow.contract.sequences.invariants;

/**
 * Something that holds at every moment of every sequence.
 *
 * @param name for programs: it does not change
 * @param sentence for people
 * @param rule what it says of a moment
 */
public record Invariant(String name, String sentence, Rule rule) {

  /** Holds a moment against a property. */
  @FunctionalInterface
  public interface Rule {
    Evaluation of(Observation moment);
  }

  @Override
  public String toString() {
    return name;
  }
}
