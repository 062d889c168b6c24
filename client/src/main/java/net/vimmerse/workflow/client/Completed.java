package net.vimmerse.workflow.client;

import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** Makes futures of calls that have ended. */
final class Completed {
  private Completed() {}

  static <T> CompletableFuture<T> by(Supplier<T> call) {
    CompletableFuture<T> future = new CompletableFuture<>();
    try {
      future.complete(call.get());
    } catch (RuntimeException e) {
      future.completeExceptionally(e);
    }
    return future;
  }
}
