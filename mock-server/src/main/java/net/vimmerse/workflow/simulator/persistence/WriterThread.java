package net.vimmerse.workflow.simulator.persistence;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;

/**
 * The only thread that uses the file: an interrupt closes the file of the thread that writes, so no
 * thread that can be interrupted may write. Thread-safe.
 */
final class WriterThread {

  private final ExecutorService executor =
      Executors.newSingleThreadExecutor(
          work -> {
            Thread thread = new Thread(work, "simulator-disk");
            thread.setDaemon(true);
            return thread;
          });

  /**
   * Runs {@code work} and returns when it has finished, interrupted or not. Has no effect after
   * {@link #stop}.
   */
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

  /** Runs {@code work} and stops. */
  void runLast(Runnable work) {
    run(work);
    stop();
  }

  /** Completes the work in progress and accepts no more. */
  void stop() {
    executor.shutdown();
  }
}
