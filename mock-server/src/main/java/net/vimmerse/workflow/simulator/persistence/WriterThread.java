package net.vimmerse.workflow.simulator.persistence;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import net.vimmerse.workflow.simulator.thread.DaemonThreads;
import net.vimmerse.workflow.simulator.thread.Futures;

/**
 * The only thread that uses the file: an interrupt closes the file of the thread that writes, so no
 * thread that can be interrupted may write. Thread-safe.
 */
final class WriterThread {

  private final ExecutorService executor =
      Executors.newSingleThreadExecutor(DaemonThreads.named("simulator-disk"));

  /**
   * Runs {@code work} and returns when it has finished, interrupted or not. Has no effect after
   * {@link #stop}.
   */
  void run(Runnable work) {
    CompletableFuture<Void> done;
    try {
      done = CompletableFuture.runAsync(work, executor);
    } catch (RejectedExecutionException e) {
      return;
    }
    Futures.join(done);
  }

  /** Starts {@code work}; returns false after {@link #stop}, and does nothing then. */
  boolean start(Runnable work) {
    try {
      executor.execute(work);
      return true;
    } catch (RejectedExecutionException e) {
      return false;
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
