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
 * Time for asynchronous waits, put forward by the test: the next task that is due runs in the
 * test's thread, at its time.
 */
final class VirtualTime implements PollClock {
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
    throw new AssertionError("an asynchronous wait sleeps in no thread");
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

  /** Waits until as many tasks are there, since an answer is taken in another thread. */
  synchronized void awaitScheduled(int count) throws InterruptedException {
    long giveUp = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (scheduled() < count) {
      long left = TimeUnit.NANOSECONDS.toMillis(giveUp - System.nanoTime());
      if (left <= 0) {
        throw new AssertionError(scheduled() + " of " + count + " tasks are scheduled");
      }
      wait(left);
    }
  }

  /** Runs the next task at its time; it must be there. */
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
