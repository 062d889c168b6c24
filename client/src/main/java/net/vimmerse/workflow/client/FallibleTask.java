package net.vimmerse.workflow.client;

import java.util.concurrent.CompletableFuture;

/** A scheduled task that is told if it cannot be run. */
interface FallibleTask extends Runnable {
  void fail(Throwable failure);

  /** Returns a task that completes a future. */
  static FallibleTask completing(CompletableFuture<Void> future) {
    return new FallibleTask() {
      @Override
      public void run() {
        future.complete(null);
      }

      @Override
      public void fail(Throwable failure) {
        future.completeExceptionally(failure);
      }
    };
  }

  /** Tells a task that it cannot be run, if it can be told. */
  static void fail(Runnable task, Throwable failure) {
    if (task instanceof FallibleTask) {
      ((FallibleTask) task).fail(failure);
    }
  }
}
