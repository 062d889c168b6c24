package net.vimmerse.workflow.contract.cli;

/** Ends the program with one line on standard error and an exit code. */
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
