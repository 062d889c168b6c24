package net.vimmerse.workflow.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import mockwebserver3.MockResponse;
import mockwebserver3.SocketEffect;
import net.vimmerse.workflow.client.model.UpdateWorkflowRequest;
import net.vimmerse.workflow.client.model.VimAstronautRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RetryTest extends MockServiceTest {
  private static final VimAstronautRequest REQUEST = VimAstronautRequest.builder().build();

  private final List<RetryEvent> retries = new ArrayList<>();

  @Override
  WorkflowClientBuilder builder() {
    return super.builder().retryOptions(RetryOptions.builder().listener(retries::add).build());
  }

  private void disconnect() {
    service.enqueue(
        new MockResponse.Builder().onResponseStart(new SocketEffect.CloseSocket()).build());
  }

  @Test
  void a_read_is_retried_on_a_request_timeout() {
    // OkHttp makes the first retry itself.
    enqueue(408, "{}");
    enqueue(408, "{}");
    enqueue(200, workflow("new", 0));
    assertThat(client.get("w-1").id()).isEqualTo("w-1");
  }

  @ParameterizedTest
  @ValueSource(ints = {429, 500, 502, 503, 504})
  void a_read_is_retried_on_a_transient_status(int status) {
    enqueue(status, "{}");
    enqueue(200, workflow("new", 0));
    assertThat(client.get("w-1").id()).isEqualTo("w-1");
    assertThat(retries)
        .singleElement()
        .satisfies(
            retry -> {
              assertThat(retry.failedAttempts()).isEqualTo(1);
              assertThat(retry.request()).isEqualTo("GET /v2/workflow/w-1");
              assertThat(retry.failure())
                  .isInstanceOfSatisfying(
                      WorkflowApiException.class, e -> assertThat(e.status()).isEqualTo(status));
              assertThat(clock.sleeps).containsExactly(retry.delay());
            });
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 401, 402, 403, 404, 409, 413, 422, 501})
  void a_permanent_status_is_thrown_immediately(int status) {
    enqueue(status, "{}");
    assertThatThrownBy(() -> client.get("w-1")).isInstanceOf(WorkflowApiException.class);
    assertThat(retries).isEmpty();
  }

  @Test
  void a_read_is_retried_on_a_truncated_response() {
    service.enqueue(
        response(200, workflow("new", 0))
            .setHeader("Content-Length", 1000)
            .onResponseEnd(new SocketEffect.CloseSocket())
            .build());
    enqueue(200, workflow("new", 0));
    assertThat(client.get("w-1").id()).isEqualTo("w-1");
    assertThat(retries)
        .singleElement()
        .satisfies(r -> assertThat(r.failure()).isInstanceOf(WorkflowNetworkException.class));
  }

  @Test
  void an_update_and_a_delete_are_retried_like_a_read() {
    enqueue(503, "{}");
    enqueue(200, workflow("new", 0));
    enqueue(503, "{}");
    enqueue(200, workflow("new", 0));
    client.update("w-1", UpdateWorkflowRequest.builder().title("t").build());
    client.delete("w-1");
    assertThat(retries)
        .extracting(RetryEvent::request)
        .containsExactly("PUT /v2/workflow/w-1", "DELETE /v2/workflow/w-1");
  }

  @Test
  void the_last_failure_is_thrown_after_the_maximum_number_of_retries() {
    for (int i = 0; i < 3; i++) {
      enqueue(500 + (i == 2 ? 3 : 0), "{}");
    }
    assertThat(catchThrowableOfType(ServerErrorException.class, () -> client.get("w-1")).status())
        .isEqualTo(503);
    assertThat(retries).extracting(RetryEvent::failedAttempts).containsExactly(1, 2);
    assertThat(service.getRequestCount()).isEqualTo(3);
  }

  @Test
  void a_call_can_have_its_own_retry_options() {
    enqueue(503, "{}");
    assertThatThrownBy(
            () -> client.withOptions(o -> o.retryOptions(RetryOptions.none())).get("w-1"))
        .isInstanceOf(ServerErrorException.class);
    enqueue(503, "{}");
    enqueue(200, workflow("new", 0));
    assertThat(client.get("w-1").id()).isEqualTo("w-1");
  }

  @Test
  void the_delay_is_at_least_retry_after_in_seconds_or_as_a_date() {
    service.enqueue(response(503, "{}").addHeader("Retry-After", "7").build());
    service.enqueue(
        response(429, "{}")
            .addHeader("Retry-After", "Fri, 11 Apr 2025 18:34:29 GMT")
            .addHeader("Date", "Fri, 11 Apr 2025 18:33:59 GMT")
            .build());
    enqueue(200, workflow("new", 0));
    client.get("w-1");
    assertThat(clock.sleeps).containsExactly(Duration.ofSeconds(7), Duration.ofSeconds(30));
  }

  @Test
  void a_longer_retry_after_than_allowed_is_thrown_and_not_shortened() {
    RetryOptions options =
        RetryOptions.builder().maxRetryAfter(Duration.ofSeconds(20)).listener(retries::add).build();
    WorkflowClient impatient = client.withOptions(o -> o.retryOptions(options));
    for (String tooLong : new String[] {"21", "86400", "99999999999999999999"}) {
      service.enqueue(response(429, "{}").addHeader("Retry-After", tooLong).build());
      assertThatThrownBy(() -> impatient.get("w-1")).isInstanceOf(RateLimitedException.class);
      service.enqueue(response(429, "{}").addHeader("Retry-After", tooLong).build());
      assertThat(
              catchThrowableOfType(RateLimitedException.class, () -> impatient.create(REQUEST))
                  .retryAfter())
          .isGreaterThan(Duration.ofSeconds(20));
    }
    assertThat(retries).isEmpty();
    assertThat(clock.sleeps).isEmpty();
  }

  @Test
  void no_retry_is_made_that_the_timeout_of_the_call_leaves_no_time_for() {
    WorkflowClient impatient = client.withOptions(o -> o.timeout(Duration.ofSeconds(10)));
    service.enqueue(response(503, "{}").addHeader("Retry-After", "7").build());
    service.enqueue(response(503, "{}").addHeader("Retry-After", "7").build());
    assertThatThrownBy(() -> impatient.get("w-1")).isInstanceOf(ServerErrorException.class);
    assertThat(clock.sleeps).containsExactly(Duration.ofSeconds(7));
    assertThat(service.getRequestCount()).isEqualTo(2);
  }

  @Test
  void delays_are_random_up_to_a_bound_that_doubles_up_to_the_maximum() {
    RetryOptions options =
        RetryOptions.builder()
            .initialDelay(Duration.ofSeconds(1))
            .maxDelay(Duration.ofSeconds(4))
            .seed(7)
            .build();
    double[] largest = new double[5];
    double[] smallest = {1e9, 1e9, 1e9, 1e9, 1e9};
    for (int i = 0; i < 10_000; i++) {
      for (int failed = 1; failed <= 4; failed++) {
        double seconds = options.delay(failed, null).toNanos() / 1e9;
        largest[failed] = Math.max(largest[failed], seconds);
        smallest[failed] = Math.min(smallest[failed], seconds);
      }
    }
    double[] bounds = {0, 1, 2, 4, 4};
    for (int failed = 1; failed <= 4; failed++) {
      assertThat(largest[failed]).isBetween(bounds[failed] * 0.99, bounds[failed]);
      assertThat(smallest[failed]).isBetween(0.0, bounds[failed] * 0.01);
    }
    assertThat(options.delay(2000, null)).isLessThanOrEqualTo(Duration.ofSeconds(4));
  }

  @Test
  void a_paid_request_is_retried_if_no_connection_was_established() throws IOException {
    int port;
    try (ServerSocket socket = new ServerSocket(0)) {
      port = socket.getLocalPort();
    }
    try (WorkflowClient client = builder().baseUrl("http://127.0.0.1:" + port).build()) {
      WorkflowNetworkException e =
          catchThrowableOfType(WorkflowNetworkException.class, () -> client.create(REQUEST));
      assertThat(e.mayHaveBeenReceived()).isFalse();
      assertThat(e).hasMessageContaining("It was not sent");
      assertThat(retries).extracting(RetryEvent::failedAttempts).containsExactly(1, 2);
    }
  }

  @Test
  void a_paid_request_is_retried_after_too_many_requests() throws Exception {
    service.enqueue(response(429, "{}").addHeader("Retry-After", "3").build());
    enqueue(200, workflow("new", 0));
    assertThat(client.create(REQUEST).id()).isEqualTo("w-1");
    assertThat(clock.sleeps).containsExactly(Duration.ofSeconds(3));
    assertThat(sentBody()).isEqualTo(sentBody());
  }

  @ParameterizedTest
  @ValueSource(ints = {408, 409, 425, 500, 502, 503, 504})
  void a_paid_request_is_not_retried_on_any_other_status(int status) {
    service.enqueue(response(status, "{}").addHeader("Retry-After", "0").build());
    enqueue(200, workflow("new", 0));
    assertThatThrownBy(() -> client.create(REQUEST)).isInstanceOf(WorkflowApiException.class);
    assertThat(service.getRequestCount()).isEqualTo(1);
    assertThat(retries).isEmpty();
  }

  @Test
  void a_paid_request_is_not_retried_once_a_connection_was_established() {
    disconnect();
    enqueue(200, workflow("new", 0));
    WorkflowNetworkException e =
        catchThrowableOfType(WorkflowNetworkException.class, () -> client.create(REQUEST));
    assertThat(e.mayHaveBeenReceived()).isTrue();
    assertThat(service.getRequestCount()).isEqualTo(1);
    assertThat(retries).isEmpty();
  }

  @Test
  void an_interrupt_during_a_delay_is_thrown_and_keeps_the_interrupt_flag() {
    enqueue(503, "{}");
    clock.interruptSleep(0);
    assertThatThrownBy(() -> client.get("w-1")).isInstanceOf(WorkflowInterruptedException.class);
    assertThat(Thread.interrupted()).isTrue();
    assertThat(service.getRequestCount()).isEqualTo(1);
  }

  @Test
  void retry_options_do_not_apply_to_the_reads_of_a_wait() {
    enqueue(503, "{}");
    enqueue(200, workflow("success", 100));
    client.await("w-1");
    assertThat(retries).isEmpty();
  }

  @Test
  void invalid_options_are_rejected() {
    RetryOptions.Builder builder = RetryOptions.builder();
    assertThatIllegalArgumentException().isThrownBy(() -> builder.maxRetries(-1));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder.initialDelay(Duration.ofSeconds(-1)));
    assertThatIllegalArgumentException().isThrownBy(() -> builder.maxDelay(Duration.ofDays(2)));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder.maxRetryAfter(Duration.ofSeconds(Long.MAX_VALUE)));
  }
}
