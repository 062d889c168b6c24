package net.vimmerse.workflow.client;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** The machine's time, and the one thread that all clients of a program schedule on. */
enum SystemPollClock implements PollClock {
  INSTANCE;

  static final String THREAD_NAME = "workflow-client-scheduler";

  private static final int IDLE_SECONDS = 5;
  private static final ScheduledThreadPoolExecutor SCHEDULER = scheduler();

  private static ScheduledThreadPoolExecutor scheduler() {
    ScheduledThreadPoolExecutor scheduler =
        new ScheduledThreadPoolExecutor(
            1,
            task -> {
              Thread thread = new Thread(task, THREAD_NAME);
              // A program that waits for nothing else may end.
              thread.setDaemon(true);
              return thread;
            });
    // Otherwise a cancelled wait would be remembered until its next read had been due.
    scheduler.setRemoveOnCancelPolicy(true);
    scheduler.setKeepAliveTime(IDLE_SECONDS, TimeUnit.SECONDS);
    scheduler.allowCoreThreadTimeOut(true);
    return scheduler;
  }

  static Future<?> submit(Callable<?> task) {
    return SCHEDULER.submit(task);
  }

  /** How many tasks have not been due yet. */
  static int scheduled() {
    return SCHEDULER.getQueue().size();
  }

  @Override
  public long nanoTime() {
    return System.nanoTime();
  }

  @Override
  public void sleep(Duration duration) throws InterruptedException {
    TimeUnit.NANOSECONDS.sleep(duration.toNanos());
  }

  @Override
  public Future<?> schedule(Runnable task, Duration delay) {
    return SCHEDULER.schedule(task, delay.toNanos(), TimeUnit.NANOSECONDS);
  }
}
