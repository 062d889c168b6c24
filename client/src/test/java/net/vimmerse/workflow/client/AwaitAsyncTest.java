package net.vimmerse.workflow.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.BiConsumer;
import net.vimmerse.workflow.client.model.ProcessingStatus;
import net.vimmerse.workflow.client.model.Workflow;
import okhttp3.Headers;
import org.junit.jupiter.api.Test;

class AwaitAsyncTest {
  private static final PollOptions EVERY_10_SECONDS =
      PollOptions.builder()
          .interval(Duration.ofSeconds(10))
          .backoff(1)
          .jitter(0)
          .deadline(Duration.ofSeconds(35))
          .build();

  private final VirtualTime time = new VirtualTime();
  private final List<Progress> seen = new ArrayList<>();
  private final Deque<BiConsumer<Workflow, RuntimeException>> reads = new ArrayDeque<>();
  private int givenUp;

  private CompletableFuture<Workflow> await(PollOptions options) {
    return AsyncWait.start(
        new Wait("w-1", options, seen::add, time),
        (id, limit, done) -> {
          reads.add(done);
          return () -> givenUp++;
        },
        time);
  }

  private static Workflow workflow(ProcessingStatus status) {
    return Workflow.builder().id("w-1").processingStatus(status).build();
  }

  private void answer(ProcessingStatus status) {
    time.runNext();
    reads.remove().accept(workflow(status), null);
  }

  private void fail(int status, String... headers) {
    time.runNext();
    Answer answer = new Answer("GET /", status, Headers.of(headers).toMultimap(), "");
    reads.remove().accept(null, Failure.of(answer));
  }

  @Test
  void a_workflow_that_ends_well_completes_the_future() {
    CompletableFuture<Workflow> future = await(EVERY_10_SECONDS);
    answer(ProcessingStatus.PROCESSING);
    assertThat(future).isNotDone();
    answer(ProcessingStatus.SUCCESS);
    assertThat(future).isCompletedWithValue(workflow(ProcessingStatus.SUCCESS));
    assertThat(time.delays).containsExactly(Duration.ZERO, Duration.ofSeconds(10));
    assertThat(seen).extracting(Progress::status).hasSize(2);
    assertThat(time.scheduled()).isZero();
  }

  @Test
  void a_workflow_that_ends_badly_fails_the_future_with_its_last_state() {
    CompletableFuture<Workflow> future = await(EVERY_10_SECONDS);
    answer(ProcessingStatus.FAIL);
    assertThatThrownBy(future::join)
        .isInstanceOf(CompletionException.class)
        .hasCauseInstanceOf(WorkflowFailedException.class);
  }

  @Test
  void the_last_pause_is_cut_to_the_deadline() {
    CompletableFuture<Workflow> future = await(EVERY_10_SECONDS);
    for (int i = 0; i < 5; i++) {
      assertThat(future).isNotDone();
      answer(ProcessingStatus.PROCESSING);
    }
    assertThat(time.delays.getLast()).isEqualTo(Duration.ofSeconds(5));
    assertThatThrownBy(future::join).hasCauseInstanceOf(WorkflowTimeoutException.class);
  }

  @Test
  void any_number_of_reads_is_iterative() {
    CompletableFuture<Workflow> future =
        await(EVERY_10_SECONDS.toBuilder().deadline(Duration.ofDays(300)).build());
    for (int i = 0; i < 200_000; i++) {
      answer(ProcessingStatus.PROCESSING);
    }
    assertThat(future).isNotDone();
    assertThat(seen).hasSize(1);
  }

  @Test
  void what_the_service_asks_for_is_honoured_and_passing_failures_are_borne_up_to_the_limit() {
    CompletableFuture<Workflow> future =
        await(EVERY_10_SECONDS.toBuilder().toleratedFailures(2).build());
    fail(429, "Retry-After", "12");
    fail(503);
    assertThat(time.delays)
        .containsExactly(Duration.ZERO, Duration.ofSeconds(12), Duration.ofSeconds(10));
    assertThat(future).isNotDone();
    fail(503);
    assertThatThrownBy(future::join).hasCauseInstanceOf(ServerErrorException.class);
  }

  @Test
  void a_failure_that_will_not_pass_ends_the_waiting_at_once() {
    CompletableFuture<Workflow> future = await(EVERY_10_SECONDS);
    fail(404);
    assertThatThrownBy(future::join).hasCauseInstanceOf(NotFoundException.class);
  }

  @Test
  void a_wait_that_is_cancelled_in_a_pause_is_forgotten_at_once() {
    CompletableFuture<Workflow> future = await(EVERY_10_SECONDS);
    answer(ProcessingStatus.PROCESSING);
    assertThat(future.cancel(true)).isTrue();
    assertThat(time.scheduled()).isZero();
    assertThatThrownBy(future::join).isInstanceOf(CancellationException.class);
  }

  @Test
  void a_wait_that_is_cancelled_in_a_read_gives_the_read_up_at_once() {
    CompletableFuture<Workflow> future = await(EVERY_10_SECONDS);
    time.runNext();
    future.cancel(true);
    assertThat(givenUp).isEqualTo(1);
    reads.remove().accept(workflow(ProcessingStatus.PROCESSING), null);
    assertThat(time.scheduled()).isZero();
    assertThat(seen).isEmpty();
  }

  @Test
  void a_time_out_of_the_callers_own_stops_the_waiting_too() {
    CompletableFuture<Workflow> future = await(EVERY_10_SECONDS);
    future.completeExceptionally(new IllegalStateException("enough"));
    assertThat(time.scheduled()).isZero();
  }

  @Test
  void what_a_listener_throws_fails_the_future() {
    RuntimeException own = new IllegalStateException("enough");
    CompletableFuture<Workflow> future =
        AsyncWait.start(
            new Wait(
                "w-1",
                EVERY_10_SECONDS,
                progress -> {
                  throw own;
                },
                time),
            (id, limit, done) -> {
              reads.add(done);
              return () -> {};
            },
            time);
    answer(ProcessingStatus.NEW);
    assertThatThrownBy(future::join).hasCause(own);
  }

  @Test
  void a_clock_that_only_sleeps_can_serve_asynchronous_waits() {
    VirtualClock clock = new VirtualClock();
    CompletableFuture<Workflow> future =
        AsyncWait.start(
            new Wait("w-1", EVERY_10_SECONDS, progress -> {}, clock),
            (id, limit, done) -> {
              boolean over = clock.slept().compareTo(Duration.ofSeconds(20)) >= 0;
              done.accept(
                  workflow(over ? ProcessingStatus.SUCCESS : ProcessingStatus.PROCESSING), null);
              return () -> {};
            },
            clock);
    assertThat(future.join().processingStatus()).isSameAs(ProcessingStatus.SUCCESS);
  }
}
