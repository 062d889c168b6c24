package net.vimmerse.workflow.simulator.webhook;

import static net.vimmerse.workflow.simulator.webhook.SampleDeliveries.START;
import static net.vimmerse.workflow.simulator.webhook.SampleDeliveries.advance;
import static net.vimmerse.workflow.simulator.webhook.SampleDeliveries.due;
import static net.vimmerse.workflow.simulator.webhook.StubSender.ACCEPTED;
import static net.vimmerse.workflow.simulator.webhook.StubSender.BUSY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebhooksTest {

  private static final int MAX_ENTRIES = 1_000;
  private static final Instant MUCH_LATER = START.plus(Duration.ofDays(1));

  private final StubSender receiver = new StubSender();
  private final Webhooks webhooks = new Webhooks(receiver, WebhookPolicy.ofDefaults(), () -> {});

  @Test
  void nothing_is_due_at_first() throws InterruptedException {
    assertThat(webhooks.nextDue()).isEmpty();
    assertThat(webhooks.deliverDue(MUCH_LATER)).isZero();
    assertThat(webhooks.log()).isEmpty();
  }

  @Test
  void nothing_is_sent_before_it_is_due() throws InterruptedException {
    webhooks.enqueue(due("a-1", START));

    assertThat(webhooks.nextDue()).contains(START);
    assertThat(webhooks.deliverDue(START.minusNanos(1))).isZero();
    assertThat(receiver.calls()).isEmpty();
    assertThat(webhooks.deliverDue(START)).isEqualTo(1);
    assertThat(receiver.calls()).containsExactly("a-1#1");
  }

  @Test
  void a_state_of_elsewhere_replaces_the_log_and_the_schedule() throws InterruptedException {
    webhooks.enqueue(due("a-1", START));
    WebhookState one = webhooks.state();
    webhooks.enqueue(due("a-2", START));
    webhooks.enqueue(due("b-1", START));
    webhooks.load(one);

    assertThat(webhooks.state()).isEqualTo(one);
    assertThat(webhooks.log("b")).isEmpty();
    assertThat(webhooks.cancel("b")).isZero();
    assertThat(webhooks.deliverDue(START)).isEqualTo(1);
    assertThat(receiver.calls()).containsExactly("a-1#1");
    webhooks.load(one);
    assertThat(webhooks.deliverDue(START)).isEqualTo(1);
  }

  @Test
  void an_accepted_webhook_is_sent_once_and_logged() throws InterruptedException {
    webhooks.enqueue(due("a-1", START));
    advance(webhooks, MUCH_LATER);

    assertThat(webhooks.nextDue()).isEmpty();
    assertThat(webhooks.log())
        .singleElement()
        .satisfies(
            entry -> {
              assertThat(entry.delivery()).isEqualTo(due("a-1", START));
              assertThat(entry.state()).isEqualTo(DeliveryState.DELIVERED);
              assertThat(entry.attempts()).containsExactly(new Attempt(1, START, ACCEPTED));
              assertThat(entry.nextAttemptAt()).isNull();
            });
  }

  @Test
  void a_sender_without_memory_is_reported() throws InterruptedException {
    OutOfMemoryError memory = new OutOfMemoryError();
    CompletableFuture<Throwable> reported = new CompletableFuture<>();
    Webhooks failing =
        new Webhooks(
            (url, headers, body) -> {
              Thread.currentThread()
                  .setUncaughtExceptionHandler(
                      (thread, e) -> {
                        reported.complete(e);
                        // The thread is used again.
                        thread.setUncaughtExceptionHandler(null);
                      });
              throw memory;
            },
            WebhookPolicy.ofDefaults(),
            () -> {});
    failing.enqueue(due("a-1", START));
    Thread delivering =
        new Thread(
            () -> {
              try {
                failing.deliverDue(START);
              } catch (InterruptedException e) {
                // The attempt stays due.
              }
            });
    delivering.start();

    assertThat(reported).succeedsWithin(Duration.ofSeconds(10)).isEqualTo(memory);

    delivering.interrupt();
    delivering.join();
  }

  @Test
  void headers_identify_the_delivery_and_the_attempt() throws InterruptedException {
    Map<String, String> seen = new HashMap<>();
    Webhooks watched =
        new Webhooks(
            (url, headers, body) -> {
              seen.putAll(headers);
              seen.put("url", url);
              seen.put("body", body);
              return ACCEPTED;
            },
            WebhookPolicy.ofDefaults(),
            () -> {});
    watched.enqueue(due("a-1", START));
    watched.deliverDue(START);

    assertThat(seen)
        .isEqualTo(
            Map.of(
                "url", "http://localhost:1/hook",
                "body", SampleDeliveries.BODY,
                "Content-Type", "application/json",
                "User-Agent", "workflow-simulator",
                "X-Simulator-Delivery", "a-1",
                "X-Simulator-Attempt", "1"));
  }

  @Test
  void a_rejected_webhook_is_retried_with_backoff_until_it_fails() throws InterruptedException {
    receiver.then(BUSY, 9);
    webhooks.enqueue(due("a-1", START));
    advance(webhooks, MUCH_LATER);

    assertThat(secondsOfAttempts("a-1")).containsExactly(0L, 10L, 30L, 70L, 150L);
    assertThat(state("a-1")).isEqualTo(DeliveryState.FAILED);
    assertThat(receiver.calls()).hasSize(5).endsWith("a-1#5");
  }

  @Test
  void retries_stop_once_the_webhook_is_accepted() throws InterruptedException {
    receiver
        .then(BUSY, 1)
        .then(new AttemptResult.Failure(AttemptResult.Cause.TIMED_OUT, "no response"), 1);
    webhooks.enqueue(due("a-1", START));
    advance(webhooks, START.plusSeconds(10));

    assertThat(state("a-1")).isEqualTo(DeliveryState.PENDING);
    assertThat(webhooks.nextDue()).contains(START.plusSeconds(30));

    advance(webhooks, MUCH_LATER);
    assertThat(state("a-1")).isEqualTo(DeliveryState.DELIVERED);
    assertThat(secondsOfAttempts("a-1")).containsExactly(0L, 10L, 30L);
  }

  @ParameterizedTest
  @ValueSource(ints = {100, 301, 302, 307, 400, 404, 429, 500, 599})
  void every_status_except_2xx_and_410_is_retried(int status) throws InterruptedException {
    receiver.then(new AttemptResult.Response(status, ""), 1);
    webhooks.enqueue(due("a-1", START));
    webhooks.deliverDue(START);

    assertThat(state("a-1")).isEqualTo(DeliveryState.PENDING);
  }

  @ParameterizedTest
  @ValueSource(ints = {200, 201, 202, 204, 299})
  void every_2xx_accepts(int status) throws InterruptedException {
    receiver.then(new AttemptResult.Response(status, ""), 1);
    webhooks.enqueue(due("a-1", START));
    webhooks.deliverDue(START);

    assertThat(state("a-1")).isEqualTo(DeliveryState.DELIVERED);
  }

  @Test
  void a_410_is_not_retried() throws InterruptedException {
    receiver.then(new AttemptResult.Response(410, ""), 1);
    webhooks.enqueue(due("a-1", START));
    advance(webhooks, MUCH_LATER);

    assertThat(receiver.calls()).hasSize(1);
    assertThat(state("a-1")).isEqualTo(DeliveryState.FAILED);
  }

  @Test
  void permanent_failures_are_not_retried() throws InterruptedException {
    receiver.then(new AttemptResult.Failure(AttemptResult.Cause.INVALID_URL, "no host"), 1);
    webhooks.enqueue(due("a-1", START));
    advance(webhooks, MUCH_LATER);

    assertThat(receiver.calls()).hasSize(1);
    assertThat(state("a-1")).isEqualTo(DeliveryState.FAILED);
  }

  @Test
  void deliveries_are_sent_in_order_of_due_time_then_of_scheduling() throws InterruptedException {
    webhooks.enqueue(due("later-1", START.plusSeconds(1)));
    webhooks.enqueue(due("b-1", START));
    webhooks.enqueue(due("a-1", START));
    advance(webhooks, MUCH_LATER);

    assertThat(receiver.calls()).containsExactly("b-1#1", "a-1#1", "later-1#1");
  }

  @Test
  void skipping_time_gives_fewer_attempts_not_a_burst() throws InterruptedException {
    receiver.then(BUSY, 9);
    webhooks.enqueue(due("a-1", START));

    assertThat(webhooks.deliverDue(START.plusSeconds(1000))).isEqualTo(1);
    assertThat(secondsOfAttempts("a-1")).containsExactly(1000L);
    assertThat(webhooks.nextDue()).contains(START.plusSeconds(1010));
  }

  @Test
  void deliveries_that_become_due_meanwhile_are_sent() throws InterruptedException {
    Webhooks[] chain = new Webhooks[1];
    chain[0] =
        new Webhooks(
            (url, headers, body) -> {
              chain[0].enqueue(due("b-1", START));
              return ACCEPTED;
            },
            WebhookPolicy.ofDefaults(),
            () -> {});
    chain[0].enqueue(due("a-1", START));

    assertThat(chain[0].deliverDue(START)).isEqualTo(2);
    assertThat(chain[0].nextDue()).isEmpty();
  }

  @Test
  void a_known_delivery_id_is_not_scheduled_again() throws InterruptedException {
    assertThat(webhooks.enqueue(due("a-1", START))).isTrue();
    assertThat(webhooks.enqueue(due("a-1", MUCH_LATER))).isFalse();
    webhooks.deliverDue(START);
    assertThat(webhooks.enqueue(due("a-1", START))).isFalse();

    assertThat(webhooks.nextDue()).isEmpty();
    assertThat(webhooks.log()).hasSize(1);
  }

  @Test
  void pending_deliveries_of_a_deleted_workflow_are_cancelled() throws InterruptedException {
    webhooks.enqueue(due("a-1", START));
    webhooks.deliverDue(START);
    webhooks.enqueue(due("a-2", START));
    webhooks.enqueue(due("b-1", START));

    assertThat(webhooks.cancel("a")).isEqualTo(1);
    advance(webhooks, MUCH_LATER);

    assertThat(receiver.calls()).containsExactly("a-1#1", "b-1#1");
    assertThat(state("a-1")).isEqualTo(DeliveryState.DELIVERED);
    assertThat(state("a-2")).isEqualTo(DeliveryState.CANCELLED);
    assertThat(webhooks.cancel("nobody")).isZero();
  }

  @Test
  void redelivery_restores_all_attempts_of_a_failed_delivery() throws InterruptedException {
    receiver.then(BUSY, 6);
    webhooks.enqueue(due("a-1", START));
    advance(webhooks, MUCH_LATER);

    assertThat(webhooks.redeliver("a-1", MUCH_LATER)).isTrue();
    assertThat(webhooks.nextDue()).contains(MUCH_LATER);
    advance(webhooks, MUCH_LATER.plusSeconds(10));

    assertThat(receiver.calls()).endsWith("a-1#5", "a-1#6", "a-1#7");
    assertThat(state("a-1")).isEqualTo(DeliveryState.DELIVERED);
  }

  @Test
  void delivered_and_cancelled_deliveries_can_be_redelivered() throws InterruptedException {
    webhooks.enqueue(due("a-1", START));
    webhooks.deliverDue(START);
    webhooks.enqueue(due("b-1", START));
    webhooks.cancel("b");

    webhooks.redeliver("a-1", START);
    webhooks.redeliver("b-1", START);
    webhooks.deliverDue(START);

    assertThat(receiver.calls()).containsExactly("a-1#1", "a-1#2", "b-1#1");
    assertThat(state("b-1")).isEqualTo(DeliveryState.DELIVERED);
  }

  @Test
  void redelivery_of_a_pending_delivery_makes_it_due_immediately() throws InterruptedException {
    webhooks.enqueue(due("a-1", MUCH_LATER));
    webhooks.redeliver("a-1", START);
    advance(webhooks, MUCH_LATER);

    assertThat(receiver.calls()).containsExactly("a-1#1");
    assertThat(secondsOfAttempts("a-1")).containsExactly(0L);
  }

  @Test
  void unknown_deliveries_cannot_be_redelivered() {
    assertThat(webhooks.redeliver("a-1", START)).isFalse();
    assertThat(webhooks.entry("a-1")).isEmpty();
  }

  @Test
  void duplicates_have_the_same_id_and_time() throws InterruptedException {
    receiver.then(BUSY, 1);
    webhooks.setPolicy(policy(Duration.ZERO, 3, false));
    webhooks.enqueue(due("a-1", START));
    advance(webhooks, MUCH_LATER);

    assertThat(receiver.calls()).containsExactly("a-1#1", "a-1#2", "a-1#3", "a-1#4");
    assertThat(secondsOfAttempts("a-1")).containsExactly(0L, 10L, 10L, 10L);
    assertThat(state("a-1")).isEqualTo(DeliveryState.DELIVERED);
  }

  @Test
  void a_rejected_duplicate_does_not_undo_the_delivery() throws InterruptedException {
    receiver.then(ACCEPTED, 1).then(BUSY, 1);
    webhooks.setPolicy(policy(Duration.ZERO, 2, false));
    webhooks.enqueue(due("a-1", START));
    advance(webhooks, MUCH_LATER);

    assertThat(receiver.calls()).hasSize(2);
    assertThat(state("a-1")).isEqualTo(DeliveryState.DELIVERED);
  }

  @Test
  void the_delay_is_added_to_the_due_time() throws InterruptedException {
    webhooks.setPolicy(policy(Duration.ofMinutes(1), 1, false));
    webhooks.enqueue(due("a-1", START));
    advance(webhooks, MUCH_LATER);

    assertThat(secondsOfAttempts("a-1")).containsExactly(60L);
  }

  @Test
  void reversed_order_applies_to_deliveries_due_at_the_same_time() throws InterruptedException {
    webhooks.setPolicy(policy(Duration.ZERO, 1, true));
    webhooks.enqueue(due("a-1", START));
    webhooks.enqueue(due("b-1", START));
    webhooks.enqueue(due("later-1", START.plusSeconds(1)));
    webhooks.deliverDue(MUCH_LATER);

    assertThat(receiver.calls()).containsExactly("b-1#1", "a-1#1", "later-1#1");
  }

  @Test
  void the_log_drops_the_oldest_finished_deliveries_but_never_pending_ones()
      throws InterruptedException {
    enqueuePending(MAX_ENTRIES - 1);
    for (String id : List.of("a-1", "b-1", "c-1")) {
      webhooks.enqueue(due(id, START));
      webhooks.deliverDue(START);
    }

    assertThat(ids()).hasSize(MAX_ENTRIES).startsWith("pending-1").endsWith("c-1");
    webhooks.enqueue(due("d-1", MUCH_LATER));
    webhooks.enqueue(due("e-1", MUCH_LATER));
    assertThat(ids())
        .hasSize(MAX_ENTRIES + 1)
        .startsWith("pending-1")
        .endsWith("pending-999", "d-1", "e-1");
  }

  @Test
  void redelivered_entries_are_pending_and_stay_in_the_log() throws InterruptedException {
    enqueuePending(MAX_ENTRIES - 2);
    webhooks.enqueue(due("a-1", START));
    webhooks.deliverDue(START);
    webhooks.redeliver("a-1", MUCH_LATER);
    webhooks.enqueue(due("b-1", START));
    webhooks.deliverDue(START);
    webhooks.enqueue(due("c-1", MUCH_LATER));

    assertThat(ids()).hasSize(MAX_ENTRIES).endsWith("pending-998", "a-1", "c-1");
  }

  @Test
  void the_log_can_be_filtered_by_workflow() {
    webhooks.enqueue(due("a-1", START));
    webhooks.enqueue(due("b-1", START));
    webhooks.enqueue(due("a-2", START));

    assertThat(webhooks.log("a"))
        .extracting(entry -> entry.delivery().id())
        .containsExactly("a-1", "a-2");
    assertThat(webhooks.log()).extracting(DeliveryRecord::number).containsExactly(1L, 2L, 3L);
  }

  @Test
  void a_reset_clears_the_log_and_restores_the_initial_policy() throws InterruptedException {
    webhooks.setPolicy(policy(Duration.ZERO, 2, false));
    webhooks.enqueue(due("a-1", START));
    webhooks.reset();

    assertThat(webhooks.log()).isEmpty();
    assertThat(webhooks.deliverDue(MUCH_LATER)).isZero();
    assertThat(webhooks.policy()).isEqualTo(WebhookPolicy.ofDefaults());
  }

  @Test
  void restored_state_continues_where_it_stopped() throws InterruptedException {
    receiver.then(BUSY, 3);
    webhooks.setPolicy(policy(Duration.ZERO, 2, true));
    webhooks.enqueue(due("a-1", START));
    webhooks.enqueue(due("b-1", START));
    webhooks.enqueue(due("c-1", START));
    webhooks.deliverDue(START);
    WebhookState state = webhooks.state();
    StubSender restarted = new StubSender();
    Webhooks elsewhere = new Webhooks(restarted, WebhookPolicy.ofDefaults(), () -> {});
    elsewhere.restore(state);

    assertThat(elsewhere.state()).isEqualTo(state);
    advance(elsewhere, MUCH_LATER);
    advance(webhooks, MUCH_LATER);

    assertThat(elsewhere.state()).isEqualTo(webhooks.state());
    assertThat(restarted.calls()).containsExactlyElementsOf(receiver.calls().subList(3, 9));
  }

  @Test
  void equal_runs_have_equal_logs() throws InterruptedException {
    assertThat(run()).isEqualTo(run());
  }

  private static WebhookPolicy policy(Duration delay, int duplicates, boolean reversed) {
    return new WebhookPolicy(
        5, Duration.ofSeconds(10), Duration.ofMinutes(10), delay, duplicates, reversed);
  }

  private static WebhookState run() throws InterruptedException {
    Webhooks webhooks =
        new Webhooks(new StubSender().then(BUSY, 7), WebhookPolicy.ofDefaults(), () -> {});
    webhooks.enqueue(due("a-1", START));
    webhooks.enqueue(due("b-1", START.plusSeconds(10)));
    advance(webhooks, START.plusSeconds(30));
    webhooks.cancel("a");
    webhooks.redeliver("a-1", START.plusSeconds(40));
    advance(webhooks, MUCH_LATER);
    return webhooks.state();
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void whatever_the_sender_throws_is_a_failed_attempt(boolean error) throws InterruptedException {
    Webhooks broken =
        new Webhooks(
            (url, headers, body) -> {
              if (headers.containsValue("a-1")) {
                if (error) {
                  throw new NoClassDefFoundError("oops");
                }
                throw new IllegalStateException("oops");
              }
              return ACCEPTED;
            },
            WebhookPolicy.ofDefaults(),
            () -> {});
    broken.enqueue(due("a-1", START));
    broken.enqueue(due("b-1", START));
    broken.deliverDue(START);

    assertThat(broken.log())
        .extracting(DeliveryRecord::state)
        .containsExactly(DeliveryState.PENDING, DeliveryState.DELIVERED);
    assertThat(broken.log().get(0).attempts().get(0).result().message()).contains("oops");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "a b", "a\r\nX-Evil: 1", "Zürich"})
  void ids_that_cannot_be_sent_as_a_header_are_rejected(String id) {
    assertThatThrownBy(() -> due(id, START)).isInstanceOf(IllegalArgumentException.class);
  }

  private DeliveryState state(String id) {
    return webhooks.entry(id).orElseThrow().state();
  }

  private List<Long> secondsOfAttempts(String id) {
    return webhooks.entry(id).orElseThrow().attempts().stream()
        .map(attempt -> Duration.between(START, attempt.at()).toSeconds())
        .toList();
  }

  private void enqueuePending(int count) {
    for (int i = 1; i <= count; i++) {
      webhooks.enqueue(due("pending-" + i, MUCH_LATER));
    }
  }

  private List<String> ids() {
    return webhooks.log().stream().map(entry -> entry.delivery().id()).toList();
  }
}
