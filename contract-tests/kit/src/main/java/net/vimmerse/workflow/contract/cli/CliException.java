package net.vimmerse.workflow.contract.cli;

/** Thrown when a run ends before it has a result: one line for people, and the exit code. */
final class CliException extends Exception {
  private static final long serialVersionUID = 1;

  private final int code;

  CliException(int code, String line) {
    super(line);
    this.code = code;
  }

  int code() {
    return code;
  }
}
