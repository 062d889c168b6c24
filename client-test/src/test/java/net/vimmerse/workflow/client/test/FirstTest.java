package net.vimmerse.workflow.client.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.vimmerse.workflow.client.WorkflowClient;
import net.vimmerse.workflow.client.WorkflowFailedException;
import net.vimmerse.workflow.client.model.VimAstronautRequest;
import net.vimmerse.workflow.client.model.Workflow;
import net.vimmerse.workflow.simulator.junit.WithSimulator;
import net.vimmerse.workflow.simulator.namespace.TestNamespace;
import org.junit.jupiter.api.Test;

// begin: first-test
@WithSimulator
class FirstTest {

  private final VimAstronautRequest request =
      VimAstronautRequest.builder().addImageUrl("https://example.com/input.png").build();

  @Test
  void a_slow_workflow_succeeds(WorkflowClient client, TestNamespace namespace) {
    namespace.outcome("slow=10m");

    // Advances the clock of the test, and returns at once.
    Workflow done = client.create(request).await();

    assertThat(done.result()).isNotEmpty();
  }

  @Test
  void a_workflow_fails(WorkflowClient client, TestNamespace namespace) {
    namespace.outcome("fail-at=upscale");

    assertThatThrownBy(() -> client.create(request).await())
        .isInstanceOf(WorkflowFailedException.class);
  }
}
// end
