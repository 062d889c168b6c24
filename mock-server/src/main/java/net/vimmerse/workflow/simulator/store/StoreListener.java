package net.vimmerse.workflow.simulator.store;

import net.vimmerse.workflow.simulator.simulation.Workflow;
import org.jspecify.annotations.Nullable;

/**
 * Receives every change of a store, in order and before anyone can see it. Must return quickly and
 * must not call the store.
 */
public interface StoreListener {

  /** Ignores all changes. */
  StoreListener NONE =
      new StoreListener() {
        @Override
        public void stored(@Nullable Workflow previous, Workflow workflow) {}

        @Override
        public void removed(Workflow workflow) {}
      };

  /**
   * Receives a workflow that was added or changed.
   *
   * @param previous the workflow before the change; null if it was added
   */
  void stored(@Nullable Workflow previous, Workflow workflow);

  /** Receives a workflow that was removed. */
  void removed(Workflow workflow);
}
