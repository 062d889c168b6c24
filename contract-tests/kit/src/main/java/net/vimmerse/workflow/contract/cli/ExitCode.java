package net.vimmerse.workflow.contract.cli;

/** What the program ends with. */
final class ExitCode {
  static final int CONFORMS = 0;
  static final int DIFFERS = 1;
  static final int WRONG_USE = 2;
  static final int OUT_OF_REACH = 3;
  static final int BLIND = 4;

  private ExitCode() {}
}
