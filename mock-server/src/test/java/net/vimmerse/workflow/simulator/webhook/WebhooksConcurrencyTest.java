package net.vimmerse.workflow.simulator.webhook;

import static net.vimmerse.workflow.simulator.webhook.SampleDeliveries.START;
import static net.vimmerse.workflow.simulator.webhook.SampleDeliveries.due;
import static net.vimmerse.workflow.simulator.webhook.SampleDeliveries.to;
import static net.vimmerse.workflow.simulator.webhook.StubSender.ACCEPTED;
import static net.vimmerse.workflow.simulator.webhook.StubSender.BUSY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class WebhooksConcurrencyTest {

  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final CountDownLatch called = new CountDownLatch(1);
  private final CountDownLatch mayRespond = new CountDownLatch(1);

  /** Waits in its first attempt until the test lets it finish. */
  private final Webhooks slow =
      new Webhooks(
          (url, headers, body) -> {
            called.countDown();
            mayRespond.await();
            return BUSY;
          },
          WebhookPolicy.ofDefaults(),
          () -> {});

  @AfterEach
  void stop() {
    threads.shutdownNow();
  }

  @Test
  void a_slow_receiver_does_not_block_scheduling_or_reading() throws Exception {
    Future<Integer> delivering = deliverOneSlowly();

    assertThat(slow.enqueue(due("b-1", START.plusSeconds(1)))).isTrue();
    assertThat(slow.log()).hasSize(2);
    assertThat(slow.state().entries()).hasSize(2);
    assertThat(slow.policy()).isEqualTo(WebhookPolicy.ofDefaults());
    assertThat(slow.redeliver("b-1", START.plusSeconds(2))).isTrue();
    assertThat(slow.cancel("b")).isEqualTo(1);

    mayRespond.countDown();
    assertThat(delivering.get()).isEqualTo(1);
  }

  @Test
  void an_attempt_in_progress_still_counts_as_due() throws Exception {
    Future<Integer> delivering = deliverOneSlowly();

    assertThat(slow.nextDue()).contains(START);
    assertThat(slow.state().entries().get(0).nextAttemptAt()).isEqualTo(START);

    mayRespond.countDown();
    delivering.get();
    assertThat(slow.nextDue()).contains(START.plusSeconds(10));
  }

  @Test
  void a_concurrent_caller_waits_for_the_deliveries_in_progress() throws Exception {
    Future<Integer> first = deliverOneSlowly();
    Future<Integer> second =
        threads.submit(
            () -> {
              slow.deliverDue(START);
              return slow.log().get(0).attempts().size();
            });
    mayRespond.countDown();

    assertThat(second.get()).isEqualTo(1);
    assertThat(first.get()).isEqualTo(1);
  }

  @Test
  void a_workflow_that_is_deleted_during_an_attempt_stays_cancelled() throws Exception {
    Future<Integer> delivering = deliverOneSlowly();
    slow.cancel("a");
    mayRespond.countDown();
    delivering.get();

    assertThat(slow.nextDue()).isEmpty();
    assertThat(slow.log().get(0).state()).isEqualTo(DeliveryState.CANCELLED);
    assertThat(slow.log().get(0).attempts()).hasSize(1);
  }

  @Test
  void a_redelivery_during_an_attempt_is_sent() throws Exception {
    Future<Integer> delivering = deliverOneSlowly();
    slow.redeliver("a-1", START);
    mayRespond.countDown();

    assertThat(delivering.get()).isEqualTo(2);
    assertThat(slow.log().get(0).attempts()).extracting(Attempt::number).containsExactly(1, 2);
    assertThat(slow.nextDue()).contains(START.plusSeconds(10));
  }

  @Test
  void an_attempt_that_started_before_a_reset_is_not_recorded() throws Exception {
    Future<Integer> delivering = deliverOneSlowly();
    slow.reset();
    slow.enqueue(due("a-1", START.plusSeconds(5)));
    mayRespond.countDown();
    delivering.get();

    assertThat(slow.log().get(0).attempts()).isEmpty();
    assertThat(slow.nextDue()).contains(START.plusSeconds(5));
  }

  @Test
  void an_interrupted_attempt_is_not_recorded_and_stays_due() throws Exception {
    Future<Integer> delivering = deliverOneSlowly();
    threads.shutdownNow();

    assertThatThrownBy(delivering::get)
        .isInstanceOf(ExecutionException.class)
        .hasCauseInstanceOf(InterruptedException.class);
    assertThat(slow.log().get(0).attempts()).isEmpty();
    assertThat(slow.nextDue()).contains(START);
  }

  @Test
  void delivering_from_within_the_sender_has_no_effect() throws InterruptedException {
    Webhooks[] own = new Webhooks[1];
    own[0] =
        new Webhooks(
            (url, headers, body) -> {
              assertThat(own[0].deliverDue(START)).isZero();
              return ACCEPTED;
            },
            WebhookPolicy.ofDefaults(),
            () -> {});
    own[0].enqueue(due("a-1", START));

    assertThat(own[0].deliverDue(START)).isEqualTo(1);
  }

  @Test
  void a_receiver_that_does_not_respond_delays_no_other_receiver() throws Exception {
    CountDownLatch others = new CountDownLatch(20);
    AtomicInteger hanging = new AtomicInteger();
    Webhooks webhooks =
        new Webhooks(
            (url, headers, body) -> {
              if (url.contains("hangs")) {
                hanging.incrementAndGet();
                mayRespond.await();
              } else {
                others.countDown();
              }
              return ACCEPTED;
            },
            WebhookPolicy.ofDefaults(),
            () -> {});
    for (int i = 0; i < 20; i++) {
      webhooks.enqueue(to("http://hangs:1/hook", "h" + i + "-1", START));
      webhooks.enqueue(due("w" + i + "-1", START));
    }
    Future<Integer> delivering = threads.submit(() -> webhooks.deliverDue(START));

    assertThat(others.await(3, TimeUnit.SECONDS)).isTrue();
    assertThat(hanging.get()).isEqualTo(WebhookQueue.MAX_IN_PROGRESS_PER_HOST);
    mayRespond.countDown();
    assertThat(delivering.get()).isEqualTo(40);
  }

  @Test
  void attempts_of_one_workflow_never_overlap_or_change_their_order() throws Exception {
    List<String> calls = Collections.synchronizedList(new ArrayList<>());
    Webhooks webhooks =
        new Webhooks(
            (url, headers, body) -> {
              calls.add(headers.get("X-Simulator-Delivery"));
              called.countDown();
              if (url.contains("hangs")) {
                mayRespond.await();
              }
              return ACCEPTED;
            },
            WebhookPolicy.ofDefaults(),
            () -> {});
    webhooks.enqueue(to("http://hangs:1/hook", "a-1", START));
    webhooks.enqueue(due("a-2", START));
    webhooks.enqueue(due("b-1", START));
    Future<Integer> delivering = threads.submit(() -> webhooks.deliverDue(START));
    called.await();
    assertThat(webhooks.deliverDue(START.minusSeconds(1))).isZero();
    mayRespond.countDown();

    assertThat(delivering.get()).isEqualTo(3);
    assertThat(calls).containsSubsequence("a-1", "a-2");
  }

  @Test
  void an_attempt_in_progress_is_recorded_in_a_state_of_elsewhere() throws Exception {
    Webhooks webhooks =
        new Webhooks(
            (url, headers, body) -> {
              called.countDown();
              mayRespond.await();
              return ACCEPTED;
            },
            WebhookPolicy.ofDefaults(),
            () -> {});
    webhooks.enqueue(due("a-1", START));
    Future<Integer> delivering = threads.submit(() -> webhooks.deliverDue(START));
    called.await();
    webhooks.load(webhooks.state());
    mayRespond.countDown();

    assertThat(delivering.get()).isEqualTo(1);
    assertThat(webhooks.log())
        .singleElement()
        .extracting(DeliveryRecord::state)
        .isEqualTo(DeliveryState.DELIVERED);
  }

  @Test
  void a_delivery_that_becomes_due_while_another_receiver_hangs_is_sent() throws Exception {
    CountDownLatch second = new CountDownLatch(1);
    Webhooks webhooks =
        new Webhooks(
            (url, headers, body) -> {
              called.countDown();
              if (url.contains("hangs")) {
                mayRespond.await();
              }
              second.countDown();
              return ACCEPTED;
            },
            WebhookPolicy.ofDefaults(),
            () -> {});
    AtomicReference<Instant> now = new AtomicReference<>(START);
    webhooks.enqueue(to("http://hangs:1/hook", "a-1", START));
    webhooks.enqueue(due("b-1", START.plusSeconds(1)));
    Future<Integer> delivering = threads.submit(() -> webhooks.deliverDue(now::get, Runnable::run));
    called.await();
    now.set(START.plusSeconds(1));

    assertThat(second.await(3, TimeUnit.SECONDS)).isTrue();
    mayRespond.countDown();
    assertThat(delivering.get()).isEqualTo(2);
  }

  @Test
  void concurrent_scheduling_and_delivery_sends_each_webhook_once() throws Exception {
    StubSender receiver = new StubSender();
    Webhooks webhooks = new Webhooks(receiver, WebhookPolicy.ofDefaults(), () -> {});
    List<Callable<Integer>> work = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      String workflow = "w" + i + "-";
      work.add(
          () -> {
            for (int n = 0; n < 250; n++) {
              webhooks.enqueue(due(workflow + n, START));
            }
            return 0;
          });
      work.add(() -> webhooks.deliverDue(START));
    }
    int made = 0;
    for (Future<Integer> done : threads.invokeAll(work)) {
      made += done.get();
    }
    made += webhooks.deliverDue(START);

    assertThat(made).isEqualTo(2_000);
    assertThat(new HashSet<>(receiver.calls())).hasSize(2_000).hasSameSizeAs(receiver.calls());
    assertThat(webhooks.log())
        .extracting(DeliveryRecord::state)
        .containsOnly(DeliveryState.DELIVERED);
  }

  private Future<Integer> deliverOneSlowly() throws InterruptedException {
    slow.enqueue(due("a-1", START));
    Future<Integer> delivering = threads.submit(() -> slow.deliverDue(START));
    called.await();
    return delivering;
  }
}
