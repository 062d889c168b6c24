package net.vimmerse.workflow.simulator.store;

import net.vimmerse.workflow.simulator.simulation.Workflow;

/**
 * Hears of every change of a store, in order, before anyone can see the change. It must return at
 * once, and not call the store.
 */
public interface StoreListener {

  /** For whom changes are of no interest. */
  StoreListener NONE =
      new StoreListener() {
        @Override
        public void stored(Workflow workflow) {}

        @Override
        public void removed(Workflow workflow) {}
      };

  /** A workflow is new, or is another than before. */
  void stored(Workflow workflow);

  /** A workflow is no more. */
  void removed(Workflow workflow);
}
