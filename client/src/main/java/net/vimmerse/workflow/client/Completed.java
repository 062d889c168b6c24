package net.vimmerse.workflow.client;

import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** Makes futures of calls that have ended. */
final class Completed {
  private Completed() {}

  static <T> CompletableFuture<T> by(Supplier<T> call) {
    try {
      return CompletableFuture.completedFuture(call.get());
    } catch (RuntimeException e) {
      return exceptionally(e);
    }
  }

  /** Returns a failed future; Android's API level 26 has no method for that. */
  static <T> CompletableFuture<T> exceptionally(Throwable failure) {
    CompletableFuture<T> future = new CompletableFuture<>();
    future.completeExceptionally(failure);
    return future;
  }
}
