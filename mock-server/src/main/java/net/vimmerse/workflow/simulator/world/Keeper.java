package net.vimmerse.workflow.simulator.world;

/**
 * Keeps what is known beyond the end of the process. Thread-safe.
 *
 * <p>Whoever is about to tell somebody of a change calls this first.
 */
public interface Keeper {

  /** Keeps nothing. */
  Keeper NONE =
      new Keeper() {
        @Override
        public void keep(World world) {}

        @Override
        public void keepAll() {}
      };

  /** Keeps a world as it is now; it is safe when this returns. */
  void keep(World world);

  /** Keeps everything, the clock that all worlds run by included. */
  void keepAll();
}
