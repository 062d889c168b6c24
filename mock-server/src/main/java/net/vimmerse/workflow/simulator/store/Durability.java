package net.vimmerse.workflow.simulator.store;

/** Selects what a persisted change survives. */
public enum Durability {
  /** Survives any end of the process, including {@code kill -9}. */
  PROCESS,

  /** Survives a power failure as well: each change is forced to the disk, which takes longer. */
  FSYNC
}
