package net.vimmerse.workflow.spring;

import java.time.Duration;
import net.vimmerse.workflow.client.RetryOptions;
import net.vimmerse.workflow.client.WorkflowClient;

/** Checks that the service can be reached and accepts the API key. This costs no credits. */
final class HealthCheck {
  private static final Duration TIMEOUT = Duration.ofSeconds(5);

  private final WorkflowClient client;

  HealthCheck(WorkflowClient client) {
    this.client =
        client.withOptions(options -> options.timeout(TIMEOUT).retryOptions(RetryOptions.none()));
  }

  /**
   * Returns the number of templates.
   *
   * @throws net.vimmerse.workflow.client.WorkflowException if the list cannot be read
   */
  int countTemplates() {
    return client.templates().size();
  }
}
