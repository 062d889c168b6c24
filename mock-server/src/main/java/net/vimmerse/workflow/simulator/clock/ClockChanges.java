package net.vimmerse.workflow.simulator.clock;

import java.util.function.Supplier;

/** Decides who may change a clock, and makes the changes. Thread-safe. */
public interface ClockChanges {

  /**
   * Runs changes that no other caller may interrupt by changes of the same clock, in another thread
   * or simulator. A thread may nest calls.
   *
   * @throws ClockBusyException if another caller changes the clock for half a second
   */
  void exclusively(Runnable changes);

  /**
   * Runs one step, which reads the clock and may set it.
   *
   * @param step may be run more than once; what it has changed is undone before
   * @return the result of the step
   */
  <T> T atomically(Supplier<T> step);
}
