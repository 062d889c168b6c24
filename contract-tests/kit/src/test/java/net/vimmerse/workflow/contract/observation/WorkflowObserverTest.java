package net.vimmerse.workflow.contract.observation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import net.vimmerse.workflow.contract.execution.Target;
import net.vimmerse.workflow.contract.observation.ObservedWorkflow.ObservedStep;
import net.vimmerse.workflow.contract.openapi.Document;
import net.vimmerse.workflow.contract.openapi.TemplateSchema;
import net.vimmerse.workflow.contract.validation.ContractValidator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A workflow is followed to its end, whatever happens on the way. */
class WorkflowObserverTest {
  private static final Document DOCUMENT = Document.bundled();
  private static final TemplateSchema TEMPLATE = DOCUMENT.templates().get(0);
  private static final Duration LIMIT = Duration.ofSeconds(10);

  private final MockWebServer server = new MockWebServer();
  private final SkippedTime clock = new SkippedTime();

  /** Time that passes only when it is awaited. */
  private static final class SkippedTime implements ServiceClock {
    private Duration now = Duration.ofDays(1);

    @Override
    public Duration now() {
      return now;
    }

    @Override
    public void await(Duration duration) {
      now = now.plus(duration);
    }

    Duration passed() {
      return now.minus(Duration.ofDays(1));
    }
  }

  @BeforeEach
  void start() throws IOException {
    server.start();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private ObservedWorkflow observe() throws IOException, InterruptedException {
    try (Target target =
        Target.of("observe", server.url("/"), "key", ContractValidator.of(DOCUMENT))) {
      return new WorkflowObserver(
              target, "https://example.com/a.png", Duration.ofSeconds(1), LIMIT, null, clock)
          .observe(TEMPLATE, "video");
    }
  }

  private void enqueue(int status, String body) {
    server.enqueue(new MockResponse.Builder().code(status).body(body).build());
  }

  private void enqueueState(String status, String completions, String result) {
    enqueue(
        200,
        "{\"data\": {\"id\": \"w\", \"processing_status\": \"%s\", \"completions\": [%s], \"result\": [%s]}}"
            .formatted(status, completions, result));
  }

  @Test
  void reads_that_fail_are_repeated_with_longer_pauses() throws Exception {
    String file = "{\"content_type\": \"video/mp4\"}";
    String step = "{\"flow\": \"create_media\", \"result\": [%s]}".formatted(file);
    enqueueState("new", "", "");
    enqueue(429, "{}");
    enqueue(502, "<html>");
    enqueueState("processing", "", "");
    enqueueState("success", step, file);

    ObservedWorkflow workflow = observe();

    assertThat(workflow)
        .isEqualTo(
            new ObservedWorkflow(
                TEMPLATE.id(),
                "video",
                "success",
                true,
                Duration.ofSeconds(8),
                Duration.ofMillis(3_500),
                List.of(
                    new ObservedStep("create_media", List.of("video/mp4"), Duration.ofSeconds(4))),
                List.of("video/mp4"),
                Optional.empty(),
                Optional.empty()));
  }

  @Test
  void the_last_error_is_told_only_at_the_limit() {
    enqueueState("new", "", "");
    for (String text : List.of("one", "two", "three", "four")) {
      enqueue(503, "{\"detail\": \"" + text + "\"}");
    }

    assertThatIOException()
        .isThrownBy(this::observe)
        .withMessageContaining("got 503")
        .withMessageContaining("four");
    assertThat(clock.passed()).isEqualTo(LIMIT);
  }

  @Test
  void a_workflow_that_does_not_end_has_the_time_of_the_last_read() throws Exception {
    for (int i = 0; i <= 10; i++) {
      enqueueState("new", "", "");
    }

    ObservedWorkflow workflow = observe();

    assertThat(workflow.succeeded()).isFalse();
    assertThat(workflow.total()).isEqualTo(LIMIT);
  }

  @Test
  void a_rejected_creation_is_not_followed() {
    enqueue(422, "{}");

    assertThatIOException()
        .isThrownBy(this::observe)
        .withMessageContaining("createWorkflow got 422");
    assertThat(clock.passed()).isZero();
  }
}
