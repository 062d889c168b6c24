package net.vimmerse.workflow.client;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

enum SystemPollClock implements PollClock {
  INSTANCE;

  @Override
  public long nanoTime() {
    return System.nanoTime();
  }

  @Override
  public void sleep(Duration duration) throws InterruptedException {
    TimeUnit.NANOSECONDS.sleep(duration.toNanos());
  }
}
