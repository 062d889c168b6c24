package net.vimmerse.workflow.contract.cli;

import java.io.PrintWriter;
import net.vimmerse.workflow.contract.recording.SelfCheckException;

/** Ends the program with one line on standard error and an exit code. */
final class CliException extends Exception {
  private static final long serialVersionUID = 1;

  private final int code;

  CliException(int code, String line) {
    super(line);
    this.code = code;
  }

  /** Returns an exception for invalid use; the line names the option and the remedy. */
  static CliException usage(String line) {
    return new CliException(ExitCode.USAGE_ERROR, line);
  }

  int code() {
    return code;
  }

  /** A part of the program. */
  interface Action {
    int run() throws CliException, InterruptedException;
  }

  /** Runs a part of the program, prints why it ended early, and returns its exit code. */
  static int exitCode(Action action, PrintWriter err) throws InterruptedException {
    try {
      return action.run();
    } catch (CliException e) {
      err.println("workflow-contract-tests: " + e.getMessage());
      return e.code();
    } catch (SelfCheckException e) {
      err.println("workflow-contract-tests: " + e.getMessage());
      return ExitCode.SELF_CHECK_FAILED;
    }
  }
}
