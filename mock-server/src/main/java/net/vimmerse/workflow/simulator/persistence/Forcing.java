package net.vimmerse.workflow.simulator.persistence;

import java.io.IOException;
import net.vimmerse.workflow.simulator.store.Durability;

/** Decides when what was written is forced to the disk. */
interface Forcing {

  /** Forces something to the disk, or does not. */
  void force(Force force) throws IOException;

  /** Returns what a durability asks for. */
  static Forcing of(Durability durability) {
    return durability == Durability.FSYNC ? Force::run : force -> {};
  }

  /** Waits until something is on the disk. */
  interface Force {
    void run() throws IOException;
  }
}
