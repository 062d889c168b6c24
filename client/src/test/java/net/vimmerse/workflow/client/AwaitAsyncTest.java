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
          .timeout(Duration.ofSeconds(35))
          .build();

  private final ManualClock clock = new ManualClock();
  private final List<WorkflowProgress> seen = new ArrayList<>();
  private final Deque<BiConsumer<Workflow, Throwable>> reads = new ArrayDeque<>();
  private int cancelledReads;

  private CompletableFuture<Workflow> await(PollOptions options) {
    return AsyncPoller.start(
        new PollState("w-1", options, seen::add, clock),
        (id, timeout, done) -> {
          reads.add(done);
          return () -> cancelledReads++;
        },
        clock,
        Runnable::run);
  }

  private static Workflow workflow(ProcessingStatus status) {
    return Workflow.builder().id("w-1").processingStatus(status).build();
  }

  private void complete(ProcessingStatus status) {
    clock.runNext();
    reads.remove().accept(workflow(status), null);
  }

  private void fail(int status, String... headers) {
    clock.runNext();
    BufferedResponse response =
        new BufferedResponse("GET /", status, Headers.of(headers).toMultimap(), "");
    reads.remove().accept(null, WorkflowApiException.of(response));
  }

  @Test
  void a_successful_workflow_completes_the_future() {
    CompletableFuture<Workflow> future = await(EVERY_10_SECONDS);
    complete(ProcessingStatus.PROCESSING);
    assertThat(future).isNotDone();
    complete(ProcessingStatus.SUCCESS);
    assertThat(future).isCompletedWithValue(workflow(ProcessingStatus.SUCCESS));
    assertThat(clock.delays).containsExactly(Duration.ZERO, Duration.ofSeconds(10));
    assertThat(seen).extracting(WorkflowProgress::status).hasSize(2);
    assertThat(clock.scheduled()).isZero();
  }

  @Test
  void a_failed_workflow_completes_the_future_with_an_exception_that_has_it() {
    CompletableFuture<Workflow> future = await(EVERY_10_SECONDS);
    complete(ProcessingStatus.FAIL);
    assertThatThrownBy(future::join)
        .isInstanceOf(CompletionException.class)
        .hasCauseInstanceOf(WorkflowFailedException.class);
  }

  @Test
  void the_last_delay_ends_at_the_timeout() {
    CompletableFuture<Workflow> future = await(EVERY_10_SECONDS);
    for (int i = 0; i < 5; i++) {
      assertThat(future).isNotDone();
      complete(ProcessingStatus.PROCESSING);
    }
    assertThat(clock.delays.getLast()).isEqualTo(Duration.ofSeconds(5));
    assertThatThrownBy(future::join).hasCauseInstanceOf(WorkflowTimeoutException.class);
  }

  @Test
  void the_stack_does_not_grow_with_the_number_of_reads() {
    CompletableFuture<Workflow> future =
        await(EVERY_10_SECONDS.toBuilder().timeout(Duration.ofDays(300)).build());
    for (int i = 0; i < 200_000; i++) {
      complete(ProcessingStatus.PROCESSING);
    }
    assertThat(future).isNotDone();
    assertThat(seen).hasSize(1);
  }

  @Test
  void retry_after_is_respected_and_transient_failures_are_tolerated_up_to_the_limit() {
    CompletableFuture<Workflow> future =
        await(EVERY_10_SECONDS.toBuilder().maxConsecutiveFailures(2).build());
    fail(429, "Retry-After", "12");
    fail(503);
    assertThat(clock.delays)
        .containsExactly(Duration.ZERO, Duration.ofSeconds(12), Duration.ofSeconds(10));
    assertThat(future).isNotDone();
    fail(503);
    assertThatThrownBy(future::join).hasCauseInstanceOf(ServerErrorException.class);
  }

  @Test
  void a_permanent_failure_ends_the_wait_immediately() {
    CompletableFuture<Workflow> future = await(EVERY_10_SECONDS);
    fail(404);
    assertThatThrownBy(future::join).hasCauseInstanceOf(NotFoundException.class);
  }

  @Test
  void cancelling_during_a_delay_removes_the_scheduled_read_immediately() {
    CompletableFuture<Workflow> future = await(EVERY_10_SECONDS);
    complete(ProcessingStatus.PROCESSING);
    assertThat(future.cancel(true)).isTrue();
    assertThat(clock.scheduled()).isZero();
    assertThatThrownBy(future::join).isInstanceOf(CancellationException.class);
  }

  @Test
  void cancelling_during_a_read_cancels_the_read_immediately() {
    CompletableFuture<Workflow> future = await(EVERY_10_SECONDS);
    clock.runNext();
    future.cancel(true);
    assertThat(cancelledReads).isEqualTo(1);
    reads.remove().accept(workflow(ProcessingStatus.PROCESSING), null);
    assertThat(clock.scheduled()).isZero();
    assertThat(seen).isEmpty();
  }

  @Test
  void completing_the_future_exceptionally_stops_the_wait() {
    CompletableFuture<Workflow> future = await(EVERY_10_SECONDS);
    future.completeExceptionally(new IllegalStateException("enough"));
    assertThat(clock.scheduled()).isZero();
  }

  @Test
  void an_exception_of_the_listener_completes_the_future_exceptionally() {
    RuntimeException thrown = new IllegalStateException("enough");
    CompletableFuture<Workflow> future =
        AsyncPoller.start(
            new PollState(
                "w-1",
                EVERY_10_SECONDS,
                progress -> {
                  throw thrown;
                },
                clock),
            (id, timeout, done) -> {
              reads.add(done);
              return () -> {};
            },
            clock,
            Runnable::run);
    complete(ProcessingStatus.NEW);
    assertThatThrownBy(future::join).hasCause(thrown);
  }

  @Test
  void an_asynchronous_wait_works_with_a_clock_that_only_sleeps() {
    AutoAdvancingClock clock = new AutoAdvancingClock();
    CompletableFuture<Workflow> future =
        AsyncPoller.start(
            new PollState("w-1", EVERY_10_SECONDS, progress -> {}, clock),
            (id, timeout, done) -> {
              boolean ended = clock.totalSleep().compareTo(Duration.ofSeconds(20)) >= 0;
              done.accept(
                  workflow(ended ? ProcessingStatus.SUCCESS : ProcessingStatus.PROCESSING), null);
              return () -> {};
            },
            clock,
            Runnable::run);
    assertThat(future.join().processingStatus()).isSameAs(ProcessingStatus.SUCCESS);
  }
}
