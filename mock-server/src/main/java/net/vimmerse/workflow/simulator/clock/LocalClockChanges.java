package net.vimmerse.workflow.simulator.clock;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/** Serialises the changes of a clock that no other simulator knows. */
public final class LocalClockChanges implements ClockChanges {

  /** Less than a receiver may take that changes the clock before it responds, in milliseconds. */
  public static final long MAX_WAIT_MILLIS = 500;

  private final ReentrantLock lock = new ReentrantLock();

  @Override
  public void exclusively(Runnable changes) {
    try {
      if (!lock.tryLock(MAX_WAIT_MILLIS, TimeUnit.MILLISECONDS)) {
        throw ClockBusyException.advancing();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ClockBusyException("the clock was interrupted while another call advanced it");
    }
    try {
      changes.run();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public <T> T atomically(Supplier<T> step) {
    return step.get();
  }
}
