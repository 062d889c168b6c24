package net.vimmerse.workflow.client;

import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** The system clock, and the one thread that all clients in the process schedule on. */
enum SystemPollClock implements PollClock {
  INSTANCE;

  static final String THREAD_NAME = "workflow-client-scheduler";
  static final ScheduledThreadPoolExecutor SCHEDULER = singleThread(THREAD_NAME);

  /** Returns a scheduler with one daemon thread, which ends when it has had nothing to do. */
  static ScheduledThreadPoolExecutor singleThread(String name) {
    ScheduledThreadPoolExecutor scheduler =
        new ScheduledThreadPoolExecutor(
            1,
            task -> {
              Thread thread = new Thread(task, name);
              // Must not keep the process alive.
              thread.setDaemon(true);
              return thread;
            });
    // Otherwise a cancelled wait would stay in memory until its next read was due.
    scheduler.setRemoveOnCancelPolicy(true);
    scheduler.setKeepAliveTime(5, TimeUnit.SECONDS);
    scheduler.allowCoreThreadTimeOut(true);
    return scheduler;
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
