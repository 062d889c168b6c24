package net.vimmerse.workflow.simulator.clock;

import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import net.vimmerse.workflow.simulator.thread.DaemonThreads;

/**
 * Runs due tasks every 50 ms of real time. Workflows need no thread, as their state is computed on
 * demand; webhooks do.
 */
public final class DueTaskThread implements AutoCloseable {

  private static final long PERIOD_MILLIS = 50;

  private final ScheduledThreadPoolExecutor executor;

  /** Starts the thread. */
  public DueTaskThread(Runnable runDue) {
    this.executor = new ScheduledThreadPoolExecutor(1, DaemonThreads.named("simulator-due"));
    ScheduledFuture<?> unused =
        executor.scheduleWithFixedDelay(
            DaemonThreads.reportingOutOfMemory(
                () -> {
                  try {
                    runDue.run();
                  } catch (RuntimeException e) {
                    // An exception would cancel all later runs.
                    System.err.println("Due webhooks could not be processed: " + e);
                  }
                }),
            PERIOD_MILLIS,
            PERIOD_MILLIS,
            TimeUnit.MILLISECONDS);
  }

  /** Stops the thread; interrupts a run that is in progress. */
  @Override
  public void close() {
    executor.shutdownNow();
  }
}
