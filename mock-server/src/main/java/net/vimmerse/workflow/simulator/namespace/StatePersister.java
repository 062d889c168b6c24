package net.vimmerse.workflow.simulator.namespace;

import java.util.Optional;

/**
 * Persists state, so that it survives the end of the process. Thread-safe.
 *
 * <p>Must be called after a change and before a client learns of that change.
 */
public interface StatePersister {

  /** Persists nothing. */
  StatePersister NONE =
      new StatePersister() {
        @Override
        public void persist(Namespace namespace) {}

        @Override
        public void persistAll() {}

        @Override
        public void rollBack(Namespace namespace) {}

        @Override
        public void rollBackAll() {}

        @Override
        public Optional<String> failure() {
          return Optional.empty();
        }
      };

  /**
   * Persists the current state of a namespace before it returns.
   *
   * @throws java.io.UncheckedIOException if the state cannot be written
   */
  void persist(Namespace namespace);

  /**
   * Persists the state of the whole simulator, its global clock included, before it returns.
   *
   * @throws java.io.UncheckedIOException if the state cannot be written
   */
  void persistAll();

  /** Replaces the state of a namespace by the persisted one, after a change was not persisted. */
  void rollBack(Namespace namespace);

  /** Replaces the state of the whole simulator by the persisted one. */
  void rollBackAll();

  /**
   * Returns why nothing can be persisted at the moment; empty if it can. After a failure, tries
   * again, but not more than once a second.
   */
  Optional<String> failure();
}
