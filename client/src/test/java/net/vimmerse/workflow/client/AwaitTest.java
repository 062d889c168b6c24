package net.vimmerse.workflow.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import net.vimmerse.workflow.client.model.Completion;
import net.vimmerse.workflow.client.model.Flow;
import net.vimmerse.workflow.client.model.ProcessingStatus;
import net.vimmerse.workflow.client.model.Workflow;
import okhttp3.Headers;
import org.junit.jupiter.api.Test;

class AwaitTest {
  private static final PollOptions EVERY_10_SECONDS =
      PollOptions.builder()
          .interval(Duration.ofSeconds(10))
          .backoff(1)
          .jitter(0)
          .timeout(Duration.ofSeconds(35))
          .build();

  private final AutoAdvancingClock clock = new AutoAdvancingClock();
  private final Deque<Supplier<Workflow>> reads = new ArrayDeque<>();
  private final List<Duration> readTimeouts = new ArrayList<>();
  private final BlockingPoller poller =
      new BlockingPoller(
          (id, timeout) -> {
            readTimeouts.add(timeout);
            // The last read is repeated.
            return (reads.size() > 1 ? reads.poll() : reads.element()).get();
          },
          clock);

  private static Workflow workflow(ProcessingStatus status, int percentage) {
    return Workflow.builder()
        .id("w-1")
        .processingStatus(status)
        .progressPercentage(percentage)
        .build();
  }

  private void read(ProcessingStatus status, int percentage) {
    reads.add(() -> workflow(status, percentage));
  }

  private void fail(int status, String... headers) {
    reads.add(
        () -> {
          throw WorkflowApiException.of(
              new BufferedResponse("GET /", status, Headers.of(headers).toMultimap(), ""));
        });
  }

  private Workflow await(PollOptions options) {
    return await(options, progress -> {});
  }

  private Workflow await(PollOptions options, Consumer<WorkflowProgress> listener) {
    return poller.await(new PollState("w-1", options, listener, clock));
  }

  private WorkflowTimeoutException awaitTimeout(PollOptions options) {
    return catchThrowableOfType(WorkflowTimeoutException.class, () -> await(options));
  }

  @Test
  void a_successful_workflow_is_returned() {
    read(ProcessingStatus.PROCESSING, 50);
    read(ProcessingStatus.SUCCESS, 100);
    assertThat(await(EVERY_10_SECONDS)).isEqualTo(workflow(ProcessingStatus.SUCCESS, 100));
    assertThat(clock.sleeps).containsExactly(Duration.ofSeconds(10));
  }

  @Test
  void a_failed_workflow_is_thrown_as_an_exception_that_has_it() {
    read(ProcessingStatus.FAIL, 5);
    WorkflowFailedException e =
        catchThrowableOfType(WorkflowFailedException.class, () -> await(EVERY_10_SECONDS));
    assertThat(e.workflow()).isEqualTo(workflow(ProcessingStatus.FAIL, 5));
    assertThat(e).hasMessageContaining("w-1").hasMessageContaining("5%");
  }

  @Test
  void the_last_delay_ends_at_the_timeout_and_one_more_read_follows() {
    read(ProcessingStatus.PROCESSING, 50);
    WorkflowTimeoutException e = awaitTimeout(EVERY_10_SECONDS);
    assertThat(clock.sleeps)
        .containsExactly(
            Duration.ofSeconds(10),
            Duration.ofSeconds(10),
            Duration.ofSeconds(10),
            Duration.ofSeconds(5));
    assertThat(readTimeouts).hasSize(5);
    assertThat(e.elapsed()).isEqualTo(Duration.ofSeconds(35));
    assertThat(e.workflowId()).isEqualTo("w-1");
    assertThat(e.lastWorkflow()).isEqualTo(workflow(ProcessingStatus.PROCESSING, 50));
    assertThat(e)
        .hasMessageContaining("may still be running")
        .hasMessageContaining("client.await(\"w-1\")");
  }

  @Test
  void a_workflow_that_succeeds_at_the_timeout_is_returned() {
    for (int i = 0; i < 4; i++) {
      read(ProcessingStatus.PROCESSING, 50);
    }
    read(ProcessingStatus.SUCCESS, 100);
    assertThat(await(EVERY_10_SECONDS).progressPercentage()).isEqualTo(100);
  }

  @Test
  void the_duration_of_reads_counts_towards_the_timeout() {
    reads.add(
        () -> {
          clock.advance(Duration.ofSeconds(20));
          return workflow(ProcessingStatus.PROCESSING, 50);
        });
    assertThat(awaitTimeout(EVERY_10_SECONDS).elapsed()).isEqualTo(Duration.ofSeconds(50));
    assertThat(clock.sleeps).containsExactly(Duration.ofSeconds(10));
    assertThat(readTimeouts).containsExactly(Duration.ofSeconds(35), Duration.ofSeconds(5));
  }

