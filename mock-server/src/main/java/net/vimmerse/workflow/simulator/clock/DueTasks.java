package net.vimmerse.workflow.simulator.clock;

import java.time.Instant;
import java.util.Optional;

/** Provides the tasks that a clock runs when they are due. Thread-safe. */
public interface DueTasks {

  /** Provides no tasks. */
  DueTasks NONE =
      new DueTasks() {
        @Override
        public Optional<Instant> nextDue(VirtualClock clock) {
          return Optional.empty();
        }

        @Override
        public void runDue() {}
      };

  /** Returns when, by {@code clock}, the next task is due; empty if there is none. */
  Optional<Instant> nextDue(VirtualClock clock);

  /** Runs every task that is due by now, and returns when all have finished. */
  void runDue();
}
