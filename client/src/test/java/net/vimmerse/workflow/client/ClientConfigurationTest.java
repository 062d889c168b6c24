package net.vimmerse.workflow.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.logging.Filter;
import java.util.logging.Logger;
import mockwebserver3.MockResponse;
import mockwebserver3.RecordedRequest;
import mockwebserver3.SocketEffect;
import net.vimmerse.workflow.client.model.ProcessingStatus;
import net.vimmerse.workflow.client.model.VimAstronautRequest;
import net.vimmerse.workflow.client.model.Workflow;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.Test;

class ClientConfigurationTest extends MockServiceTest {
  private static final VimAstronautRequest REQUEST = VimAstronautRequest.builder().build();

  @Test
  void timeouts_can_be_set_for_a_client_and_for_a_call() {
    List<List<Duration>> seen = new ArrayList<>();
    Interceptor recorder =
        chain -> {
          seen.add(
              List.of(
                  Duration.ofMillis(chain.connectTimeoutMillis()),
                  Duration.ofMillis(chain.readTimeoutMillis()),
                  Duration.ofMillis(chain.writeTimeoutMillis()),
                  Duration.ofNanos(chain.call().timeout().timeoutNanos())));
          return chain.proceed(chain.request());
        };
    try (WorkflowClient timed =
        builder()
            .httpClient(new OkHttpClient.Builder().addInterceptor(recorder).build())
            .connectTimeout(Duration.ofSeconds(1))
            .readTimeout(Duration.ofSeconds(2))
            .writeTimeout(Duration.ofSeconds(3))
            .timeout(Duration.ofSeconds(4))
            .build()) {
      for (int i = 0; i < 3; i++) {
        enqueue(200, workflow("new", 0));
      }
      timed.get("w-1");
      timed
          .withOptions(
              o ->
                  o.connectTimeout(Duration.ofSeconds(5))
                      .readTimeout(Duration.ofSeconds(6))
                      .writeTimeout(Duration.ofSeconds(7))
                      .timeout(Duration.ofSeconds(8)))
          .get("w-1");
      timed.withOptions(o -> o.timeout(Duration.ofSeconds(9))).get("w-1");
    }
    assertThat(seen.get(0)).extracting(Duration::toSeconds).containsExactly(1L, 2L, 3L, 4L);
    assertThat(seen.get(1)).extracting(Duration::toSeconds).containsExactly(5L, 6L, 7L, 8L);
    assertThat(seen.get(2)).extracting(Duration::toSeconds).containsExactly(1L, 2L, 3L, 9L);
  }

  @Test
  void a_call_ends_after_its_own_timeout() {
    service.enqueue(
        new MockResponse.Builder().onResponseStart(SocketEffect.Stall.INSTANCE).build());
    WorkflowClient impatient =
        client.withOptions(o -> o.timeout(Duration.ofMillis(50)).retryOptions(RetryOptions.none()));
    assertThatThrownBy(() -> impatient.get("w-1")).isInstanceOf(WorkflowNetworkException.class);
  }

  @Test
  void a_client_with_options_is_closed_with_the_original_client_only() {
    WorkflowClient view = client.withOptions(CallOptions.builder().build());
    view.close();
    enqueue(200, workflow("new", 0));
    assertThat(client.get("w-1").id()).isEqualTo("w-1");
    client.close();
    assertThatIllegalStateException().isThrownBy(() -> view.get("w-1"));
  }

