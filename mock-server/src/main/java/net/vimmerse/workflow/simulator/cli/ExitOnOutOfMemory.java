package net.vimmerse.workflow.simulator.cli;

import java.lang.Thread.UncaughtExceptionHandler;

/**
 * Ends the process when memory runs out, with exit code 3: what a request was changing may be half
 * done then. Without {@code --data} the state is lost; with it, all that was acknowledged is there.
 */
final class ExitOnOutOfMemory implements UncaughtExceptionHandler {

  private static final int EXIT_CODE = 3;

  // Made now, when there is memory.
  private static final String MESSAGE =
      "Out of memory. Start it with a larger heap, such as java -Xmx1g -jar ..., or with a smaller"
          + " --max-workflows or --max-log-bytes.";

  @Override
  public void uncaughtException(Thread thread, Throwable e) {
    if (e instanceof OutOfMemoryError) {
      try {
        System.err.println(MESSAGE);
      } finally {
        // Unlike exit, it needs no memory and runs no hooks, which would wait for requests.
        Runtime.getRuntime().halt(EXIT_CODE);
      }
    }
    System.err.print("Exception in thread \"" + thread.getName() + "\" ");
    e.printStackTrace();
  }
}
