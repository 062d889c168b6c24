package net.vimmerse.workflow.spring;

import static io.micrometer.observation.tck.TestObservationRegistryAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.observation.tck.TestObservationRegistry;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import net.vimmerse.workflow.client.PollClock;
import net.vimmerse.workflow.client.PollOptions;
import net.vimmerse.workflow.client.WorkflowApiException;
import net.vimmerse.workflow.client.WorkflowClient;
import net.vimmerse.workflow.client.WorkflowFailedException;
import net.vimmerse.workflow.client.WorkflowTimeoutException;
import net.vimmerse.workflow.client.model.VimAstronautRequest;
import net.vimmerse.workflow.client.model.Workflow;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.actuate.autoconfigure.health.ConditionalOnEnabledHealthIndicator;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.boot.actuate.health.Status;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class WorkflowAutoConfigurationTest {
  private final List<String> requests = new CopyOnWriteArrayList<>();
  private final TestObservationRegistry observations = TestObservationRegistry.create();
  private volatile int status = 200;
  private volatile String processingStatus = "success";
  private HttpServer server;
  private ApplicationContextRunner runner;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          requests.add(
              exchange.getRequestMethod()
                  + " "
                  + exchange.getRequestURI().getPath()
                  + " "
                  + exchange.getRequestHeaders().getFirst("X-Api-Key"));
          exchange.getRequestBody().readAllBytes();
          String body =
              exchange.getRequestURI().getPath().endsWith("/templates")
                  ? "{\"data\":[{\"template_id\":\"vim_astronaut\"}]}"
                  : "{\"data\":{\"id\":\"w-1\",\"model\":\"vim_astronaut\",\"processing_status\":\""
                      + processingStatus
                      + "\"}}";
          byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(status, bytes.length);
          exchange.getResponseBody().write(bytes);
          exchange.close();
        });
    server.start();
    runner =
        new ApplicationContextRunner()
            .withConfiguration(
                AutoConfigurations.of(
                    WorkflowAutoConfiguration.class,
                    WorkflowHealthAutoConfiguration.class,
                    WorkflowHealthBoot4AutoConfiguration.class))
            .withClassLoader(new FilteredClassLoader("org.springframework.boot.health"))
            .withPropertyValues(
                "workflow.base-url=http://127.0.0.1:" + server.getAddress().getPort(),
                "workflow.api-key=secret-key",
                "workflow.retry.max-retries=1",
                "workflow.retry.initial-delay=1ms")
            .withBean(PollClock.class, () -> PollClock.virtual(this::now, this::advance));
  }

  private volatile Instant now = Instant.EPOCH;

  private Instant now() {
    return now;
  }

  private synchronized void advance(Duration duration) {
    now = now.plus(duration);
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private ApplicationContextRunner observed() {
    return runner.withBean(ObservationRegistry.class, () -> observations);
  }

  private static VimAstronautRequest request() {
    return VimAstronautRequest.builder().addImageUrl("https://example.com/in.png").build();
  }

  @Test
  void the_properties_configure_the_client() {
    runner.run(
        context -> {
          WorkflowClient client = context.getBean(WorkflowClient.class);
          assertThat(client.create(request()).await().id()).isEqualTo("w-1");
          assertThat(requests)
              .containsExactly("POST /v2/workflow secret-key", "GET /v2/workflow/w-1 secret-key");
          status = 503;
          requests.clear();
          assertThatThrownBy(() -> client.get("w-1")).isInstanceOf(WorkflowApiException.class);
          assertThat(requests).hasSize(2);
          assertThat(context.getBean(WorkflowProperties.class).toString())
              .doesNotContain("secret-key");
        });
  }

  @Test
  void a_missing_key_is_reported_by_the_name_of_its_property() {
    runner
        .withPropertyValues("workflow.api-key=")
        .run(
            context ->
                assertThat(context).getFailure().rootCause().hasMessageContaining("API key"));
    runner
        .withPropertyValues("workflow.api-key=")
        .run(
            context ->
                assertThat(context.getStartupFailure())
                    .hasStackTraceContaining("workflow.api-key"));
  }

  @Test
  void a_client_of_the_application_replaces_it_and_customizers_change_it() {
    WorkflowClient own = WorkflowClient.builder().apiKey("own").build();
    runner
        .withBean("own", WorkflowClient.class, () -> own)
        .run(context -> assertThat(context.getBean(WorkflowClient.class)).isSameAs(own));
    List<String> exchanges = new CopyOnWriteArrayList<>();
    runner
        .withBean(
            WorkflowClientCustomizer.class,
            () -> builder -> builder.onExchange(e -> exchanges.add(e.request())))
        .run(context -> context.getBean(WorkflowClient.class).get("w-1"));
    assertThat(exchanges).containsExactly("GET /v2/workflow/w-1");
  }

  @Test
  void the_client_is_closed_with_the_context() {
    WorkflowClient[] client = new WorkflowClient[1];
    runner.run(context -> client[0] = context.getBean(WorkflowClient.class));
    assertThatThrownBy(() -> client[0].get("w-1")).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void calls_and_waits_are_observed() {
    observed()
        .run(
            context -> {
              WorkflowClient client = context.getBean(WorkflowClient.class);
              client.create(request()).await();
              assertObserved("workflow.client.calls", "createWorkflow", "vim_astronaut", "success");
              assertObserved("workflow.client.waits", "awaitWorkflow", "vim_astronaut", "success");
              client.createAsync(request()).join().awaitAsync().join();
              client.templates();
              assertObserved("workflow.client.calls", "listTemplates", "none", "success");
              client.withOptions(options -> {}).raw().get("w-1");
              assertObserved("workflow.client.calls", "getWorkflow", "none", "success");
            });
    assertThat(observations).hasNumberOfObservationsWithNameEqualTo("workflow.client.waits", 2);
    assertThat(observations).hasNumberOfObservationsWithNameEqualTo("workflow.client.calls", 4);
  }

  @Test
  void failures_are_observed_by_their_status() {
    observed()
        .run(
            context -> {
              WorkflowClient client = context.getBean(WorkflowClient.class);
              processingStatus = "fail";
              assertThatThrownBy(() -> client.await("w-1"))
                  .isInstanceOf(WorkflowFailedException.class);
              assertObserved("workflow.client.waits", "awaitWorkflow", "vim_astronaut", "fail");
              processingStatus = "new";
              PollOptions options = PollOptions.builder().timeout(Duration.ofSeconds(9)).build();
              assertThatThrownBy(() -> client.await("w-1", options))
                  .isInstanceOf(WorkflowTimeoutException.class);
              assertObserved("workflow.client.waits", "awaitWorkflow", "vim_astronaut", "timeout");
              status = 404;
              assertThatThrownBy(() -> client.delete("w-1"))
                  .isInstanceOf(WorkflowApiException.class);
              assertObserved("workflow.client.calls", "deleteWorkflow", "none", "404");
              assertThat(client.getAsync("w-1")).failsWithin(Duration.ofSeconds(10));
              assertObserved("workflow.client.calls", "getWorkflow", "none", "404");
              CompletableFuture<Workflow> wait = client.awaitAsync("w-2", options);
              wait.cancel(true);
              assertThat(wait).isCompletedExceptionally();
            });
  }

  private void assertObserved(String name, String operation, String template, String result) {
    assertThat(observations)
        .hasAnObservationWithAKeyValue("status", result)
        .hasAnObservation(
            context ->
                context
                    .hasNameEqualTo(name)
                    .hasLowCardinalityKeyValue("operation", operation)
                    .hasLowCardinalityKeyValue("template", template)
                    .hasLowCardinalityKeyValue("status", result));
  }

  @Test
  void the_health_indicator_reads_the_templates() {
    runner.run(
        context -> {
          HealthIndicator health =
              context.getBean("workflowHealthIndicator", HealthIndicator.class);
          assertThat(health.health().getStatus()).isEqualTo(Status.UP);
          assertThat(health.health().getDetails()).containsEntry("templates", 1);
          requests.clear();
          status = 503;
          assertThat(health.health().getStatus()).isEqualTo(Status.DOWN);
          assertThat(requests).hasSize(1);
        });
    runner
        .withPropertyValues("management.health.workflow.enabled=false")
        .run(context -> assertThat(context).doesNotHaveBean("workflowHealthIndicator"));
    runner
        .withClassLoader(
            new FilteredClassLoader(
                "org.springframework.boot.health",
                ConditionalOnEnabledHealthIndicator.class.getPackageName()))
        .run(context -> assertThat(context).doesNotHaveBean("workflowHealthIndicator"));
  }

  @Test
  void ides_find_the_metadata_of_the_properties() throws IOException {
    try (InputStream in =
        WorkflowProperties.class.getResourceAsStream(
            "/META-INF/spring-configuration-metadata.json")) {
      assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8))
          .contains("\"workflow.api-key\"", "\"workflow.retry.max-retries\"", "\"defaultValue\": 2")
          .contains("API key of the service", "\"management.health.workflow.enabled\"");
    }
  }
}
