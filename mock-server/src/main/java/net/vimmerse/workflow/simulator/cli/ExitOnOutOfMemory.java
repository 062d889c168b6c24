package net.vimmerse.workflow.simulator.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.lang.Thread.UncaughtExceptionHandler;
import java.nio.charset.StandardCharsets;

/**
 * Ends the process when memory runs out, with exit code 3: what a request was changing may be half
 * done then. Without {@code --data} the state is lost; with it, all that was acknowledged is there.
 */
final class ExitOnOutOfMemory implements UncaughtExceptionHandler {

  private static final int EXIT_CODE = 3;

  // Made now, when there is memory.
  private static final byte[] MESSAGE =
      ("Out of memory. Start it with a larger heap, such as java -Xmx1g -jar ..., or with a smaller"
              + " --max-workflows or --max-log-bytes.\n")
          .getBytes(StandardCharsets.US_ASCII);

  /** Unlike {@link System#err}, it needs no memory. */
  private final FileOutputStream errors = new FileOutputStream(FileDescriptor.err);

  @Override
  public void uncaughtException(Thread thread, Throwable e) {
    if (e instanceof OutOfMemoryError) {
      try {
        errors.write(MESSAGE);
      } catch (IOException unwritten) {
        // The exit code says it, too.
      } finally {
        // Unlike exit, it needs no memory and runs no hooks, which would wait for requests.
        Runtime.getRuntime().halt(EXIT_CODE);
      }
    }
    System.err.print("Exception in thread \"" + thread.getName() + "\" ");
    e.printStackTrace();
  }
}
