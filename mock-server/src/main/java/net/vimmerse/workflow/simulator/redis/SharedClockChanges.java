package net.vimmerse.workflow.simulator.redis;

import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import net.vimmerse.workflow.simulator.clock.ClockBusyException;
import net.vimmerse.workflow.simulator.clock.ClockChanges;
import net.vimmerse.workflow.simulator.clock.LocalClockChanges;
import net.vimmerse.workflow.simulator.namespace.Namespace;

/** Changes a clock that several simulators share; one of them at a time. */
final class SharedClockChanges implements ClockChanges {

  private static final long PAUSE_MILLIS = 20;

  private final Leases leases;
  private final Optional<Namespace> namespace;
  private final Steps steps;

  /** Serialises the changes of this simulator. */
  private final ReentrantLock lock = new ReentrantLock();

  /**
   * Creates the changes of a clock.
   *
   * @param namespace empty for the global clock
   */
  SharedClockChanges(Leases leases, Optional<Namespace> namespace, Steps steps) {
    this.leases = leases;
    this.namespace = namespace;
    this.steps = steps;
  }

  /** Runs a step as one change of the state in Redis. */
  interface Steps {
    <T> T run(Supplier<T> step);
  }

  @Override
  public void exclusively(Runnable changes) {
    String lease = "clock:" + namespace.map(one -> one.id().name()).orElse("");
    Thread changing = Thread.currentThread();
    Runnable lost = changing::interrupt;
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(LocalClockChanges.MAX_WAIT_MILLIS);
    try {
      if (!lock.tryLock(LocalClockChanges.MAX_WAIT_MILLIS, TimeUnit.MILLISECONDS)) {
        throw ClockBusyException.advancing();
      }
      try {
        if (lock.getHoldCount() > 1) {
          changes.run();
          return;
        }
        while (!leases.acquire(lease, lost)) {
          if (System.nanoTime() - end > 0) {
            throw ClockBusyException.advancing();
          }
          TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
        }
        try {
          changes.run();
        } finally {
          leases.release(lease, lost);
        }
      } finally {
        lock.unlock();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw ClockBusyException.advancing();
    }
  }

  @Override
  public <T> T atomically(Supplier<T> step) {
    return steps.run(step);
  }
}
