package net.vimmerse.workflow.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import mockwebserver3.MockResponse;
import net.vimmerse.workflow.client.model.Output;
import net.vimmerse.workflow.client.model.VimAstronautRequest;
import net.vimmerse.workflow.client.model.Workflow;
import okhttp3.Call;
import okhttp3.Headers;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CallConfigurationTest extends MockServiceTest {
  private static final VimAstronautRequest REQUEST = VimAstronautRequest.builder().build();

  @TempDir Path directory;

  private Headers received() throws InterruptedException {
    return service.takeRequest().getHeaders();
  }

  @Test
  void a_call_can_have_headers_of_its_own() throws Exception {
    WorkflowClient traced =
        client.withOptions(o -> o.header("X-Trace", "t-1").header("User-Agent", "mine"));
    enqueue(200, workflow("new", 0));
    traced.create(REQUEST);
    assertThat(received()).contains(new kotlin.Pair<>("X-Trace", "t-1"));
    enqueue(200, workflow("success", 100));
    traced.await("w-1");
    assertThat(received().values("x-trace")).containsExactly("t-1");
    enqueue(200, workflow("success", 100));
    traced
        .withOptions(o -> o.header("x-trace", "t-2").header("X-More", "m"))
        .getAsync("w-1")
        .join();
    Headers merged = received();
    assertThat(merged.values("X-Trace")).containsExactly("t-2");
    assertThat(merged.get("X-More")).isEqualTo("m");
    assertThat(merged.get("User-Agent")).isEqualTo("mine");
    assertThat(merged.get("X-Api-Key")).isEqualTo(KEY);
    enqueue(200, workflow("success", 100));
    client.get("w-1");
    assertThat(received().get("X-Trace")).isNull();
    service.enqueue(new MockResponse.Builder().body("x").build());
    Output output = Output.builder().url(service.url("/a.mp4").toString()).build();
    traced.download(output, directory.resolve("a.mp4"));
    assertThat(received().get("X-Trace")).isNull();
  }

  @Test
  void an_invalid_header_or_that_of_the_key_is_rejected() {
    CallOptions.Builder options = CallOptions.builder();
    assertThatIllegalArgumentException().isThrownBy(() -> options.header("x-api-key", "other"));
    assertThatIllegalArgumentException().isThrownBy(() -> options.header("X-A", "line\nbreak"));
    assertThatIllegalArgumentException().isThrownBy(() -> options.header("X A", "b"));
  }

  @Test
  void an_exchange_has_its_operation_and_template() {
    List<Exchange> exchanges = new CopyOnWriteArrayList<>();
    try (WorkflowClient observed = builder().onExchange(exchanges::add).build()) {
      enqueue(503, "");
      enqueue(200, workflow("success", 100));
      observed.get("w-1");
      enqueue(200, workflow("new", 0));
      enqueue(200, workflow("success", 100));
      observed.createAsync(REQUEST).join().await();
      enqueue(200, workflow("success", 100));
      observed.awaitAsync("w-1").join();
      enqueue(200, "{\"data\": []}");
      observed.templates();
    }
    assertThat(exchanges)
        .extracting(Exchange::operation, Exchange::template, Exchange::attempt)
        .containsExactly(
            tuple("getWorkflow", null, 1),
            tuple("getWorkflow", null, 2),
            tuple("createWorkflow", "vim_astronaut", 1),
            tuple("getWorkflow", null, 1),
            tuple("getWorkflow", null, 1),
            tuple("listTemplates", null, 1));
  }

  @Test
  void calls_of_the_retrofit_interfaces_are_not_reported() throws Exception {
    List<Exchange> exchanges = new CopyOnWriteArrayList<>();
    try (WorkflowClient logging = builder().onExchange(exchanges::add).build()) {
      enqueue(200, workflow("new", 0));
      logging.workflowApi().getWorkflow("w-1").execute();
    }
    assertThat(exchanges).isEmpty();
  }

  /**
   * A factory of another library, as that of OpenTelemetry: it changes requests and wraps calls.
   */
  private static Call.Factory tracing(OkHttpClient http, List<String> traced) {
    return request -> {
      traced.add(request.method() + " " + request.url().encodedPath());
      return http.newCall(request.newBuilder().header("traceparent", "00-1").build());
    };
  }

  @Test
  void every_call_is_made_by_the_call_factory() throws Exception {
    List<String> traced = new CopyOnWriteArrayList<>();
    try (WorkflowClient tracing = builder().callFactory(http -> tracing(http, traced)).build()) {
      enqueue(200, workflow("new", 0));
      enqueue(200, workflow("success", 100));
      tracing.create(REQUEST).awaitAsync().join();
      enqueue(200, workflow("success", 100));
      tracing.withOptions(o -> o.timeout(Duration.ofSeconds(5))).get("w-2");
      enqueue(200, workflow("success", 100));
      tracing.workflowApi().getWorkflow("w-3").execute();
      service.enqueue(new MockResponse.Builder().body("x").build());
      Output output = Output.builder().url(service.url("/a.mp4").toString()).build();
      tracing.download(output, directory.resolve("a.mp4"));
    }
    assertThat(traced)
        .containsExactly(
            "POST /v2/workflow",
            "GET /v2/workflow/w-1",
            "GET /v2/workflow/w-2",
            "GET /v2/workflow/w-3",
            "GET /a.mp4");
    assertThat(received().get("traceparent")).isEqualTo("00-1");
  }

  @Test
  void asynchronous_calls_continue_in_the_context_of_their_caller() throws Exception {
    ThreadLocal<String> context = new ThreadLocal<>();
    List<String> seen = new CopyOnWriteArrayList<>();
    try (WorkflowClient client =
        builder()
            .callerContext(
                () -> {
                  String captured = context.get();
                  return task -> {
                    context.set(captured);
                    task.run();
                    context.remove();
                  };
                })
            .callFactory(
                http ->
                    request -> {
                      seen.add(request.method() + " in " + context.get());
                      return http.newCall(request);
                    })
            .build()) {
      enqueue(429, "{}");
      enqueue(200, workflow("new", 0));
      enqueue(200, workflow("processing", 50));
      enqueue(503, "{}");
      enqueue(200, workflow("success", 100));
      context.set("a");
      WorkflowHandle handle = client.createAsync(REQUEST).get(30, TimeUnit.SECONDS);
      CompletableFuture<Workflow> wait =
          handle.awaitAsync(progress -> seen.add("listener in " + context.get()));
      context.set("b");
      wait.get(30, TimeUnit.SECONDS);
    }
    assertThat(seen)
        .containsExactly(
            "POST in a",
            "POST in a",
            "GET in a",
            "listener in a",
            "GET in a",
            "GET in a",
            "listener in a");
  }

  @Test
  void a_context_that_throws_ends_the_call() {
    IllegalStateException thrown = new IllegalStateException("no context");
    Executor broken =
        task -> {
          throw thrown;
        };
    try (WorkflowClient client = builder().callerContext(() -> broken).build()) {
      enqueue(200, workflow("success", 100));
      for (CompletableFuture<?> future :
          List.of(client.getAsync("w-1"), client.awaitAsync("w-1"))) {
        assertThat(future)
            .failsWithin(30, TimeUnit.SECONDS)
            .withThrowableThat()
            .havingCause()
            .isSameAs(thrown);
      }
    }
    try (WorkflowClient client =
        builder()
            .callerContext(
                () -> {
                  throw thrown;
                })
            .build()) {
      assertThatThrownBy(() -> client.getAsync("w-1")).isSameAs(thrown);
      assertThatThrownBy(() -> client.awaitAsync("w-1")).isSameAs(thrown);
    }
  }

  @Test
  void a_call_factory_that_loses_tags_is_reported_before_anything_is_sent() {
    try (WorkflowClient losing =
        builder()
            .callFactory(
                http ->
                    request ->
                        http.newCall(
                            new Request.Builder()
                                .url(request.url())
                                .method(request.method(), request.body())
                                .build()))
            .build()) {
      assertThatThrownBy(() -> losing.create(REQUEST)).hasMessageContaining("tags");
    }
    assertThat(service.getRequestCount()).isZero();
  }

  @Test
  void options_are_values() {
    Consumer<RetryEvent> onRetry = event -> {};
    RetryOptions retry =
        RetryOptions.builder()
            .maxRetries(4)
            .seed(3)
            .listener(onRetry)
            .maxDelay(Duration.ZERO)
            .build();
    Consumer<DownloadProgress> onProgress = progress -> {};
    DownloadOptions download =
        DownloadOptions.builder()
            .maxResumes(7)
            .ifExists(IfExists.SKIP)
            .checkContentType(false)
            .keepPartialFile(true)
            .listener(onProgress)
            .build();
    PollOptions poll = PollOptions.builder().backoff(3).seed(4).timeout(Duration.ZERO).build();
    CallOptions call =
        CallOptions.builder()
            .timeout(Duration.ofSeconds(1))
            .connectTimeout(Duration.ofSeconds(2))
            .readTimeout(Duration.ofSeconds(3))
            .writeTimeout(Duration.ofSeconds(4))
            .retryOptions(retry)
            .header("A", "b")
            .build();
    List<Object[]> values = new ArrayList<>();
    values.add(new Object[] {retry, retry.toBuilder().build(), RetryOptions.defaults()});
    values.add(new Object[] {download, download.toBuilder().build(), DownloadOptions.defaults()});
    values.add(new Object[] {poll, poll.toBuilder().build(), PollOptions.defaults()});
    values.add(new Object[] {call, call.toBuilder().build(), CallOptions.builder().build()});
    values.add(
        new Object[] {call, call.toBuilder().build(), call.toBuilder().header("a", "c").build()});
    for (Object[] value : values) {
      assertThat(value[1]).isEqualTo(value[0]).isNotSameAs(value[0]).hasSameHashCodeAs(value[0]);
      assertThat(value[1]).isNotEqualTo(value[2]).isNotEqualTo("text").isNotEqualTo(null);
      assertThat(value[1]).hasToString(value[0].toString());
    }
    assertThat(call.toBuilder().build().headers()).isEqualTo(Map.of("A", "b"));
  }

  @Test
  void a_note_of_the_simulator_is_in_the_message() {
    WorkflowApiException e =
        WorkflowApiException.of(
            "POST /v2/workflow",
            422,
            Map.of("x-simulator-note", List.of("known options: a, b")),
            "{\"detail\":[{\"loc\":[\"body\",\"options\",\"c\"],\"msg\":\"not allowed\",\"type\":\"t\"}]}");
    assertThat(e.simulatorNote()).isEqualTo("known options: a, b");
    assertThat(e)
        .hasMessage(
            "POST /v2/workflow returned 422: body.options.c: not allowed"
                + " (simulator: known options: a, b)");
    assertThat(WorkflowApiException.of("GET /x", 404, Map.of(), "").simulatorNote()).isNull();
  }
}
