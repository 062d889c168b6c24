package net.vimmerse.workflow.client;

import java.io.IOException;
import okhttp3.Call;
import okhttp3.Response;

/**
 * A call whose interruption is what it seems. OkHttp lets an undeclared InterruptedException
 * through while it connects, with the thread's flag cleared, and reports it as a failed connection
 * elsewhere.
 */
final class InterruptibleCall {
  private InterruptibleCall() {}

  static Response execute(Call call, String description) throws IOException {
    try {
      return call.execute();
    } catch (Exception e) {
      if (e instanceof InterruptedException) {
        Thread.currentThread().interrupt();
        throw new WorkflowInterruptedException(description + " was interrupted", e);
      }
      throw e;
    }
  }
}
