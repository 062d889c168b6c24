package net.vimmerse.workflow.client.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import net.vimmerse.workflow.client.PollOptions;
import net.vimmerse.workflow.client.WorkflowClient;
import net.vimmerse.workflow.client.WorkflowClientBuilder;
import net.vimmerse.workflow.client.WorkflowFailedException;
import net.vimmerse.workflow.client.WorkflowTimeoutException;
import net.vimmerse.workflow.client.model.ProcessingStatus;
import net.vimmerse.workflow.client.model.VimAstronautRequest;
import net.vimmerse.workflow.client.model.Workflow;
import net.vimmerse.workflow.simulator.junit.WithSimulator;
import net.vimmerse.workflow.simulator.namespace.TestNamespace;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@WithSimulator
@Timeout(20)
class WithSimulatorTest {
  private static final VimAstronautRequest REQUEST =
      VimAstronautRequest.builder().addImageUrl("https://example.com/in.png").build();

  private static WorkflowClient used;

  @AfterAll
  static void the_client_is_closed_after_the_test() {
    assertThatThrownBy(() -> used.get("w-1"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("closed");
  }

  @Test
  void a_wait_advances_the_clock_of_the_test(WorkflowClient client, TestNamespace namespace) {
    used = client;
    Instant start = namespace.clock().instant();
    namespace.outcome("slow=5m");

    Workflow done = client.create(REQUEST).await();

    assertThat(done.processingStatus()).isSameAs(ProcessingStatus.SUCCESS);
    assertThat(Duration.between(start, namespace.clock().instant()))
        .isBetween(Duration.ofSeconds(300), Duration.ofSeconds(320));
    assertThat(namespace.calls("createWorkflow")).isEqualTo(1);
  }

  @Test
  void asynchronous_waits_advance_it_together(WorkflowClient client, TestNamespace namespace) {
    Instant start = namespace.clock().instant();
    List<CompletableFuture<Workflow>> waits =
        IntStream.range(0, 20).mapToObj(i -> client.create(REQUEST).awaitAsync()).toList();

    assertThat(waits).allMatch(wait -> wait.join().processingStatus() == ProcessingStatus.SUCCESS);
    assertThat(Duration.between(start, namespace.clock().instant()))
        .isLessThan(Duration.ofMinutes(5));
  }

  @Test
  void a_timeout_and_a_failure_take_no_time_either(WorkflowClient client, TestNamespace namespace) {
    PollOptions hour = PollOptions.builder().timeout(Duration.ofHours(1)).build();
    namespace.outcome("stuck");
    assertThatThrownBy(() -> client.create(REQUEST).await(hour))
        .isInstanceOf(WorkflowTimeoutException.class);
    namespace.outcome("fail-at=upscale");
    assertThatThrownBy(() -> client.create(REQUEST).await())
        .isInstanceOf(WorkflowFailedException.class);
  }

  @Test
  void a_builder_can_be_configured(WorkflowClientBuilder builder) {
    try (WorkflowClient client = builder.timeout(Duration.ofSeconds(5)).build()) {
      assertThat(client.create(REQUEST).await().result()).isNotEmpty();
    }
  }
}
