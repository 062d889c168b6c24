package net.vimmerse.workflow.simulator.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Map;

/** Runs the program within the process of a test. */
public final class ProgramRunner {

  private ProgramRunner() {}

  /** Runs the program, which must fail to start, and returns its error message. */
  public static String failToStart(String... arguments) {
    StringWriter err = new StringWriter();
    int code = Main.commandLine(Map.of()).setErr(new PrintWriter(err, true)).execute(arguments);
    if (code != 1) {
      throw new AssertionError("exit code " + code + ": " + err);
    }
    return err.toString().strip();
  }
}
