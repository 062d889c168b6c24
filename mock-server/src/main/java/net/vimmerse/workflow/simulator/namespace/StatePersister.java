package net.vimmerse.workflow.simulator.namespace;

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
}
