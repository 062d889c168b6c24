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
import java.util.concurrent.TimeUnit;
import mockwebserver3.MockResponse;
import mockwebserver3.RecordedRequest;
import mockwebserver3.SocketEffect;
import net.vimmerse.workflow.client.model.ProcessingStatus;
import net.vimmerse.workflow.client.model.VimAstronautRequest;
import net.vimmerse.workflow.client.model.Workflow;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.Test;

class FitTest extends ServiceTest {
  private static final VimAstronautRequest REQUEST = VimAstronautRequest.builder().build();

  @Test
  void time_outs_can_be_set_for_a_client_and_for_a_call() {
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
        answers(200, workflow("new", 0));
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
  void a_time_out_of_one_call_ends_that_call() {
    service.enqueue(
        new MockResponse.Builder().onResponseStart(SocketEffect.Stall.INSTANCE).build());
    WorkflowClient impatient =
        client.withOptions(o -> o.timeout(Duration.ofMillis(50)).retries(RetryOptions.none()));
    assertThatThrownBy(() -> impatient.get("w-1")).isInstanceOf(WorkflowNetworkException.class);
  }

  @Test
  void a_client_with_options_shares_the_life_of_the_client_it_came_from() {
    WorkflowClient view = client.withOptions(CallOptions.builder().build());
    view.close();
    answers(200, workflow("new", 0));
    assertThat(client.get("w-1").id()).isEqualTo("w-1");
    client.close();
    assertThatIllegalStateException().isThrownBy(() -> view.get("w-1"));
  }

  @Test
  void options_that_make_no_sense_are_refused() {
    CallOptions.Builder builder = CallOptions.builder();
    assertThatIllegalArgumentException().isThrownBy(() -> builder.timeout(Duration.ofSeconds(-1)));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder.connectTimeout(Duration.ofDays(99)));
  }

  @Test
  void the_environment_can_name_key_and_service() throws Exception {
    Map<String, String> environment =
        Map.of("VIMMERSE_API_KEY", "key-9", "VIMMERSE_BASE_URL", service.url("/base").toString());
    answers(200, workflow("new", 0));
    try (WorkflowClient found =
        WorkflowClient.builder().fromEnvironment(environment::get).build()) {
      found.get("w-1");
    }
    RecordedRequest request = service.takeRequest();
    assertThat(request.getTarget()).isEqualTo("/base/v2/workflow/w-1");
    assertThat(request.getHeaders().get("X-Api-Key")).isEqualTo("key-9");
  }

