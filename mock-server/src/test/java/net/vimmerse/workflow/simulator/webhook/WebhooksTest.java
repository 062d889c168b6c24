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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebhooksTest {

  private static final Instant MUCH_LATER = START.plus(Duration.ofDays(1));

  private final StubSender receiver = new StubSender();
  private final Webhooks webhooks = new Webhooks(receiver, WebhookPolicy.ofDefaults());

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
  void what_is_accepted_is_sent_once_and_logged() throws InterruptedException {
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
  void the_receiver_gets_the_body_and_can_tell_deliveries_and_attempts_apart()
      throws InterruptedException {
    Map<String, String> seen = new HashMap<>();
    Webhooks watched =
        new Webhooks(
            (url, headers, body) -> {
              seen.putAll(headers);
              seen.put("url", url);
              seen.put("body", body);
              return ACCEPTED;
            },
            WebhookPolicy.ofDefaults());
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
  void what_is_not_accepted_is_tried_again_at_growing_distances_and_given_up()
      throws InterruptedException {
    receiver.then(BUSY, 9);
    webhooks.enqueue(due("a-1", START));
    advance(webhooks, MUCH_LATER);

    assertThat(secondsOfAttempts("a-1")).containsExactly(0L, 10L, 30L, 70L, 150L);
    assertThat(state("a-1")).isEqualTo(DeliveryState.FAILED);
    assertThat(receiver.calls()).hasSize(5).endsWith("a-1#5");
  }

  @Test
  void a_receiver_that_recovers_gets_it_and_is_left_alone_from_then_on()
      throws InterruptedException {
    receiver
        .then(BUSY, 1)
        .then(new AttemptResult.Failure(AttemptResult.Cause.TIMED_OUT, "no answer"), 1);
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
  void every_status_but_2xx_and_410_is_tried_again(int status) throws InterruptedException {
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
  void a_receiver_that_is_gone_is_not_called_again() throws InterruptedException {
    receiver.then(new AttemptResult.Response(410, ""), 1);
    webhooks.enqueue(due("a-1", START));
    advance(webhooks, MUCH_LATER);

    assertThat(receiver.calls()).hasSize(1);
    assertThat(state("a-1")).isEqualTo(DeliveryState.FAILED);
  }

  @Test
  void what_can_never_be_called_is_a_failed_attempt_and_no_more() throws InterruptedException {
    receiver.then(new AttemptResult.Failure(AttemptResult.Cause.INVALID_URL, "no host"), 1);
    webhooks.enqueue(due("a-1", START));
    advance(webhooks, MUCH_LATER);

    assertThat(receiver.calls()).hasSize(1);
    assertThat(state("a-1")).isEqualTo(DeliveryState.FAILED);
  }

  @Test
  void deliveries_go_out_when_due_and_at_one_instant_in_the_order_they_came()
      throws InterruptedException {
    webhooks.enqueue(due("later-1", START.plusSeconds(1)));
    webhooks.enqueue(due("b-1", START));
    webhooks.enqueue(due("a-1", START));
    advance(webhooks, MUCH_LATER);

    assertThat(receiver.calls()).containsExactly("b-1#1", "a-1#1", "later-1#1");
  }

  @Test
  void a_caller_that_skips_instants_gets_fewer_attempts_and_no_burst() throws InterruptedException {
    receiver.then(BUSY, 9);
    webhooks.enqueue(due("a-1", START));

    assertThat(webhooks.deliverDue(START.plusSeconds(1000))).isEqualTo(1);
    assertThat(secondsOfAttempts("a-1")).containsExactly(1000L);
    assertThat(webhooks.nextDue()).contains(START.plusSeconds(1010));
  }

  @Test
  void what_becomes_due_while_delivering_is_delivered_too() throws InterruptedException {
    Webhooks[] chain = new Webhooks[1];
    chain[0] =
        new Webhooks(
            (url, headers, body) -> {
              chain[0].enqueue(due("b-1", START));
              return ACCEPTED;
            },
            WebhookPolicy.ofDefaults());
    chain[0].enqueue(due("a-1", START));

    assertThat(chain[0].deliverDue(START)).isEqualTo(2);
    assertThat(chain[0].nextDue()).isEmpty();
  }

  @Test
  void a_delivery_that_is_known_is_not_planned_twice() throws InterruptedException {
    assertThat(webhooks.enqueue(due("a-1", START))).isTrue();
    assertThat(webhooks.enqueue(due("a-1", MUCH_LATER))).isFalse();
    webhooks.deliverDue(START);
    assertThat(webhooks.enqueue(due("a-1", START))).isFalse();

    assertThat(webhooks.nextDue()).isEmpty();
    assertThat(webhooks.log()).hasSize(1);
  }

  @Test
  void the_deliveries_of_a_deleted_workflow_are_dropped_and_logged_as_such()
      throws InterruptedException {
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
  void a_failed_delivery_can_be_sent_again_with_all_its_attempts() throws InterruptedException {
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
  void what_was_delivered_or_cancelled_can_be_sent_again_too() throws InterruptedException {
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
  void sending_a_pending_delivery_again_brings_it_forward() throws InterruptedException {
    webhooks.enqueue(due("a-1", MUCH_LATER));
    webhooks.redeliver("a-1", START);
    advance(webhooks, MUCH_LATER);

    assertThat(receiver.calls()).containsExactly("a-1#1");
    assertThat(secondsOfAttempts("a-1")).containsExactly(0L);
  }

  @Test
  void what_is_not_in_the_log_cannot_be_sent_again() {
    assertThat(webhooks.redeliver("a-1", START)).isFalse();
    assertThat(webhooks.entry("a-1")).isEmpty();
  }

  @Test
  void duplicates_carry_the_same_id_and_come_at_the_same_instant() throws InterruptedException {
    receiver.then(BUSY, 1);
    webhooks.setPolicy(webhooks.policy().withDuplicates(3));
    webhooks.enqueue(due("a-1", START));
    advance(webhooks, MUCH_LATER);

    assertThat(receiver.calls()).containsExactly("a-1#1", "a-1#2", "a-1#3", "a-1#4");
    assertThat(secondsOfAttempts("a-1")).containsExactly(0L, 10L, 10L, 10L);
    assertThat(state("a-1")).isEqualTo(DeliveryState.DELIVERED);
  }

  @Test
  void a_rejected_duplicate_does_not_undo_the_delivery() throws InterruptedException {
    receiver.then(ACCEPTED, 1).then(BUSY, 1);
    webhooks.setPolicy(webhooks.policy().withDuplicates(2));
    webhooks.enqueue(due("a-1", START));
    advance(webhooks, MUCH_LATER);

    assertThat(receiver.calls()).hasSize(2);
    assertThat(state("a-1")).isEqualTo(DeliveryState.DELIVERED);
  }

  @Test
  void a_delay_comes_on_top_of_when_a_delivery_is_due() throws InterruptedException {
    webhooks.setPolicy(webhooks.policy().withDelay(Duration.ofMinutes(1)));
    webhooks.enqueue(due("a-1", START));
    advance(webhooks, MUCH_LATER);

    assertThat(secondsOfAttempts("a-1")).containsExactly(60L);
  }

  @Test
  void order_can_be_reversed_within_an_instant_but_time_cannot() throws InterruptedException {
    webhooks.setPolicy(webhooks.policy().withReversed(true));
    webhooks.enqueue(due("a-1", START));
    webhooks.enqueue(due("b-1", START));
    webhooks.enqueue(due("later-1", START.plusSeconds(1)));
    webhooks.deliverDue(MUCH_LATER);

    assertThat(receiver.calls()).containsExactly("b-1#1", "a-1#1", "later-1#1");
  }

  @Test
  void the_log_forgets_the_oldest_that_are_finished_and_nothing_that_is_pending()
      throws InterruptedException {
    Webhooks small = new Webhooks(receiver, WebhookPolicy.ofDefaults(), 2);
    small.enqueue(due("pending-1", MUCH_LATER));
    for (String id : List.of("a-1", "b-1", "c-1")) {
      small.enqueue(due(id, START));
      small.deliverDue(START);
    }

    assertThat(ids(small)).containsExactly("pending-1", "c-1");
    small.enqueue(due("d-1", MUCH_LATER));
    small.enqueue(due("e-1", MUCH_LATER));
    assertThat(ids(small)).containsExactly("pending-1", "d-1", "e-1");
  }

  @Test
  void what_is_sent_again_is_pending_and_so_not_forgotten() throws InterruptedException {
    Webhooks small = new Webhooks(receiver, WebhookPolicy.ofDefaults(), 2);
    small.enqueue(due("a-1", START));
    small.deliverDue(START);
    small.redeliver("a-1", MUCH_LATER);
    small.enqueue(due("b-1", START));
    small.deliverDue(START);
    small.enqueue(due("c-1", MUCH_LATER));

    assertThat(ids(small)).containsExactly("a-1", "c-1");
  }

  @Test
  void the_log_can_be_read_for_one_workflow() {
    webhooks.enqueue(due("a-1", START));
    webhooks.enqueue(due("b-1", START));
    webhooks.enqueue(due("a-2", START));

    assertThat(webhooks.log("a"))
        .extracting(entry -> entry.delivery().id())
        .containsExactly("a-1", "a-2");
    assertThat(webhooks.log()).extracting(DeliveryRecord::number).containsExactly(1L, 2L, 3L);
  }

  @Test
  void a_reset_forgets_everything_and_restores_the_first_policy() throws InterruptedException {
    webhooks.setPolicy(webhooks.policy().withDuplicates(2));
    webhooks.enqueue(due("a-1", START));
    webhooks.reset();

    assertThat(webhooks.log()).isEmpty();
    assertThat(webhooks.deliverDue(MUCH_LATER)).isZero();
    assertThat(webhooks.policy()).isEqualTo(WebhookPolicy.ofDefaults());
  }

  @Test
  void what_was_saved_goes_on_elsewhere_as_if_nothing_had_happened() throws InterruptedException {
    receiver.then(BUSY, 3);
    webhooks.setPolicy(webhooks.policy().withDuplicates(2).withReversed(true));
    webhooks.enqueue(due("a-1", START));
    webhooks.enqueue(due("b-1", START));
    webhooks.enqueue(due("c-1", START));
    webhooks.deliverDue(START);
    WebhookState state = webhooks.state();
    StubSender restarted = new StubSender();
    Webhooks elsewhere = new Webhooks(restarted, WebhookPolicy.ofDefaults());
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

  private static WebhookState run() throws InterruptedException {
    Webhooks webhooks = new Webhooks(new StubSender().then(BUSY, 7), WebhookPolicy.ofDefaults());
    webhooks.enqueue(due("a-1", START));
    webhooks.enqueue(due("b-1", START.plusSeconds(10)));
    advance(webhooks, START.plusSeconds(30));
    webhooks.cancel("a");
    webhooks.redeliver("a-1", START.plusSeconds(40));
    advance(webhooks, MUCH_LATER);
    return webhooks.state();
  }

  @Test
  void a_sender_that_throws_is_a_failed_attempt_and_stops_nobody_else()
      throws InterruptedException {
    Webhooks broken =
        new Webhooks(
            (url, headers, body) -> {
              if (headers.containsValue("a-1")) {
                throw new IllegalStateException("oops");
              }
              return ACCEPTED;
            },
            WebhookPolicy.ofDefaults());
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
  void an_id_that_cannot_be_a_header_is_rejected(String id) {
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

  private static List<String> ids(Webhooks webhooks) {
    return webhooks.log().stream().map(entry -> entry.delivery().id()).toList();
  }
}
