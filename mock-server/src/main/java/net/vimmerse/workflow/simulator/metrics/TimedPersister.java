package net.vimmerse.workflow.simulator.metrics;

import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.model.snapshots.Unit;
import java.util.Optional;
import net.vimmerse.workflow.simulator.namespace.Namespace;
import net.vimmerse.workflow.simulator.namespace.StatePersister;

/** Times how long another persister takes to write. */
final class TimedPersister implements StatePersister {

  private final StatePersister persister;
  private final Histogram durations;

  TimedPersister(StatePersister persister, Histogram durations) {
    this.persister = persister;
    this.durations = durations;
  }

  @Override
  public void persist(Namespace namespace) {
    time(() -> persister.persist(namespace));
  }

  @Override
  public void persistAll() {
    time(persister::persistAll);
  }

  private void time(Runnable write) {
    long start = System.nanoTime();
    try {
      write.run();
    } finally {
      durations.observe(Unit.nanosToSeconds(System.nanoTime() - start));
    }
  }

  @Override
  public void rollBack(Namespace namespace) {
    persister.rollBack(namespace);
  }

  @Override
  public void rollBackAll() {
    persister.rollBackAll();
  }

  @Override
  public Optional<String> failure() {
    return persister.failure();
  }
}