  @Test
  void only_the_timeout_limits_the_number_of_reads() {
    read(ProcessingStatus.PROCESSING, 50);
    awaitTimeout(
        PollOptions.builder()
            .interval(Duration.ofMillis(10))
            .maxInterval(Duration.ofMillis(10))
            .jitter(0)
            .timeout(Duration.ofMinutes(30))
            .build());
    assertThat(readTimeouts).hasSize(180_001);
    assertThat(clock.totalSleep()).isEqualTo(Duration.ofMinutes(30));
  }

  @Test
  void a_timeout_of_zero_makes_a_single_read() {
    read(ProcessingStatus.PROCESSING, 50);
    awaitTimeout(PollOptions.builder().timeout(Duration.ZERO).build());
    assertThat(readTimeouts).hasSize(1);
    assertThat(clock.sleeps).isEmpty();
  }

  @Test
  void intervals_grow_up_to_the_maximum() {
    read(ProcessingStatus.PROCESSING, 50);
    awaitTimeout(
        PollOptions.builder()
            .initialDelay(Duration.ofSeconds(5))
            .interval(Duration.ofSeconds(1))
            .backoff(2)
            .maxInterval(Duration.ofSeconds(6))
            .jitter(0)
            .timeout(Duration.ofSeconds(20))
            .build());
    assertThat(clock.sleeps)
        .extracting(Duration::toSeconds)
        .containsExactly(5L, 1L, 2L, 4L, 6L, 2L);
  }

  @Test
  void each_wait_starts_with_the_initial_interval() {
    for (int i = 0; i < 2; i++) {
      read(ProcessingStatus.NEW, 0);
      read(ProcessingStatus.NEW, 0);
      read(ProcessingStatus.SUCCESS, 100);
    }
    PollOptions repeatable = PollOptions.builder().seed(7).build();
    await(repeatable);
    List<Duration> first = List.copyOf(clock.sleeps);
    clock.sleeps.clear();
    await(repeatable);
    assertThat(clock.sleeps).isEqualTo(first);
  }

  @Test
  void an_unknown_status_counts_as_not_ended() {
    read(ProcessingStatus.of("queue_bullet"), 0);
    reads.add(() -> Workflow.builder().id("w-1").build());
    read(ProcessingStatus.SUCCESS, 100);
    assertThat(await(EVERY_10_SECONDS).processingStatus()).isSameAs(ProcessingStatus.SUCCESS);
  }

  @Test
  void progress_is_reported_only_when_it_has_changed() {
    Completion step = Completion.builder().flow(Flow.UPSCALE).build();
    read(ProcessingStatus.NEW, 0);
    read(ProcessingStatus.NEW, 0);
    read(ProcessingStatus.PROCESSING, 0);
    reads.add(
        () -> workflow(ProcessingStatus.PROCESSING, 0).toBuilder().addCompletion(step).build());
    read(ProcessingStatus.SUCCESS, 100);
    List<WorkflowProgress> seen = new ArrayList<>();
    await(
        PollOptions.builder().interval(Duration.ofSeconds(1)).backoff(1).jitter(0).build(),
        seen::add);
    assertThat(seen).extracting(WorkflowProgress::percentage).containsExactly(0, 0, 0, 100);
    assertThat(seen).extracting(p -> p.elapsed().toSeconds()).containsExactly(0L, 2L, 3L, 4L);
    assertThat(seen.get(2).newCompletions()).containsExactly(step);
    assertThat(seen.get(3).status()).isSameAs(ProcessingStatus.SUCCESS);
  }

  @Test
  void an_exception_of_the_listener_ends_the_wait() {
    read(ProcessingStatus.NEW, 0);
    RuntimeException thrown = new IllegalStateException("enough");
    assertThatThrownBy(
            () ->
                await(
                    EVERY_10_SECONDS,
                    progress -> {
                      throw thrown;
                    }))
        .isSameAs(thrown);
  }

  @Test
  void transient_failures_are_tolerated() {
    fail(503);
    fail(429);
    fail(500);
    read(ProcessingStatus.SUCCESS, 100);
    assertThat(await(EVERY_10_SECONDS).progressPercentage()).isEqualTo(100);
  }

  @Test
  void too_many_consecutive_failures_are_thrown() {
    fail(503);
    read(ProcessingStatus.NEW, 0);
    fail(503);
    PollOptions options = EVERY_10_SECONDS.toBuilder().maxConsecutiveFailures(1).build();
    assertThatThrownBy(() -> await(options)).isInstanceOf(ServerErrorException.class);
    assertThat(readTimeouts).hasSize(4);
  }

  @Test
  void a_permanent_failure_is_thrown_immediately() {
    fail(404);
    assertThatThrownBy(() -> await(EVERY_10_SECONDS)).isInstanceOf(NotFoundException.class);
    assertThat(readTimeouts).hasSize(1);
  }

