package net.vimmerse.workflow.contract.cli;

/** Exit codes of the program. */
final class ExitCode {
  static final int CONFORMS = 0;
  static final int DIFFERS = 1;
  static final int USAGE_ERROR = 2;
  static final int UNREACHABLE = 3;
  static final int SELF_CHECK_FAILED = 4;

  private ExitCode() {}
}
