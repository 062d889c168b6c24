package net.vimmerse.workflow.client;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import okhttp3.Call;
import okhttp3.Callback;
import okhttp3.Response;

/**
 * Runs calls so that an interrupt is always reported as one. OkHttp throws an undeclared
 * InterruptedException while it connects, with the thread's interrupt flag cleared, and reports an
 * interrupt as a failed connection otherwise.
 */
final class InterruptibleCall {
  private InterruptibleCall() {}

  /** Runs a call in the calling thread, which a stalled server may block until the timeout. */
  static Response execute(Call call, String description) throws IOException {
    try {
      return call.execute();
    } catch (Exception e) {
      if (e instanceof InterruptedException) {
        throw interrupted(description, e);
      }
      throw e;
    }
  }

  /** Runs a call in one of OkHttp's threads, so that the calling one can be interrupted. */
  static Response await(Call call, String description) throws IOException {
    CompletableFuture<Response> future = new CompletableFuture<>();
    call.enqueue(
        new Callback() {
          @Override
          public void onResponse(Call completed, Response response) {
            if (!future.complete(response)) {
              response.close();
            }
          }

          @Override
          public void onFailure(Call failed, IOException e) {
            future.completeExceptionally(e);
          }
        });
    try {
      return future.get();
    } catch (InterruptedException e) {
      call.cancel();
      if (!future.cancel(false) && !future.isCompletedExceptionally()) {
        future.join().close();
      }
      throw interrupted(description, e);
    } catch (ExecutionException e) {
      // The stack trace of OkHttp's thread does not show the caller.
      throw new IOException(e.getCause().getMessage(), e.getCause());
    }
  }

  private static WorkflowInterruptedException interrupted(String description, Exception cause) {
    Thread.currentThread().interrupt();
    return new WorkflowInterruptedException(description + " was interrupted", cause);
  }
}
