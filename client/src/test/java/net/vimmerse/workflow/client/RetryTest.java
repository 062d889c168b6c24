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

class RetryTest extends ServiceTest {
  private static final VimAstronautRequest REQUEST = VimAstronautRequest.builder().build();

  private final List<Retry> retries = new ArrayList<>();

  @Override
  WorkflowClientBuilder builder() {
    return super.builder().retries(RetryOptions.builder().listener(retries::add).build());
  }

  private void breaks() {
    service.enqueue(
        new MockResponse.Builder().onResponseStart(new SocketEffect.CloseSocket()).build());
  }

  @Test
  void a_read_is_repeated_when_the_service_has_not_seen_all_of_it() {
    // The first time by OkHttp, which alone knows that the connection had gone stale.
    answers(408, "{}");
    answers(408, "{}");
    answers(200, workflow("new", 0));
    assertThat(client.get("w-1").id()).isEqualTo("w-1");
  }

  @ParameterizedTest
  @ValueSource(ints = {429, 500, 502, 503, 504})
  void a_read_is_repeated_on_a_status_that_may_pass(int status) {
    answers(status, "{}");
    answers(200, workflow("new", 0));
    assertThat(client.get("w-1").id()).isEqualTo("w-1");
    assertThat(retries)
        .singleElement()
        .satisfies(
            retry -> {
              assertThat(retry.failedAttempts()).isEqualTo(1);
              assertThat(retry.request()).isEqualTo("GET /v2/workflow/w-1");
              assertThat(retry.reason())
                  .isInstanceOfSatisfying(
                      WorkflowApiException.class, e -> assertThat(e.status()).isEqualTo(status));
              assertThat(clock.sleeps).containsExactly(retry.pause());
            });
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 401, 402, 403, 404, 409, 413, 422, 501})
  void a_status_that_will_not_pass_is_thrown_at_once(int status) {
    answers(status, "{}");
    assertThatThrownBy(() -> client.get("w-1")).isInstanceOf(WorkflowApiException.class);
    assertThat(retries).isEmpty();
  }

  @Test
  void a_read_is_repeated_when_the_answer_breaks_off() {
    service.enqueue(
        answer(200, workflow("new", 0))
            .setHeader("Content-Length", 1000)
            .onResponseEnd(new SocketEffect.CloseSocket())
            .build());
    answers(200, workflow("new", 0));
    assertThat(client.get("w-1").id()).isEqualTo("w-1");
    assertThat(retries)
        .singleElement()
        .satisfies(r -> assertThat(r.reason()).isInstanceOf(WorkflowNetworkException.class));
  }

  @Test
  void an_update_and_a_deletion_are_repeated_like_a_read() {
    answers(503, "{}");
    answers(200, workflow("new", 0));
    answers(503, "{}");
    answers(200, workflow("new", 0));
    client.update("w-1", UpdateWorkflowRequest.builder().title("t").build());
    client.delete("w-1");
    assertThat(retries)
        .extracting(Retry::request)
        .containsExactly("PUT /v2/workflow/w-1", "DELETE /v2/workflow/w-1");
  }

  @Test
  void there_are_as_many_repetitions_as_the_options_say_and_the_last_failure_is_thrown() {
    for (int i = 0; i < 3; i++) {
      answers(500 + (i == 2 ? 3 : 0), "{}");
    }
    assertThat(catchThrowableOfType(ServerErrorException.class, () -> client.get("w-1")).status())
        .isEqualTo(503);
    assertThat(retries).extracting(Retry::failedAttempts).containsExactly(1, 2);
    assertThat(service.getRequestCount()).isEqualTo(3);
  }

  @Test
  void one_call_can_have_options_of_its_own() {
    answers(503, "{}");
    assertThatThrownBy(() -> client.withOptions(o -> o.retries(RetryOptions.none())).get("w-1"))
        .isInstanceOf(ServerErrorException.class);
    answers(503, "{}");
    answers(200, workflow("new", 0));
    assertThat(client.get("w-1").id()).isEqualTo("w-1");
  }

  @Test
  void a_pause_is_what_the_service_asks_for_in_seconds_or_as_a_date() {
    service.enqueue(answer(503, "{}").addHeader("Retry-After", "7").build());
    service.enqueue(
        answer(429, "{}")
            .addHeader("Retry-After", "Fri, 11 Apr 2025 18:34:29 GMT")
            .addHeader("Date", "Fri, 11 Apr 2025 18:33:59 GMT")
            .build());
    answers(200, workflow("new", 0));
    client.get("w-1");
    assertThat(clock.sleeps).containsExactly(Duration.ofSeconds(7), Duration.ofSeconds(30));
  }

  @Test
  void a_pause_that_the_service_asks_for_is_cut_to_the_limit() {
    service.enqueue(answer(429, "{}").addHeader("Retry-After", "86400").build());
    answers(200, workflow("new", 0));
    client.get("w-1");
    assertThat(clock.sleeps).containsExactly(Duration.ofSeconds(60));
  }

  @Test
  void pauses_are_a_random_part_of_a_bound_that_doubles_up_to_the_longest() {
    RetryOptions options =
        RetryOptions.builder()
            .firstDelay(Duration.ofSeconds(1))
            .longestDelay(Duration.ofSeconds(4))
            .seed(7)
            .build();
    double[] largest = new double[5];
    double[] smallest = {1e9, 1e9, 1e9, 1e9, 1e9};
    for (int i = 0; i < 10_000; i++) {
      for (int failed = 1; failed <= 4; failed++) {
        double seconds = options.pause(failed, null).toNanos() / 1e9;
        largest[failed] = Math.max(largest[failed], seconds);
        smallest[failed] = Math.min(smallest[failed], seconds);
      }
    }
    double[] bounds = {0, 1, 2, 4, 4};
    for (int failed = 1; failed <= 4; failed++) {
      assertThat(largest[failed]).isBetween(bounds[failed] * 0.99, bounds[failed]);
      assertThat(smallest[failed]).isBetween(0.0, bounds[failed] * 0.01);
    }
    assertThat(options.pause(2000, null)).isLessThanOrEqualTo(Duration.ofSeconds(4));
  }

  @Test
  void a_paid_request_is_repeated_when_no_connection_came_about() throws IOException {
    int port;
    try (ServerSocket socket = new ServerSocket(0)) {
      port = socket.getLocalPort();
    }
    try (WorkflowClient client = builder().baseUrl("http://127.0.0.1:" + port).build()) {
      WorkflowNetworkException e =
          catchThrowableOfType(WorkflowNetworkException.class, () -> client.create(REQUEST));
      assertThat(e.mayHaveBeenReceived()).isFalse();
      assertThat(e).hasMessageContaining("It was not sent at all");
      assertThat(retries).extracting(Retry::failedAttempts).containsExactly(1, 2);
    }
  }

  @Test
  void a_paid_request_is_repeated_when_there_were_too_many_requests() throws Exception {
    service.enqueue(answer(429, "{}").addHeader("Retry-After", "3").build());
    answers(200, workflow("new", 0));
    assertThat(client.create(REQUEST).id()).isEqualTo("w-1");
    assertThat(clock.sleeps).containsExactly(Duration.ofSeconds(3));
    assertThat(sentBody()).isEqualTo(sentBody());
  }

  @ParameterizedTest
  @ValueSource(ints = {408, 409, 425, 500, 502, 503, 504})
  void a_paid_request_is_not_repeated_on_any_other_status(int status) {
    service.enqueue(answer(status, "{}").addHeader("Retry-After", "0").build());
    answers(200, workflow("new", 0));
    assertThatThrownBy(() -> client.create(REQUEST)).isInstanceOf(WorkflowApiException.class);
    assertThat(service.getRequestCount()).isEqualTo(1);
    assertThat(retries).isEmpty();
  }

  @Test
  void a_paid_request_is_not_repeated_once_there_was_a_connection() {
    breaks();
    answers(200, workflow("new", 0));
    WorkflowNetworkException e =
        catchThrowableOfType(WorkflowNetworkException.class, () -> client.create(REQUEST));
    assertThat(e.mayHaveBeenReceived()).isTrue();
    assertThat(service.getRequestCount()).isEqualTo(1);
    assertThat(retries).isEmpty();
  }

  @Test
  void a_thread_that_is_interrupted_in_a_pause_stops_and_keeps_its_flag() {
    answers(503, "{}");
    clock.interruptSleep(0);
    assertThatThrownBy(() -> client.get("w-1")).isInstanceOf(WorkflowInterruptedException.class);
    assertThat(Thread.interrupted()).isTrue();
    assertThat(service.getRequestCount()).isEqualTo(1);
  }

  @Test
  void reads_of_a_wait_are_not_repeated_on_top_of_what_the_wait_bears() {
    answers(503, "{}");
    answers(200, workflow("success", 100));
    client.await("w-1");
    assertThat(retries).isEmpty();
  }

  @Test
  void options_that_make_no_sense_are_refused() {
    RetryOptions.Builder builder = RetryOptions.builder();
    assertThatIllegalArgumentException().isThrownBy(() -> builder.retries(-1));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder.firstDelay(Duration.ofSeconds(-1)));
    assertThatIllegalArgumentException().isThrownBy(() -> builder.longestDelay(Duration.ofDays(2)));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder.longestRetryAfter(Duration.ofSeconds(Long.MAX_VALUE)));
  }
}
