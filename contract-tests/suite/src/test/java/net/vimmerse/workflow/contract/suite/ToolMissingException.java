package net.vimmerse.workflow.contract.suite;

/** Thrown when something that a tool needs is missing. */
final class ToolMissingException extends Exception {
  private static final long serialVersionUID = 1;

  private final String remedy;
  private final String output;

  /**
   * Something is missing.
   *
   * @param what one sentence without its full stop
   * @param remedy how to get it, without a full stop
   * @param output what a program had to say about it; empty when none ran
   */
  ToolMissingException(String what, String remedy, String output) {
    super(what);
    this.remedy = remedy;
    this.output = output;
  }

  /** Returns a copy, to be thrown again. */
  ToolMissingException again() {
    return new ToolMissingException(String.valueOf(getMessage()), remedy, output);
  }

  String remedy() {
    return remedy;
  }

  String output() {
    return output;
  }
}
