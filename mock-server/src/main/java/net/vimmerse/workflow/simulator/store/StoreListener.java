package net.vimmerse.workflow.simulator.store;

import net.vimmerse.workflow.simulator.simulation.Workflow;

/**
 * Receives every change of a store, in order and before anyone can see it. Must return quickly and
 * must not call the store.
 */
public interface StoreListener {

  /** Ignores all changes. */
  StoreListener NONE =
      new StoreListener() {
        @Override
        public void stored(Workflow workflow) {}

        @Override
        public void removed(Workflow workflow) {}
      };

  /** Receives a workflow that was added or changed. */
  void stored(Workflow workflow);

  /** Receives a workflow that was removed. */
  void removed(Workflow workflow);
}
