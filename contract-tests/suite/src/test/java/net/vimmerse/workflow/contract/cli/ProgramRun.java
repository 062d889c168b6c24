package net.vimmerse.workflow.contract.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.function.UnaryOperator;
import net.vimmerse.workflow.contract.observation.ServiceClock;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/** A run of the program in this JVM: its exit code and what it printed. */
record ProgramRun(int code, String out, String err) {

  /**
   * Runs the program to its end.
   *
   * @param environment the environment variables
   */
  static ProgramRun of(UnaryOperator<@Nullable String> environment, List<String> arguments) {
    return of(environment, ServiceClock.real(), arguments);
  }

  /**
   * Runs the program to its end.
   *
   * @param environment the environment variables
   * @param clock the time in which workflows are observed
   */
  static ProgramRun of(
      UnaryOperator<@Nullable String> environment, ServiceClock clock, List<String> arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    CommandLine line = Main.commandLine(environment, clock);
    line.setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
    int code = line.execute(arguments.toArray(String[]::new));
    return new ProgramRun(code, out.toString(), err.toString());
  }
}
