package net.vimmerse.workflow.simulator.disk;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;

/**
 * The only thread that touches the file. Interrupting a thread that writes closes its file for
 * good, so no thread that anyone may interrupt must write. Thread-safe.
 */
final class DiskThread {

  private final ExecutorService executor =
      Executors.newSingleThreadExecutor(
          work -> {
            Thread thread = new Thread(work, "simulator-disk");
            thread.setDaemon(true);
            return thread;
          });

  /** Does something there, and returns when it is done, interrupted or not; nothing if stopped. */
  void run(Runnable work) {
    Future<?> done;
    try {
      done = executor.submit(work);
    } catch (RejectedExecutionException e) {
      return;
    }
    boolean interrupted = false;
    try {
      while (true) {
        try {
          done.get();
          return;
        } catch (InterruptedException e) {
          interrupted = true;
        } catch (ExecutionException e) {
          if (e.getCause() instanceof RuntimeException cause) {
            throw cause;
          }
          throw new AssertionError(e.getCause());
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** The same, and nothing after it. */
  void runLast(Runnable work) {
    run(work);
    stop();
  }

  /** Lets what is under way end, and takes nothing more. */
  void stop() {
    executor.shutdown();
  }
}
