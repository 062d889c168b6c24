package net.vimmerse.workflow.spring;

import java.util.concurrent.CancellationException;
import java.util.function.Function;
import net.vimmerse.workflow.client.WorkflowApiException;
import net.vimmerse.workflow.client.WorkflowFailedException;
import net.vimmerse.workflow.client.WorkflowInterruptedException;
import net.vimmerse.workflow.client.WorkflowNetworkException;
import net.vimmerse.workflow.client.WorkflowTimeoutException;
import net.vimmerse.workflow.client.model.Workflow;
import org.jspecify.annotations.Nullable;

/** Names the result of a call or a wait by one of few values. */
final class CallStatus {
  private CallStatus() {}

  static String of(@Nullable Throwable failure) {
    if (failure == null) {
      return "success";
    }
    if (failure instanceof WorkflowApiException error) {
      return Integer.toString(error.status());
    }
    if (failure instanceof WorkflowFailedException) {
      return "fail";
    }
    if (failure instanceof WorkflowTimeoutException) {
      return "timeout";
    }
    if (failure instanceof WorkflowNetworkException) {
      return "network";
    }
    return failure instanceof WorkflowInterruptedException
            || failure instanceof CancellationException
        ? "cancelled"
        : "error";
  }

  /** Returns the template of the workflow that a wait failed for; null if it is unknown. */
  static @Nullable String templateOf(@Nullable Throwable failure) {
    if (failure instanceof WorkflowFailedException failed) {
      return templateOf(failed.workflow());
    }
    Workflow last = failure instanceof WorkflowTimeoutException late ? late.lastWorkflow() : null;
    return last == null ? null : templateOf(last);
  }

  static @Nullable String templateOf(Workflow workflow) {
    return read(Workflow::model, workflow);
  }

  /** Returns null for what the service sent in an undocumented form. */
  static <T> @Nullable String read(Function<T, @Nullable String> property, T object) {
    try {
      return property.apply(object);
    } catch (IllegalStateException e) {
      return null;
    }
  }
}
