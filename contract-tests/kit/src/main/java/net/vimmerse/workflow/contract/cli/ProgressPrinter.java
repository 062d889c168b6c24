package net.vimmerse.workflow.contract.cli;

import java.io.PrintWriter;
import java.time.Duration;
import net.vimmerse.workflow.contract.execution.TestResult;
import net.vimmerse.workflow.contract.execution.TestResult.Outcome;

/** Prints progress every two seconds. Thread-safe. */
final class ProgressPrinter {
  private static final Duration INTERVAL = Duration.ofSeconds(2);

  private final PrintWriter out;
  private final String what;
  private final int all;
  private long lastPrinted = System.nanoTime();
  private int done;
  private int failed;

  ProgressPrinter(PrintWriter out, String what, int all) {
    this.out = out;
    this.what = what;
    this.all = all;
  }

  synchronized void done(TestResult result) {
    done++;
    failed += result.outcome() == Outcome.FAILED ? 1 : 0;
    if (System.nanoTime() - lastPrinted >= INTERVAL.toNanos()) {
      lastPrinted = System.nanoTime();
      out.printf("  %d of %d %s, %d failed%n", done, all, what, failed);
      out.flush();
    }
  }
}
