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
          .deadline(Duration.ofSeconds(35))
          .build();

  private final VirtualClock clock = new VirtualClock();
  private final Deque<Supplier<Workflow>> script = new ArrayDeque<>();
  private final List<Duration> limits = new ArrayList<>();
  private final Poller poller =
      new Poller(
          (id, limit) -> {
            limits.add(limit);
            // The last line of the script is repeated for ever.
            return (script.size() > 1 ? script.poll() : script.element()).get();
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
    script.add(() -> workflow(status, percentage));
  }

  private void fail(int status, String... headers) {
    script.add(
        () -> {
          throw Failure.of(new Answer("GET /", status, Headers.of(headers).toMultimap(), ""));
        });
  }

  private Workflow await(PollOptions options) {
    return await(options, progress -> {});
  }

  private Workflow await(PollOptions options, Consumer<Progress> listener) {
    return poller.await(new Wait("w-1", options, listener, clock));
  }

  private WorkflowTimeoutException timeout(PollOptions options) {
    return catchThrowableOfType(WorkflowTimeoutException.class, () -> await(options));
  }

  @Test
  void a_workflow_that_ends_well_is_returned() {
    read(ProcessingStatus.PROCESSING, 50);
    read(ProcessingStatus.SUCCESS, 100);
    assertThat(await(EVERY_10_SECONDS)).isEqualTo(workflow(ProcessingStatus.SUCCESS, 100));
    assertThat(clock.sleeps).containsExactly(Duration.ofSeconds(10));
  }

  @Test
  void a_workflow_that_ends_badly_is_thrown_with_its_last_state() {
    read(ProcessingStatus.FAIL, 5);
    WorkflowFailedException e =
        catchThrowableOfType(WorkflowFailedException.class, () -> await(EVERY_10_SECONDS));
    assertThat(e.workflow()).isEqualTo(workflow(ProcessingStatus.FAIL, 5));
    assertThat(e).hasMessageContaining("w-1").hasMessageContaining("5%");
  }

  @Test
  void the_last_pause_is_cut_to_the_deadline_and_one_more_read_is_made() {
    read(ProcessingStatus.PROCESSING, 50);
    WorkflowTimeoutException e = timeout(EVERY_10_SECONDS);
    assertThat(clock.sleeps)
        .containsExactly(
            Duration.ofSeconds(10),
            Duration.ofSeconds(10),
            Duration.ofSeconds(10),
            Duration.ofSeconds(5));
    assertThat(limits).hasSize(5);
    assertThat(e.elapsed()).isEqualTo(Duration.ofSeconds(35));
    assertThat(e.id()).isEqualTo("w-1");
    assertThat(e.lastWorkflow()).isEqualTo(workflow(ProcessingStatus.PROCESSING, 50));
    assertThat(e)
        .hasMessageContaining("may still be running")
        .hasMessageContaining("client.await(\"w-1\")");
  }

  @Test
  void a_workflow_that_ends_at_the_deadline_is_returned() {
    for (int i = 0; i < 4; i++) {
      read(ProcessingStatus.PROCESSING, 50);
    }
    read(ProcessingStatus.SUCCESS, 100);
    assertThat(await(EVERY_10_SECONDS).progressPercentage()).isEqualTo(100);
  }

  @Test
  void what_a_read_takes_counts() {
    script.add(
        () -> {
          clock.pass(Duration.ofSeconds(20));
          return workflow(ProcessingStatus.PROCESSING, 50);
        });
    assertThat(timeout(EVERY_10_SECONDS).elapsed()).isEqualTo(Duration.ofSeconds(50));
    assertThat(clock.sleeps).containsExactly(Duration.ofSeconds(10));
    assertThat(limits).containsExactly(Duration.ofSeconds(35), Duration.ofSeconds(5));
  }

  @Test
  void the_deadline_is_the_only_limit() {
    read(ProcessingStatus.PROCESSING, 50);
    timeout(
        PollOptions.builder()
            .interval(Duration.ofMillis(10))
            .longestInterval(Duration.ofMillis(10))
            .jitter(0)
            .deadline(Duration.ofMinutes(30))
            .build());
    assertThat(limits).hasSize(180_001);
    assertThat(clock.slept()).isEqualTo(Duration.ofMinutes(30));
  }

  @Test
  void a_deadline_of_zero_is_one_read() {
    read(ProcessingStatus.PROCESSING, 50);
    timeout(PollOptions.builder().deadline(Duration.ZERO).build());
    assertThat(limits).hasSize(1);
    assertThat(clock.sleeps).isEmpty();
  }

  @Test
  void pauses_grow_up_to_the_longest() {
    read(ProcessingStatus.PROCESSING, 50);
    timeout(
        PollOptions.builder()
            .initialDelay(Duration.ofSeconds(5))
            .interval(Duration.ofSeconds(1))
            .backoff(2)
            .longestInterval(Duration.ofSeconds(6))
            .jitter(0)
            .deadline(Duration.ofSeconds(20))
            .build());
    assertThat(clock.sleeps)
        .extracting(Duration::toSeconds)
        .containsExactly(5L, 1L, 2L, 4L, 6L, 2L);
  }

  @Test
  void each_wait_begins_with_the_first_pause_again() {
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
  void a_status_that_is_not_known_is_not_final() {
    read(ProcessingStatus.of("queue_bullet"), 0);
    script.add(() -> Workflow.builder().id("w-1").build());
    read(ProcessingStatus.SUCCESS, 100);
    assertThat(await(EVERY_10_SECONDS).processingStatus()).isSameAs(ProcessingStatus.SUCCESS);
  }

  @Test
  void progress_is_reported_when_something_has_changed() {
    Completion step = Completion.builder().flow(Flow.UPSCALE).build();
    read(ProcessingStatus.NEW, 0);
    read(ProcessingStatus.NEW, 0);
    read(ProcessingStatus.PROCESSING, 0);
    script.add(
        () -> workflow(ProcessingStatus.PROCESSING, 0).toBuilder().addCompletion(step).build());
    read(ProcessingStatus.SUCCESS, 100);
    List<Progress> seen = new ArrayList<>();
    await(
        PollOptions.builder().interval(Duration.ofSeconds(1)).backoff(1).jitter(0).build(),
        seen::add);
    assertThat(seen).extracting(Progress::percentage).containsExactly(0, 0, 0, 100);
    assertThat(seen).extracting(p -> p.elapsed().toSeconds()).containsExactly(0L, 2L, 3L, 4L);
    assertThat(seen.get(2).newCompletions()).containsExactly(step);
    assertThat(seen.get(3).status()).isSameAs(ProcessingStatus.SUCCESS);
  }

  @Test
  void what_a_listener_throws_ends_the_waiting() {
    read(ProcessingStatus.NEW, 0);
    RuntimeException own = new IllegalStateException("enough");
    assertThatThrownBy(
            () ->
                await(
                    EVERY_10_SECONDS,
                    progress -> {
                      throw own;
                    }))
        .isSameAs(own);
  }

  @Test
  void a_passing_failure_is_borne() {
    fail(503);
    fail(429);
    fail(500);
    read(ProcessingStatus.SUCCESS, 100);
    assertThat(await(EVERY_10_SECONDS).progressPercentage()).isEqualTo(100);
  }

  @Test
  void too_many_failures_in_a_row_are_thrown() {
    fail(503);
    read(ProcessingStatus.NEW, 0);
    fail(503);
    PollOptions options = EVERY_10_SECONDS.toBuilder().toleratedFailures(1).build();
    assertThatThrownBy(() -> await(options)).isInstanceOf(ServerErrorException.class);
    assertThat(limits).hasSize(4);
  }

  @Test
  void a_failure_that_will_not_pass_is_thrown_at_once() {
    fail(404);
    assertThatThrownBy(() -> await(EVERY_10_SECONDS)).isInstanceOf(NotFoundException.class);
    assertThat(limits).hasSize(1);
  }

  @Test
  void a_pause_is_as_long_as_the_service_asks_and_no_longer_than_the_deadline() {
    fail(429, "Retry-After", "20");
    fail(429, "Retry-After", "3600");
    read(ProcessingStatus.PROCESSING, 50);
    assertThat(timeout(EVERY_10_SECONDS).lastWorkflow()).isNotNull();
    assertThat(clock.sleeps).extracting(Duration::toSeconds).containsExactly(20L, 15L);
  }

  @Test
  void a_failure_at_the_deadline_is_a_timeout_with_that_cause() {
    fail(503);
    WorkflowTimeoutException e = timeout(EVERY_10_SECONDS.toBuilder().toleratedFailures(9).build());
    assertThat(e.getCause()).isInstanceOf(ServerErrorException.class);
    assertThat(e.lastWorkflow()).isNull();
    assertThat(e).hasMessageContaining("was never read");
  }

  @Test
  void an_interrupted_pause_ends_the_waiting_and_keeps_the_flag() {
    read(ProcessingStatus.PROCESSING, 50);
    clock.interruptSleep(1);
    assertThatThrownBy(() -> await(EVERY_10_SECONDS))
        .isInstanceOf(WorkflowInterruptedException.class)
        .hasMessageContaining("may still be running");
    assertThat(Thread.interrupted()).isTrue();
    assertThat(limits).hasSize(2);
  }

  @Test
  void a_thread_that_is_interrupted_already_reads_nothing() {
    read(ProcessingStatus.PROCESSING, 50);
    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> await(EVERY_10_SECONDS))
        .isInstanceOf(WorkflowInterruptedException.class);
    assertThat(Thread.interrupted()).isTrue();
    assertThat(limits).isEmpty();
  }

  @Test
  void the_machines_own_clock_stops_sleeping_when_interrupted() {
    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> PollClock.system().sleep(Duration.ofDays(1)))
        .isInstanceOf(InterruptedException.class);
  }

  @Test
  void jitter_shortens_each_pause_by_at_most_its_part() {
    read(ProcessingStatus.PROCESSING, 50);
    timeout(
        EVERY_10_SECONDS.toBuilder().jitter(0.5).seed(7).deadline(Duration.ofMinutes(10)).build());
    List<Duration> whole = clock.sleeps.subList(0, clock.sleeps.size() - 1);
    assertThat(whole)
        .allMatch(pause -> pause.compareTo(Duration.ofSeconds(5)) >= 0)
        .allMatch(pause -> pause.compareTo(Duration.ofSeconds(10)) <= 0)
        .doesNotHaveDuplicates();
    assertThat(clock.slept()).isEqualTo(Duration.ofMinutes(10));
  }

  @Test
  void waits_without_a_seed_differ() {
    read(ProcessingStatus.PROCESSING, 50);
    PollOptions options = EVERY_10_SECONDS.toBuilder().jitter(1).build();
    timeout(options);
    List<Duration> first = List.copyOf(clock.sleeps);
    clock.sleeps.clear();
    timeout(options);
    assertThat(clock.sleeps).isNotEqualTo(first);
  }

  @Test
  void a_pause_that_the_service_asks_for_is_not_shortened() {
    fail(429, "Retry-After", "20");
    read(ProcessingStatus.SUCCESS, 100);
    await(EVERY_10_SECONDS.toBuilder().jitter(1).build());
    assertThat(clock.sleeps).containsExactly(Duration.ofSeconds(20));
  }

  @Test
  void options_that_make_no_sense_are_refused() {
    PollOptions.Builder builder = PollOptions.builder();
    assertThatIllegalArgumentException().isThrownBy(() -> builder.interval(Duration.ZERO));
    assertThatIllegalArgumentException().isThrownBy(() -> builder.longestInterval(Duration.ZERO));
    assertThatIllegalArgumentException().isThrownBy(() -> builder.deadline(Duration.ofSeconds(-1)));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder.deadline(Duration.ofSeconds(Long.MAX_VALUE)));
    assertThatIllegalArgumentException().isThrownBy(() -> builder.backoff(0.5));
    assertThatIllegalArgumentException().isThrownBy(() -> builder.backoff(Double.NaN));
    assertThatIllegalArgumentException().isThrownBy(() -> builder.toleratedFailures(-1));
    assertThatIllegalArgumentException().isThrownBy(() -> builder.jitter(1.1));
    assertThatIllegalArgumentException().isThrownBy(() -> builder.jitter(Double.NaN));
  }

  @Test
  void the_interval_and_the_longest_interval_never_cross() {
    assertThat(PollOptions.builder().interval(Duration.ofHours(1)).build().longestInterval())
        .isEqualTo(Duration.ofHours(1));
    assertThat(PollOptions.builder().longestInterval(Duration.ofMillis(5)).build().interval())
        .isEqualTo(Duration.ofMillis(5));
  }
}
