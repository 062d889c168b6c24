package net.vimmerse.workflow.client;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A clock whose sleep returns immediately and advances the time instead. */
final class AutoAdvancingClock implements PollClock {
  final List<Duration> sleeps = new ArrayList<>();
  private long now = Long.MAX_VALUE - Duration.ofSeconds(3).toNanos();
  private int interruptedSleep = -1;

  @Override
  public synchronized long nanoTime() {
    return now;
  }

  @Override
  public synchronized void sleep(Duration duration) throws InterruptedException {
    if (sleeps.size() == interruptedSleep) {
      throw new InterruptedException();
    }
    sleeps.add(duration);
    now += duration.toNanos();
  }

  /** Advances the time without a sleep, as a slow read does. */
  synchronized void advance(Duration duration) {
    now += duration.toNanos();
  }

  synchronized void interruptSleep(int index) {
    interruptedSleep = index;
  }

  synchronized Duration totalSleep() {
    return sleeps.stream().reduce(Duration.ZERO, Duration::plus);
  }
}
