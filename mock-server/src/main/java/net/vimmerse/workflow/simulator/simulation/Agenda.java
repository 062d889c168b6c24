package net.vimmerse.workflow.simulator.simulation;

import java.time.Instant;
import java.util.Optional;

/** What is to happen at certain instants of a clock. Thread-safe. */
public interface Agenda {

  /** Nothing is to happen. */
  Agenda EMPTY =
      new Agenda() {
        @Override
        public Optional<Instant> nextDue(VirtualClock clock) {
          return Optional.empty();
        }

        @Override
        public void doDue() {}
      };

  /** When, by {@code clock}, the next thing is due; empty if nothing is. */
  Optional<Instant> nextDue(VirtualClock clock);

  /** Does all that is due by now, and returns when it is done. */
  void doDue();
}
