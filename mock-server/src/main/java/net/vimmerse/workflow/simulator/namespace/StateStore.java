package net.vimmerse.workflow.simulator.namespace;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongConsumer;
import java.util.function.Supplier;
import net.vimmerse.workflow.simulator.store.StoreException;

/**
 * Decides where state is kept. Whatever reads or changes a namespace does so in an action that is
 * passed to its store, which can then persist the changes, or undo them, before a client learns of
 * them.
 *
 * <p>Thread-safe.
 */
public interface StateStore {

  /** Tells a store what an action does. */
  enum Access {
    /** Only reads, and need not be persisted. */
    INSPECT,

    /**
     * Reads for a client, which may change counts; those may be persisted later if they cannot be
     * at once.
     */
    READ,

    /** Makes changes that are persisted together with later ones, unless the state is shared. */
    PREPARE,

    /** Makes changes that must be persisted before a client learns of them. */
    CHANGE,

    /** Waits for others between several changes, each of which is an action of its own. */
    STEPS
  }

  /** Keeps state in memory. */
  StateStore IN_MEMORY =
      new StateStore() {
        @Override
        public <T> T inNamespace(Namespace namespace, Access access, Supplier<T> action) {
          return action.get();
        }

        @Override
        public <T> T inAll(Access access, Supplier<T> action) {
          return action.get();
        }

        @Override
        public boolean isPrompt() {
          return true;
        }

        @Override
        public Optional<String> failure() {
          return Optional.empty();
        }

        @Override
        public void observeWrites(LongConsumer nanoseconds) {}
      };

  /**
   * Runs an action on one namespace.
   *
   * @param action may be run more than once if others make changes at the same time; what it has
   *     changed in the namespace is undone before
   * @return the result of the action
   * @throws StoreException if the changes cannot be persisted; they are undone then
   */
  <T> T inNamespace(Namespace namespace, Access access, Supplier<T> action);

  /**
   * Runs an action on one namespace like {@link #inNamespace}, but need not wait until its changes
   * are persisted.
   *
   * @return completed when they are, with the result of the action; or with a {@link
   *     StoreException} if they cannot be
   */
  default <T> CompletableFuture<T> inNamespaceAsync(
      Namespace namespace, Access access, Supplier<T> action) {
    try {
      return CompletableFuture.completedFuture(inNamespace(namespace, access, action));
    } catch (StoreException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  /** Tests whether {@link #inNamespaceAsync} would wait for nothing if it was called now. */
  default boolean isPrompt() {
    return false;
  }

  /**
   * Runs an action on the global clock, or on all namespaces.
   *
   * @param access with {@link Access#CHANGE}, the action replaces the state of all namespaces
   * @return the result of the action
   * @throws StoreException if the changes cannot be persisted; they are undone then
   */
  <T> T inAll(Access access, Supplier<T> action);

  /** Learns that namespaces were removed from memory, which no action uses. */
  default void removed(List<Namespace> namespaces) {}

  /**
   * Returns why nothing can be persisted at the moment; empty if it can. After a failure, tries
   * again, but not more than once a second.
   */
  Optional<String> failure();

  /** Sets what receives the time that each write takes, in nanoseconds. */
  void observeWrites(LongConsumer nanoseconds);
}