  @Test
  void invalid_options_are_rejected() {
    CallOptions.Builder builder = CallOptions.builder();
    assertThatIllegalArgumentException().isThrownBy(() -> builder.timeout(Duration.ofSeconds(-1)));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder.connectTimeout(Duration.ofDays(99)));
  }

  @Test
  void the_environment_can_set_api_key_and_base_url() throws Exception {
    Map<String, String> environment =
        Map.of("VIMMERSE_API_KEY", "key-9", "VIMMERSE_BASE_URL", service.url("/base").toString());
    enqueue(200, workflow("new", 0));
    try (WorkflowClient client =
        WorkflowClient.builder().fromEnvironment(environment::get).build()) {
      client.get("w-1");
    }
    RecordedRequest request = service.takeRequest();
    assertThat(request.getTarget()).isEqualTo("/base/v2/workflow/w-1");
    assertThat(request.getHeaders().get("X-Api-Key")).isEqualTo("key-9");
  }

  @Test
  void the_environment_can_set_a_log_that_does_not_have_the_api_key() {
    List<String> logged = new CopyOnWriteArrayList<>();
    Logger logger = Logger.getLogger("net.vimmerse.workflow.client");
    Filter filter =
        line -> {
          logged.add(line.getMessage());
          return false;
        };
    List<Exchange> listened = new ArrayList<>();
    synchronized (logger) {
      logger.setFilter(filter);
      try {
        for (String level : new String[] {"info", "DEBUG", "off", ""}) {
          Map<String, String> environment = Map.of("VIMMERSE_LOG", level);
          enqueue(200, workflow("new", 0));
          try (WorkflowClient client =
              builder().fromEnvironment(environment::get).onExchange(listened::add).build()) {
            client.get("w-log");
          }
        }
      } finally {
        logger.setFilter(null);
      }
    }
    logged.removeIf(line -> !line.contains("w-log"));
    assertThat(logged).hasSize(2);
    assertThat(logged.get(0)).matches("GET /v2/workflow/w-log -> 200 in \\d+ ms");
    assertThat(logged.get(1)).contains("processing_status").doesNotContain(KEY);
    assertThat(listened).hasSize(4);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder().fromEnvironment(name -> "loud"))
        .withMessageContaining("VIMMERSE_LOG");
  }

  @Test
  void an_environment_without_an_api_key_is_reported() {
    assertThatIllegalStateException()
        .isThrownBy(() -> WorkflowClient.builder().fromEnvironment(name -> "").build())
        .withMessageContaining("VIMMERSE_API_KEY");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> WorkflowClient.builder().fromEnvironment(name -> "ftp://x"));
  }

  @Test
  void a_raw_response_has_status_headers_and_body() {
    service.enqueue(response(200, workflow("new", 0)).addHeader("X-Trace", "t-9").build());
    RawResponse<Workflow> response = client.raw().get("w-1");
    assertThat(response.status()).isEqualTo(200);
    assertThat(response.headers().get("x-trace")).containsExactly("t-9");
    assertThat(response.body()).isEqualTo(workflow("new", 0));
    assertThat(response.value().processingStatus()).isSameAs(ProcessingStatus.NEW);
  }

  @Test
  void a_raw_response_that_cannot_be_decoded_still_has_its_body() {
    enqueue(200, "not JSON");
    RawResponse<WorkflowHandle> response = client.raw().create(REQUEST);
    assertThat(response.body()).isEqualTo("not JSON");
    assertThatThrownBy(response::value).isInstanceOf(WorkflowDecodingException.class);
  }

  @Test
  void every_request_has_a_user_agent_with_the_version() throws Exception {
    enqueue(200, workflow("new", 0));
    client.get("w-1");
    assertThat(service.takeRequest().getHeaders().get("User-Agent"))
        .matches("vimmerse-workflow-java/\\d+\\.\\d+\\.\\d+\\S* \\(Java [^;]+; OkHttp [^)]+\\)");
  }

  @Test
  void a_user_agent_set_by_an_interceptor_is_kept() throws Exception {
    Interceptor addUserAgent =
        chain -> chain.proceed(chain.request().newBuilder().header("User-Agent", "mine").build());
    enqueue(200, workflow("new", 0));
    try (WorkflowClient named =
        builder()
            .httpClient(new OkHttpClient.Builder().addInterceptor(addUserAgent).build())
            .build()) {
      named.get("w-1");
    }
    assertThat(service.takeRequest().getHeaders().get("User-Agent")).isEqualTo("mine");
  }

  @Test
  void every_attempt_is_reported_without_the_api_key() {
    List<Exchange> exchanges = new ArrayList<>();
    try (WorkflowClient logged = builder().onExchange(exchanges::add).build()) {
      service.enqueue(
          response(503, "{\"message\": \"" + KEY + "\"}")
              .addHeader("Set-Cookie", "session=1")
              .addHeader("X-Echo", KEY)
              .build());
      enqueue(200, workflow("new", 0));
      logged.get("w-1");
      enqueue(200, workflow("new", 0));
      logged.create(VimAstronautRequest.builder().title(KEY).build());
    }
    assertThat(exchanges).extracting(Exchange::attempt).containsExactly(1, 2, 1);
    assertThat(exchanges).extracting(Exchange::status).containsExactly(503, 200, 200);
    assertThat(exchanges.get(0).responseHeaders().get("set-cookie")).containsExactly("[redacted]");
    assertThat(exchanges.get(1).toString())
        .startsWith("GET /v2/workflow/w-1 (attempt 2) -> 200 in ");
    assertThat(exchanges.get(2).requestBody()).contains("[redacted]", "vim_astronaut");
    for (Exchange exchange : exchanges) {
      assertThat(
              exchange.toString()
                  + exchange.requestHeaders()
                  + exchange.requestBody()
                  + exchange.responseHeaders()
                  + exchange.responseBody())
          .doesNotContain(KEY);
    }
  }

  @Test
  void an_attempt_without_a_response_is_reported_with_its_failure() {
    List<Exchange> exchanges = new ArrayList<>();
    service.close();
    try (WorkflowClient logged =
        builder().onExchange(exchanges::add).retryOptions(RetryOptions.none()).build()) {
      assertThatThrownBy(() -> logged.get("w-1")).isInstanceOf(WorkflowNetworkException.class);
    }
    assertThat(exchanges)
        .singleElement()
        .satisfies(
            exchange -> {
              assertThat(exchange.status()).isNull();
              assertThat(exchange.failure()).contains("received no complete response");
              assertThat(exchange.elapsed()).isPositive();
            });
  }

  @Test
  void the_generated_interface_sends_the_api_key_and_does_not_retry() throws Exception {
    enqueue(200, workflow("new", 0));
    assertThat(client.workflowApi().getWorkflow("w-1").execute().body().data().id())
        .isEqualTo("w-1");
    assertThat(service.takeRequest().getHeaders().get("X-Api-Key")).isEqualTo(KEY);
    service.enqueue(response(503, "{}").addHeader("Retry-After", "0").build());
    assertThat(client.workflowApi().createWorkflow(REQUEST).execute().code()).isEqualTo(503);
    enqueue(200, "[]");
    assertThat(client.templatesApi().listTemplates(null).execute().isSuccessful()).isTrue();
  }

  @Test
  void a_handle_waits_asynchronously_with_its_client() throws Exception {
    enqueue(200, workflow("new", 0));
    enqueue(200, workflow("processing", 50));
    enqueue(200, workflow("success", 100));
    List<Integer> percentages = new ArrayList<>();
    Workflow done =
        client
            .create(REQUEST)
            .awaitAsync(progress -> percentages.add(progress.percentage()))
            .get(30, TimeUnit.SECONDS);
    assertThat(done.processingStatus()).isSameAs(ProcessingStatus.SUCCESS);
    assertThat(percentages).containsExactly(50, 100);
  }

  @Test
  void cancelling_a_wait_cancels_a_stalled_read() throws Exception {
    service.enqueue(
        new MockResponse.Builder().onResponseStart(SocketEffect.Stall.INSTANCE).build());
    CompletableFuture<Void> cancelled = new CompletableFuture<>();
    OkHttpClient shared =
        new OkHttpClient.Builder()
            .addInterceptor(
                chain -> {
                  try {
                    return chain.proceed(chain.request());
                  } finally {
                    cancelled.complete(null);
                  }
                })
            .build();
    try (WorkflowClient sharing = builder().httpClient(shared).build()) {
      CompletableFuture<Workflow> future = sharing.awaitAsync("w-1");
      service.takeRequest();
      future.cancel(true);
      cancelled.get(30, TimeUnit.SECONDS);
      assertThat(future).isCancelled();
    }
  }

  @Test
  void closing_the_client_ends_an_asynchronous_wait_immediately() {
    ManualClock time = new ManualClock();
    client.close();
    client = builder().clock(time).build();
    CompletableFuture<Workflow> future = client.awaitAsync("w-1");
    client.close();
    assertThat(future).isCompletedExceptionally();
    assertThat(time.scheduled()).isZero();
    assertThatThrownBy(future::join).hasCauseInstanceOf(IllegalStateException.class);
  }

  @Test
  void an_okhttp_that_is_too_old_is_named_in_one_sentence() {
    assertThatThrownBy(() -> OkHttpVersion.check("4.12.0"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageStartingWith("OkHttp 4.12.0 is on the class path, but")
        .hasMessageContaining("requires 5.0 or newer");
    OkHttpVersion.check("5.0.0");
    OkHttpVersion.check(OkHttpVersion.current());
  }
}
