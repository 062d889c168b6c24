package net.vimmerse.workflow.spring;

import static io.micrometer.observation.tck.TestObservationRegistryAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.observation.tck.TestObservationRegistry;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import net.vimmerse.workflow.client.CallOptions;
import net.vimmerse.workflow.client.DownloadOptions;
import net.vimmerse.workflow.client.InsufficientCreditException;
import net.vimmerse.workflow.client.NotFoundException;
import net.vimmerse.workflow.client.PollClock;
import net.vimmerse.workflow.client.PollOptions;
import net.vimmerse.workflow.client.RetryOptions;
import net.vimmerse.workflow.client.WorkflowApiException;
import net.vimmerse.workflow.client.WorkflowClient;
import net.vimmerse.workflow.client.WorkflowFailedException;
import net.vimmerse.workflow.client.WorkflowTimeoutException;
import net.vimmerse.workflow.client.model.Output;
import net.vimmerse.workflow.client.model.VimAstronautRequest;
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
  void each_property_sets_its_option() {
    runner
        .withPropertyValues(
            "workflow.timeout=11s",
            "workflow.connect-timeout=12s",
            "workflow.read-timeout=13s",
            "workflow.write-timeout=14s",
            "workflow.retry.max-retries=15",
            "workflow.retry.initial-delay=16s",
            "workflow.retry.max-delay=17s",
            "workflow.retry.max-retry-after=18s")
        .run(
            context ->
                assertThat(context.getBean(WorkflowClient.class))
                    .extracting("options")
                    .isEqualTo(
                        CallOptions.builder()
                            .timeout(Duration.ofSeconds(11))
                            .connectTimeout(Duration.ofSeconds(12))
                            .readTimeout(Duration.ofSeconds(13))
                            .writeTimeout(Duration.ofSeconds(14))
                            .retryOptions(
                                RetryOptions.builder()
                                    .maxRetries(15)
                                    .initialDelay(Duration.ofSeconds(16))
                                    .maxDelay(Duration.ofSeconds(17))
                                    .maxRetryAfter(Duration.ofSeconds(18))
                                    .build())
                            .build()));
  }

  @Test
  void options_without_a_property_have_the_defaults_of_the_client() {
    WorkflowClient plain = WorkflowClient.builder().apiKey("key").build();
    new ApplicationContextRunner()
        .withConfiguration(AutoConfigurations.of(WorkflowAutoConfiguration.class))
        .withPropertyValues("workflow.api-key=key")
        .run(
            context -> {
              WorkflowClient client = context.getBean(WorkflowClient.class);
              assertThat(client)
                  .extracting("options.retryOptions")
                  .isEqualTo(RetryOptions.defaults());
              String[] timeouts = {
                "options.timeout",
                "options.connectTimeout",
                "options.readTimeout",
                "options.writeTimeout"
              };
              assertThat(client)
                  .usingRecursiveComparison()
                  .comparingOnlyFields(timeouts)
                  .isEqualTo(plain);
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

  /** A method with a default implementation would block its caller, and be observed as another. */
  @Test
  void every_asynchronous_method_is_that_of_the_client() throws Exception {
    assertThat(
            asynchronousMethods(
                Class.forName(WorkflowClient.class.getPackageName() + ".HttpWorkflowClient")))
        .hasSizeGreaterThan(8)
        .isSubsetOf(asynchronousMethods(ObservedWorkflowClient.class));
  }

  private static List<String> asynchronousMethods(Class<?> client) {
    return Stream.of(client.getDeclaredMethods())
        .filter(method -> Modifier.isPublic(method.getModifiers()))
        .filter(method -> method.getName().endsWith("Async"))
        .map(method -> method.getName() + Arrays.toString(method.getParameterTypes()))
        .toList();
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
            });
  }

  @Test
  void a_call_completes_after_its_observation_has_stopped() {
    CompletableFuture<InputStream> opened = new CompletableFuture<>();
    AtomicReference<Boolean> doneBefore = new AtomicReference<>();
    CompletableFuture<InputStream> call =
        openObserved(opened, stopping -> doneBefore.set(stopping.isDone()));

    opened.complete(InputStream.nullInputStream());

    assertThat(doneBefore).hasValue(false);
    assertThat(call).isCompleted();
  }

  @Test
  void a_stream_that_is_opened_when_its_call_has_been_cancelled_is_closed() {
    CompletableFuture<InputStream> opened = new CompletableFuture<>();
    CompletableFuture<InputStream> call = openObserved(opened, stopping -> stopping.cancel(true));
    AtomicBoolean closed = new AtomicBoolean();

    opened.complete(
        new ByteArrayInputStream(new byte[0]) {
          @Override
          public void close() {
            closed.set(true);
          }
        });

    assertThat(call).isCancelled();
    assertThat(closed).isTrue();
  }

  private CompletableFuture<InputStream> openObserved(
      CompletableFuture<InputStream> opened,
      Consumer<CompletableFuture<InputStream>> whenStopping) {
    AtomicReference<CompletableFuture<InputStream>> call = new AtomicReference<>();
    observations
        .observationConfig()
        .observationHandler(
            new Handler() {
              @Override
              public void onStop(Observation.Context context) {
                whenStopping.accept(call.get());
              }
            });
    WorkflowClient client =
        (WorkflowClient)
            Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {WorkflowClient.class},
                (proxy, method, arguments) -> opened);
    call.set(
        new ObservedWorkflowClient(client, observations)
            .openStreamAsync(Output.builder().build(), DownloadOptions.defaults()));
    return call.get();
  }

  /** Handles every observation. */
  private abstract static class Handler implements ObservationHandler<Observation.Context> {
    @Override
    public boolean supportsContext(Observation.Context context) {
      return true;
    }
  }

  @Test
  void cancelled_calls_and_waits_are_observed() throws IOException {
    try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      observed()
          .withPropertyValues("workflow.base-url=http://127.0.0.1:" + silent.getLocalPort())
          .run(
              context -> {
                WorkflowClient client = context.getBean(WorkflowClient.class);
                client.createAsync(request()).cancel(true);
                assertObserved(
                    "workflow.client.calls", "createWorkflow", "vim_astronaut", "cancelled");
                client.awaitAsync("w-2").cancel(true);
                assertObserved("workflow.client.waits", "awaitWorkflow", "none", "cancelled");
              });
    }
  }

  @Test
  void asynchronous_failures_are_those_of_the_plain_client() {
    observed()
        .run(
            context -> {
              WorkflowClient client = context.getBean(WorkflowClient.class);
              status = 402;
              CompletableFuture<Throwable> failure =
                  client.createAsync(request()).handle((handle, e) -> e);
              assertThat(failure)
                  .succeedsWithin(Duration.ofSeconds(10))
                  .isInstanceOf(InsufficientCreditException.class);
            });
  }

  @Test
  void a_handler_that_throws_does_not_change_the_outcome_of_a_call() {
    observations
        .observationConfig()
        .observationHandler(
            new Handler() {
              @Override
              public void onScopeClosed(Observation.Context context) {
                throw new IllegalStateException("closed");
              }

              @Override
              public void onError(Observation.Context context) {
                throw new IllegalStateException("error");
              }

              @Override
              public void onStop(Observation.Context context) {
                throw new IllegalStateException("full");
              }
            });
    observed()
        .run(
            context -> {
              WorkflowClient client = context.getBean(WorkflowClient.class);
              assertThat(client.create(request()).id()).isEqualTo("w-1");
              status = 404;
              assertThatThrownBy(() -> client.get("w-1"))
                  .isInstanceOf(NotFoundException.class)
                  .hasSuppressedException(new IllegalStateException("closed"))
                  .hasSuppressedException(new IllegalStateException("error"))
                  .hasSuppressedException(new IllegalStateException("full"));
              assertThat(client.getAsync("w-1"))
                  .failsWithin(Duration.ofSeconds(30))
                  .withThrowableOfType(ExecutionException.class)
                  .withCauseInstanceOf(NotFoundException.class);
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
    Supplier<WorkflowClient> other = () -> WorkflowClient.builder().apiKey("other").build();
    runner
        .withBean("first", WorkflowClient.class, other)
        .withBean("second", WorkflowClient.class, other)
        .run(context -> assertThat(context).doesNotHaveBean("workflowHealthIndicator"));
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
