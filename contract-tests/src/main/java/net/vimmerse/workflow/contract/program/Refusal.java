package net.vimmerse.workflow.contract.program;

/** Thrown when a run ends before it has a result: one line for people, and the exit code. */
final class Refusal extends Exception {
  private static final long serialVersionUID = 1;

  private final int code;

  Refusal(int code, String line) {
    super(line);
    this.code = code;
  }

  int code() {
    return code;
  }
}