  @Test
  void an_environment_without_a_key_is_told_so() {
    assertThatIllegalStateException()
        .isThrownBy(() -> WorkflowClient.builder().fromEnvironment(name -> "").build())
        .withMessageContaining("VIMMERSE_API_KEY");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> WorkflowClient.builder().fromEnvironment(name -> "ftp://x"));
  }

  @Test
  void an_answer_can_be_had_as_it_came() {
    service.enqueue(answer(200, workflow("new", 0)).addHeader("X-Trace", "t-9").build());
    RawResponse<Workflow> response = client.raw().get("w-1");
    assertThat(response.status()).isEqualTo(200);
    assertThat(response.headers().get("x-trace")).containsExactly("t-9");
    assertThat(response.body()).isEqualTo(workflow("new", 0));
    assertThat(response.value().processingStatus()).isSameAs(ProcessingStatus.NEW);
  }

  @Test
  void an_answer_that_cannot_be_understood_can_still_be_had_as_it_came() {
    answers(200, "not JSON");
    RawResponse<WorkflowHandle> response = client.raw().create(REQUEST);
    assertThat(response.body()).isEqualTo("not JSON");
    assertThatThrownBy(response::value).isInstanceOf(WorkflowDecodingException.class);
  }

  @Test
  void every_request_names_the_client_and_its_version() throws Exception {
    answers(200, workflow("new", 0));
    client.get("w-1");
    assertThat(service.takeRequest().getHeaders().get("User-Agent"))
        .matches("vimmerse-workflow-java/\\d+\\.\\d+\\.\\d+\\S* \\(Java [^;]+; OkHttp [^)]+\\)");
  }

  @Test
  void a_name_given_by_the_callers_interceptor_stays() throws Exception {
    Interceptor naming =
        chain -> chain.proceed(chain.request().newBuilder().header("User-Agent", "mine").build());
    answers(200, workflow("new", 0));
    try (WorkflowClient named =
        builder().httpClient(new OkHttpClient.Builder().addInterceptor(naming).build()).build()) {
      named.get("w-1");
    }
    assertThat(service.takeRequest().getHeaders().get("User-Agent")).isEqualTo("mine");
  }

  @Test
  void every_attempt_can_be_logged_without_the_key() {
    List<Exchange> log = new ArrayList<>();
    try (WorkflowClient logged = builder().onExchange(log::add).build()) {
      service.enqueue(
          answer(503, "{\"message\": \"" + KEY + "\"}")
              .addHeader("Set-Cookie", "session=1")
              .addHeader("X-Echo", KEY)
              .build());
      answers(200, workflow("new", 0));
      logged.get("w-1");
      answers(200, workflow("new", 0));
      logged.create(VimAstronautRequest.builder().title(KEY).build());
    }
    assertThat(log).extracting(Exchange::attempt).containsExactly(1, 2, 1);
    assertThat(log).extracting(Exchange::status).containsExactly(503, 200, 200);
    assertThat(log.get(0).responseHeaders().get("set-cookie")).containsExactly("[redacted]");
    assertThat(log.get(1).toString()).startsWith("GET /v2/workflow/w-1 (attempt 2) -> 200 in ");
    assertThat(log.get(2).requestBody()).contains("[redacted]", "vim_astronaut");
    for (Exchange exchange : log) {
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
  void an_attempt_without_an_answer_is_logged_with_the_reason() {
    List<Exchange> log = new ArrayList<>();
    service.close();
    try (WorkflowClient logged =
        builder().onExchange(log::add).retries(RetryOptions.none()).build()) {
      assertThatThrownBy(() -> logged.get("w-1")).isInstanceOf(WorkflowNetworkException.class);
    }
    assertThat(log)
        .singleElement()
        .satisfies(
            exchange -> {
              assertThat(exchange.status()).isNull();
              assertThat(exchange.failure()).contains("had no answer");
              assertThat(exchange.elapsed()).isPositive();
            });
  }

  @Test
  void the_generated_interface_is_reached_with_the_key_and_without_repetitions() throws Exception {
    answers(200, workflow("new", 0));
    assertThat(client.workflowApi().getWorkflow("w-1").execute().body().data().id())
        .isEqualTo("w-1");
    assertThat(service.takeRequest().getHeaders().get("X-Api-Key")).isEqualTo(KEY);
    service.enqueue(answer(503, "{}").addHeader("Retry-After", "0").build());
    assertThat(client.workflowApi().createWorkflow(REQUEST).execute().code()).isEqualTo(503);
    answers(200, "[]");
    assertThat(client.templatesApi().listTemplates(null).execute().isSuccessful()).isTrue();
  }

  @Test
  void a_handle_waits_without_a_thread_through_the_client_it_came_from() throws Exception {
    answers(200, workflow("new", 0));
    answers(200, workflow("processing", 50));
    answers(200, workflow("success", 100));
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
  void a_cancelled_wait_gives_up_a_read_on_a_silent_service() throws Exception {
    service.enqueue(
        new MockResponse.Builder().onResponseStart(SocketEffect.Stall.INSTANCE).build());
    OkHttpClient shared = new OkHttpClient();
    try (WorkflowClient sharing = builder().httpClient(shared).build()) {
      CompletableFuture<Workflow> future = sharing.awaitAsync("w-1");
      service.takeRequest();
      CompletableFuture<Void> idle = new CompletableFuture<>();
      shared.dispatcher().setIdleCallback(() -> idle.complete(null));
      future.cancel(true);
      idle.get(30, TimeUnit.SECONDS);
      assertThat(future).isCancelled();
    }
    shared.dispatcher().executorService().shutdown();
  }

  @Test
  void a_wait_on_a_client_that_is_closed_fails_at_its_next_read() {
    client.close();
    VirtualTime time = new VirtualTime();
    client = builder().clock(time).build();
    CompletableFuture<Workflow> future = client.awaitAsync("w-1");
    client.close();
    time.runNext();
    assertThatThrownBy(future::join).hasCauseInstanceOf(IllegalStateException.class);
  }
}
