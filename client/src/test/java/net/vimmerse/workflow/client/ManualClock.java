package net.vimmerse.workflow.client;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.PriorityQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * A clock for asynchronous waits that the test advances: {@link #runNext} runs the next scheduled
 * task in the test's thread, at its time.
 */
final class ManualClock implements PollClock {
  private static final class Task extends CompletableFuture<Void> {
    private final Runnable action;
    private final long due;

    Task(Runnable action, long due) {
      this.action = action;
      this.due = due;
    }
  }

  final Deque<Duration> delays = new ArrayDeque<>();
  private final PriorityQueue<Task> tasks =
      new PriorityQueue<>(Comparator.comparingLong((Task task) -> task.due));
  private long now;

  @Override
  public synchronized long nanoTime() {
    return now;
  }

  @Override
  public void sleep(Duration duration) {
    throw new AssertionError("an asynchronous wait must not sleep");
  }

  @Override
  public synchronized Future<?> schedule(Runnable action, Duration delay) {
    Task task = new Task(action, now + delay.toNanos());
    delays.add(delay);
    tasks.add(task);
    notifyAll();
    return task;
  }

  synchronized int scheduled() {
    tasks.removeIf(Future::isCancelled);
    return tasks.size();
  }

  /** Waits for a number of tasks, because another thread handles the responses. */
  synchronized void awaitScheduled(int count) throws InterruptedException {
    long timeout = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (scheduled() < count) {
      long remaining = TimeUnit.NANOSECONDS.toMillis(timeout - System.nanoTime());
      if (remaining <= 0) {
        throw new AssertionError(scheduled() + " of " + count + " tasks are scheduled");
      }
      wait(remaining);
    }
  }

  /** Runs the next task at its time. */
  void runNext() {
    Task task;
    synchronized (this) {
      scheduled();
      task = tasks.remove();
      now = Math.max(now, task.due);
    }
    task.action.run();
  }
}
