package net.vimmerse.workflow.simulator;

import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Does what falls due while time runs by itself. Workflows need no thread, as their state is
 * computed; call-backs do.
 */
final class DueThread implements AutoCloseable {

  private static final long EVERY_MILLIS = 50;

  private final ScheduledExecutorService executor;
  private final ScheduledFuture<?> task;

  DueThread(Runnable doDue) {
    this.executor =
        new ScheduledThreadPoolExecutor(
            1,
            work -> {
              Thread thread = new Thread(work, "simulator-due");
              thread.setDaemon(true);
              return thread;
            });
    this.task =
        executor.scheduleWithFixedDelay(
            () -> {
              try {
                doDue.run();
              } catch (RuntimeException e) {
                // One defect must not end all that is to come.
                System.err.println("A call-back was not made: " + e);
              }
            },
            EVERY_MILLIS,
            EVERY_MILLIS,
            TimeUnit.MILLISECONDS);
  }

  @Override
  public void close() {
    task.cancel(true);
    executor.shutdownNow();
  }
}
