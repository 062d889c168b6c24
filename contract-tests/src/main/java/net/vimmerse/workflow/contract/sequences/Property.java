package net.vimmerse.workflow.contract.sequences;

/**
 * Something that holds at every moment of every sequence.
 *
 * @param name for programs: it does not change
 * @param sentence for people
 * @param rule what it says of a moment
 */
record Property(String name, String sentence, Rule rule) {

  /** Holds a moment against a property. */
  @FunctionalInterface
  interface Rule {
    Ruling of(Moment moment);
  }

  @Override
  public String toString() {
    return name;
  }
}
