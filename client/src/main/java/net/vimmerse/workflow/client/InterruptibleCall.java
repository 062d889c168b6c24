package net.vimmerse.workflow.client;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import okhttp3.Call;
import okhttp3.Callback;
import okhttp3.Response;

/**
 * A call whose interruption is what it seems. OkHttp lets an undeclared InterruptedException
 * through while it connects, with the thread's flag cleared, and reports it as a failed connection
 * elsewhere.
 */
final class InterruptibleCall {
  private InterruptibleCall() {}

  /** Runs in the calling thread, which a silent service can keep until the call's time-out. */
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

  /** Runs in a thread of OkHttp's, so that the calling one can be interrupted at any time. */
  static Response await(Call call, String description) throws IOException {
    CompletableFuture<Response> answer = new CompletableFuture<>();
    call.enqueue(
        new Callback() {
          @Override
          public void onResponse(Call answered, Response response) {
            if (!answer.complete(response)) {
              response.close();
            }
          }

          @Override
          public void onFailure(Call failed, IOException e) {
            answer.completeExceptionally(e);
          }
        });
    try {
      return answer.get();
    } catch (InterruptedException e) {
      call.cancel();
      if (!answer.cancel(false) && !answer.isCompletedExceptionally()) {
        answer.join().close();
      }
      throw interrupted(description, e);
    } catch (ExecutionException e) {
      // The trace of OkHttp's thread tells nothing about who called.
      throw new IOException(e.getCause().getMessage(), e.getCause());
    }
  }

  private static WorkflowInterruptedException interrupted(String description, Exception cause) {
    Thread.currentThread().interrupt();
    return new WorkflowInterruptedException(description + " was interrupted", cause);
  }
}
