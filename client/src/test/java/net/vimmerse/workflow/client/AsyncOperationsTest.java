package net.vimmerse.workflow.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import mockwebserver3.MockResponse;
import mockwebserver3.SocketEffect;
import net.vimmerse.workflow.client.model.UpdateWorkflowRequest;
import net.vimmerse.workflow.client.model.VimAstronautRequest;
import okhttp3.Headers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AsyncOperationsTest extends MockServiceTest {
  private static final VimAstronautRequest REQUEST = VimAstronautRequest.builder().build();

  private static <T> T result(CompletableFuture<T> future) throws Exception {
    return future.get(30, TimeUnit.SECONDS);
  }

  private static Throwable failure(CompletableFuture<?> future) {
    return catchThrowableOfType(ExecutionException.class, () -> result(future)).getCause();
  }

  @Test
  void every_operation_has_an_asynchronous_variant() throws Exception {
    for (int i = 0; i < 4; i++) {
      enqueue(200, workflow("new", 0));
    }
    assertThat(result(client.createAsync(REQUEST)).id()).isEqualTo("w-1");
    assertThat(result(client.getAsync("w-1")).id()).isEqualTo("w-1");
    UpdateWorkflowRequest update = UpdateWorkflowRequest.builder().title("t").build();
    assertThat(result(client.updateAsync("w-1", update)).id()).isEqualTo("w-1");
    assertThat(result(client.deleteAsync("w-1")).id()).isEqualTo("w-1");
    enqueue(200, "{\"data\": [{\"template_id\": \"t-1\"}]}");
    assertThat(result(client.templatesAsync(true))).hasSize(1);
    for (String line :
        new String[] {
          "POST /v2/workflow",
          "GET /v2/workflow/w-1",
          "PUT /v2/workflow/w-1",
          "DELETE /v2/workflow/w-1",
          "GET /v2/workflow/templates?detail=true"
        }) {
      assertThat(service.takeRequest().getRequestLine()).startsWith(line + " ");
    }
  }

  @Test
  void an_asynchronous_read_is_retried_like_a_blocking_one() throws Exception {
    service.enqueue(response(503, "{}").addHeader("Retry-After", "7").build());
    enqueue(200, workflow("new", 0));
    assertThat(result(client.getAsync("w-1")).id()).isEqualTo("w-1");
    assertThat(clock.sleeps).containsExactly(Duration.ofSeconds(7));
    for (int i = 0; i < 3; i++) {
      enqueue(503, "{}");
    }
    assertThat(failure(client.getAsync("w-1"))).isInstanceOf(ServerErrorException.class);
  }

  @Test
  void an_asynchronous_create_is_retried_only_if_it_was_not_received() throws Exception {
    enqueue(429, "{}");
    enqueue(200, workflow("new", 0));
    assertThat(result(client.createAsync(REQUEST)).id()).isEqualTo("w-1");
    service.enqueue(
        new MockResponse.Builder().onResponseStart(new SocketEffect.CloseSocket()).build());
    enqueue(200, workflow("new", 0));
    assertThat(failure(client.createAsync(REQUEST)))
        .isInstanceOfSatisfying(
            WorkflowNetworkException.class,
            e -> {
              assertThat(e.mayHaveBeenReceived()).isTrue();
              assertThat(e.isRetryable()).isFalse();
            });
    assertThat(service.getRequestCount()).isEqualTo(3);
  }

  @Test
  void an_asynchronous_call_ends_with_its_timeout_and_when_it_is_cancelled() throws Exception {
    try (ServerSocket silent = new ServerSocket(0);
        WorkflowClient impatient =
            builder()
                .baseUrl("https://localhost:" + silent.getLocalPort())
                .timeout(Duration.ofMillis(200))
                .retryOptions(RetryOptions.none())
                .build()) {
      assertThat(failure(impatient.createAsync(REQUEST)))
          .isInstanceOfSatisfying(
              WorkflowNetworkException.class, e -> assertThat(e.isRetryable()).isTrue());
    }
    service.enqueue(
        new MockResponse.Builder().onResponseStart(SocketEffect.Stall.INSTANCE).build());
    CompletableFuture<?> future = client.getAsync("w-1");
    service.takeRequest();
    future.cancel(true);
    assertThat(future).isCancelled();
  }

  @Test
  void closing_the_client_ends_the_delay_before_a_retry() throws Exception {
    ManualClock time = new ManualClock();
    client.close();
    client = builder().clock(time).build();
    enqueue(503, "{}");
    CompletableFuture<?> future = client.getAsync("w-1");
    time.awaitScheduled(1);
    client.close();
    assertThat(failure(future)).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void a_call_cancelled_in_the_delay_before_a_retry_leaves_nothing_behind() {
    ManualClock time = new ManualClock();
    Lifecycle lifecycle = new Lifecycle(time, () -> Runnable::run);
    String request = "GET /v2/workflow/w-1";
    WorkflowException unavailable =
        WorkflowApiException.of(new BufferedResponse(request, 503, Headers.of(), "{}"));
    CompletableFuture<String> future =
        new RetryExecutor(RetryOptions.defaults(), lifecycle)
            .executeAsync(
                request,
                Duration.ZERO,
                (number, timeout, callback) -> {
                  callback.accept(null, unavailable);
                  return () -> {};
                });
    assertThat(lifecycle.waits).hasSize(1);
    future.cancel(true);
    assertThat(lifecycle.waits).isEmpty();
    assertThat(time.scheduled()).isZero();
  }

  @Test
  void a_closed_client_starts_no_asynchronous_call() {
    client.close();
    assertThatIllegalStateException().isThrownBy(() -> client.getAsync("w-1"));
  }

  @ParameterizedTest
  @CsvSource({
    "GET /x, 429, true", "GET /x, 503, true", "GET /x, 408, true", "GET /x, 404, false",
    "GET /x, 501, false", "POST /x, 429, true", "POST /x, 503, false", "POST /x, 402, false"
  })
  void a_failure_says_whether_repeating_the_call_makes_sense(
      String request, int status, boolean retryable) {
    assertThat(WorkflowApiException.of(request, status, Map.of(), "").isRetryable())
        .isEqualTo(retryable);
  }

  @ParameterizedTest
  @CsvSource({
    "GET /x, true, true",
    "GET /x, false, true",
    "POST /x, true, false",
    "POST /x, false, true"
  })
  void a_broken_connection_says_whether_repeating_the_call_is_safe(
      String request, boolean mayHaveBeenReceived, boolean retryable) {
    assertThat(
            new WorkflowNetworkException(request, "m", new IOException(), mayHaveBeenReceived)
                .isRetryable())
        .isEqualTo(retryable);
  }
}