  @Test
  void a_longer_retry_after_than_remains_ends_the_wait_and_is_not_shortened() {
    fail(429, "Retry-After", "20");
    fail(429, "Retry-After", "3600");
    assertThatThrownBy(() -> await(EVERY_10_SECONDS))
        .isInstanceOfSatisfying(
            RateLimitedException.class,
            e -> assertThat(e.retryAfter()).isEqualTo(Duration.ofHours(1)));
    assertThat(clock.sleeps).extracting(Duration::toSeconds).containsExactly(20L);
  }

  @Test
  void a_failure_at_the_timeout_becomes_the_cause_of_the_timeout_exception() {
    fail(503);
    WorkflowTimeoutException e =
        awaitTimeout(EVERY_10_SECONDS.toBuilder().maxConsecutiveFailures(9).build());
    assertThat(e.getCause()).isInstanceOf(ServerErrorException.class);
    assertThat(e.lastWorkflow()).isNull();
    assertThat(e).hasMessageContaining("could not be read");
  }

  @Test
  void an_interrupt_during_a_delay_ends_the_wait_and_keeps_the_interrupt_flag() {
    read(ProcessingStatus.PROCESSING, 50);
    clock.interruptSleep(1);
    assertThatThrownBy(() -> await(EVERY_10_SECONDS))
        .isInstanceOf(WorkflowInterruptedException.class)
        .hasMessageContaining("may still be running");
    assertThat(Thread.interrupted()).isTrue();
    assertThat(readTimeouts).hasSize(2);
  }

  @Test
  void an_already_interrupted_thread_makes_no_read() {
    read(ProcessingStatus.PROCESSING, 50);
    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> await(EVERY_10_SECONDS))
        .isInstanceOf(WorkflowInterruptedException.class);
    assertThat(Thread.interrupted()).isTrue();
    assertThat(readTimeouts).isEmpty();
  }

  @Test
  void the_system_clock_stops_sleeping_when_interrupted() {
    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> PollClock.system().sleep(Duration.ofDays(1)))
        .isInstanceOf(InterruptedException.class);
  }

  @Test
  void jitter_shortens_each_interval_by_at_most_its_fraction() {
    read(ProcessingStatus.PROCESSING, 50);
    awaitTimeout(
        EVERY_10_SECONDS.toBuilder().jitter(0.5).seed(7).timeout(Duration.ofMinutes(10)).build());
    List<Duration> whole = clock.sleeps.subList(0, clock.sleeps.size() - 1);
    assertThat(whole)
        .allMatch(pause -> pause.compareTo(Duration.ofSeconds(5)) >= 0)
        .allMatch(pause -> pause.compareTo(Duration.ofSeconds(10)) <= 0)
        .doesNotHaveDuplicates();
    assertThat(clock.totalSleep()).isEqualTo(Duration.ofMinutes(10));
  }

  @Test
  void waits_without_a_seed_have_different_intervals() {
    read(ProcessingStatus.PROCESSING, 50);
    PollOptions options = EVERY_10_SECONDS.toBuilder().jitter(1).build();
    awaitTimeout(options);
    List<Duration> first = List.copyOf(clock.sleeps);
    clock.sleeps.clear();
    awaitTimeout(options);
    assertThat(clock.sleeps).isNotEqualTo(first);
  }

  @Test
  void jitter_does_not_shorten_retry_after() {
    fail(429, "Retry-After", "20");
    read(ProcessingStatus.SUCCESS, 100);
    await(EVERY_10_SECONDS.toBuilder().jitter(1).build());
    assertThat(clock.sleeps).containsExactly(Duration.ofSeconds(20));
  }

  @Test
  void invalid_options_are_rejected() {
    PollOptions.Builder builder = PollOptions.builder();
    assertThatIllegalArgumentException().isThrownBy(() -> builder.interval(Duration.ZERO));
    assertThatIllegalArgumentException().isThrownBy(() -> builder.maxInterval(Duration.ZERO));
    assertThatIllegalArgumentException().isThrownBy(() -> builder.timeout(Duration.ofSeconds(-1)));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder.timeout(Duration.ofSeconds(Long.MAX_VALUE)));
    assertThatIllegalArgumentException().isThrownBy(() -> builder.backoff(0.5));
    assertThatIllegalArgumentException().isThrownBy(() -> builder.backoff(Double.NaN));
    assertThatIllegalArgumentException().isThrownBy(() -> builder.maxConsecutiveFailures(-1));
    assertThatIllegalArgumentException().isThrownBy(() -> builder.jitter(1.1));
    assertThatIllegalArgumentException().isThrownBy(() -> builder.jitter(Double.NaN));
  }

  @Test
  void the_interval_never_exceeds_the_maximum_interval() {
    assertThat(PollOptions.builder().interval(Duration.ofHours(1)).build().maxInterval())
        .isEqualTo(Duration.ofHours(1));
    assertThat(PollOptions.builder().maxInterval(Duration.ofMillis(5)).build().interval())
        .isEqualTo(Duration.ofMillis(5));
  }
}
