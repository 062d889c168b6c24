package net.vimmerse.workflow.simulator.simulation;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import net.vimmerse.workflow.simulator.clock.Durations;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WorkflowViewTest {

  private static final Instant CREATED = Instant.parse("2026-01-01T00:00:00Z");
  private static final Outcome SUCCESS = new Outcome.Success();

  @Test
  void a_workflow_is_new_at_first() {
    WorkflowView view = WorkflowView.of(workflow(3, 20_000, SUCCESS), CREATED);

    assertThat(view.status()).isEqualTo(Status.NEW);
    assertThat(view.percentage()).isZero();
    assertThat(view.completed()).isEmpty();
    assertThat(view.result()).isEmpty();
    assertThat(view.updatedAt()).isEqualTo(CREATED);
  }

  @Test
  void a_time_before_creation_counts_as_creation() {
    for (long millis : List.of(0L, 20_000L)) {
      assertThat(WorkflowView.of(workflow(3, millis, SUCCESS), CREATED.minusSeconds(5)))
          .isEqualTo(WorkflowView.of(workflow(3, millis, SUCCESS), CREATED));
    }
  }

  @Test
  void half_of_the_steps_are_completed_halfway_through_processing() {
    // New for 1 second, a twentieth of the duration; then 4 steps of 4.75 seconds each.
    WorkflowView view = WorkflowView.of(workflow(4, 20_000, SUCCESS), CREATED.plusMillis(10_500));

    assertThat(view.status()).isEqualTo(Status.PROCESSING);
    assertThat(view.percentage()).isEqualTo(50);
    assertThat(view.completed()).extracting(Step::number).containsExactly(1, 2);
    assertThat(view.result()).isEmpty();
  }

  @Test
  void at_the_end_all_steps_are_completed_and_the_last_is_the_result() {
    WorkflowView view = WorkflowView.of(workflow(4, 20_000, SUCCESS), CREATED.plusSeconds(20));

    assertThat(view.status()).isEqualTo(Status.SUCCESS);
    assertThat(view.percentage()).isEqualTo(100);
    assertThat(view.completed()).hasSize(4);
    assertThat(view.result()).extracting(Step::number).containsExactly(4);
    assertThat(view.updatedAt()).isEqualTo(CREATED.plusSeconds(20));
    assertThat(view.endedAt()).isEqualTo(CREATED.plusSeconds(20));
  }

  @Test
  void a_nanosecond_before_the_end_the_workflow_has_not_ended() {
    WorkflowView view =
        WorkflowView.of(workflow(4, 20_000, SUCCESS), CREATED.plusSeconds(20).minusNanos(1));

    assertThat(view.status()).isEqualTo(Status.PROCESSING);
    assertThat(view.percentage()).isEqualTo(99);
    assertThat(view.endedAt()).isNull();
    assertThat(view.completed()).hasSize(3);
  }

  @Test
  void a_failing_workflow_ends_within_its_step_without_a_result() {
    Workflow workflow = workflow(4, 20_000, new Outcome.Failure(2, "why"));

    WorkflowView before = WorkflowView.of(workflow, CREATED.plusMillis(12_874));
    WorkflowView viewAfter = WorkflowView.of(workflow, CREATED.plusMillis(12_875));
    WorkflowView later = WorkflowView.of(workflow, CREATED.plusSeconds(1_000));

    assertThat(before.status()).isEqualTo(Status.PROCESSING);
    assertThat(viewAfter.status()).isEqualTo(Status.FAIL);
    assertThat(viewAfter.completed()).hasSize(2);
    assertThat(viewAfter.percentage()).isEqualTo(62);
    assertThat(viewAfter.result()).isEmpty();
    assertThat(later).isEqualTo(viewAfter);
  }

  @Test
  void a_workflow_of_zero_duration_is_in_its_final_state_at_creation() {
    for (Outcome outcome : List.of(SUCCESS, new Outcome.Failure(2, "why"), new Outcome.Stuck(60))) {
      WorkflowView atOnce = WorkflowView.of(workflow(4, 0, outcome), CREATED);
      WorkflowView inTheEnd =
          WorkflowView.of(workflow(4, 20_000, outcome), CREATED.plusSeconds(20));

      assertThat(atOnce.status()).isEqualTo(inTheEnd.status());
      assertThat(atOnce.percentage()).isEqualTo(inTheEnd.percentage());
      assertThat(atOnce.completed()).isEqualTo(inTheEnd.completed());
      assertThat(atOnce.updatedAt()).isEqualTo(CREATED);
      assertThat(new Timeline(workflow(4, 0, outcome)).changeTimes()).containsExactly(CREATED);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 7, 999, 20_000, 86_399_999, 31_536_000_000L})
  void progress_never_decreases(long millis) {
    Workflow workflow = workflow(7, millis, SUCCESS);
    List<WorkflowView> seen = new ArrayList<>();
    for (long part = 0; part <= 1_000; part++) {
      seen.add(WorkflowView.of(workflow, CREATED.plusNanos(millis * 1_000 * part)));
    }

    assertThat(seen).extracting(WorkflowView::status).isSorted();
    assertThat(seen).extracting(WorkflowView::percentage).isSorted();
    assertThat(seen).extracting(view -> view.completed().size()).isSorted();
    assertThat(seen).extracting(WorkflowView::updatedAt).isSorted();
    assertThat(seen.get(1_000).status()).isEqualTo(Status.SUCCESS);
  }

  @ParameterizedTest
  @ValueSource(longs = {7, 999, 20_000, 86_399_999})
  void updated_at_changes_exactly_when_another_property_changes(long millis) {
    Workflow workflow = workflow(7, millis, SUCCESS);
    WorkflowView last = WorkflowView.of(workflow, CREATED);
    for (long part = 1; part <= 1_000; part++) {
      Instant now = CREATED.plusNanos(millis * 1_000 * part);
      WorkflowView next = WorkflowView.of(workflow, now);
      boolean changed =
          next.status() != last.status()
              || next.percentage() != last.percentage()
              || next.completed().size() != last.completed().size();

      assertThat(!next.updatedAt().equals(last.updatedAt())).isEqualTo(changed);
      assertThat(next.updatedAt()).isBeforeOrEqualTo(now);
      last = next;
    }
  }

  @Test
  void a_change_of_the_details_sets_updated_at() {
    Instant changedAt = CREATED.plusSeconds(30);
    Workflow workflow =
        workflow(3, 20_000, SUCCESS)
            .withDetails(new WorkflowDetails("", "", "1", "5", null, changedAt));

    assertThat(WorkflowView.of(workflow, CREATED.plusSeconds(60)).updatedAt()).isEqualTo(changedAt);
  }

  @Test
  void plans_with_a_duration_out_of_range_are_rejected() {
    assertThatThrownBy(() -> OutcomePlan.of(Duration.ofNanos(-1), SUCCESS))
        .hasMessageContaining("duration");
    assertThatThrownBy(() -> OutcomePlan.of(Durations.MAX.plusNanos(1), SUCCESS))
        .hasMessageContaining("365 days");
  }

  @Test
  void change_times_are_the_start_of_processing_and_the_end_of_each_step() {
    assertThat(new Timeline(workflow(4, 20_000, SUCCESS)).changeTimes())
        .containsExactly(
            CREATED.plusMillis(1_000),
            CREATED.plusMillis(5_750),
            CREATED.plusMillis(10_500),
            CREATED.plusMillis(15_250),
            CREATED.plusMillis(20_000));
    assertThat(new Timeline(workflow(4, 20_000, new Outcome.Failure(1, "why"))).changeTimes())
        .containsExactly(
            CREATED.plusMillis(1_000), CREATED.plusMillis(5_750), CREATED.plusMillis(8_125));
  }

  @Test
  void each_change_is_visible_at_its_time_despite_rounding_to_nanoseconds() {
    Workflow workflow = workflow(7, 1, SUCCESS);
    List<Instant> changeTimes = new Timeline(workflow).changeTimes();

    assertThat(changeTimes).hasSize(8);
    for (int steps = 0; steps <= 7; steps++) {
      WorkflowView view = WorkflowView.of(workflow, changeTimes.get(steps));
      assertThat(view.completed()).hasSize(steps);
      assertThat(view.status()).isEqualTo(steps < 7 ? Status.PROCESSING : Status.SUCCESS);
    }
    assertThat(new Timeline(workflow).endsAt()).contains(changeTimes.get(7));
  }

  @Test
  void a_stuck_workflow_has_no_change_times_after_its_last_completed_step() {
    assertThat(new Timeline(workflow(4, 20_000, new Outcome.Stuck(49))).changeTimes())
        .containsExactly(CREATED.plusMillis(1_000), CREATED.plusMillis(5_750));
    assertThat(new Timeline(workflow(4, 20_000, new Outcome.Stuck(50))).changeTimes())
        .containsExactly(
            CREATED.plusMillis(1_000), CREATED.plusMillis(5_750), CREATED.plusMillis(10_500));
    assertThat(new Timeline(workflow(4, 20_000, new Outcome.Stuck(0))).changeTimes())
        .containsExactly(CREATED.plusMillis(1_000));
  }

  @Test
  void a_stuck_workflow_stops_and_never_ends() {
    Workflow stuck = workflow(4, 20_000, new Outcome.Stuck(30));
    Instant stop = CREATED.plusMillis(1_000 + 5_700);

    assertThat(WorkflowView.of(stuck, CREATED.plusSeconds(3)).percentage()).isEqualTo(10);
    assertThat(WorkflowView.of(stuck, CREATED.plusSeconds(1_000)).percentage()).isEqualTo(30);
    assertThat(WorkflowView.of(stuck, CREATED.plusSeconds(1_000)).completed()).hasSize(1);
    assertThat(WorkflowView.of(stuck, stop.minusNanos(1)).percentage()).isEqualTo(29);
    assertThat(WorkflowView.of(stuck, CREATED.plusSeconds(1_000)))
        .isEqualTo(WorkflowView.of(stuck, stop))
        .extracting(WorkflowView::endedAt, WorkflowView::updatedAt)
        .containsExactly(null, stop);
    assertThat(new Timeline(stuck).endsAt()).isEmpty();
  }

  @Test
  void a_workflow_has_ended_when_its_view_says_so() {
    OutcomePlan manual =
        new OutcomePlan(Duration.ofSeconds(20), SUCCESS, new Progression.Manual(), null, null);
    Workflow succeeding = workflow(4, 20_000, SUCCESS);
    TimelinePosition last = new TimelinePosition(Duration.ofSeconds(20), CREATED, 1);
    for (Workflow workflow :
        List.of(
            succeeding,
            workflow(4, 20_000, new Outcome.Failure(1, "simulated")),
            workflow(4, 20_000, new Outcome.Stuck(30)),
            workflow(4, 0, SUCCESS),
            succeeding.withPlan(manual, null),
            succeeding.withPlan(manual, last))) {
      for (int millis = -1_000; millis < 25_000; millis += 250) {
        Instant now = CREATED.plusMillis(millis);
        assertThat(new Timeline(workflow).hasEndedAt(now))
            .as("%s at %s", workflow.plan(), now)
            .isEqualTo(WorkflowView.of(workflow, now).endedAt() != null);
      }
    }
  }

  @Test
  void a_workflow_with_a_position_ignores_its_clock() {
    OutcomePlan manual =
        new OutcomePlan(Duration.ofSeconds(20), SUCCESS, new Progression.Manual(), null, null);
    Instant movedAt = CREATED.plusSeconds(500);
    Workflow unmoved = workflow(4, 20_000, SUCCESS).withPlan(manual, null);
    Duration half = Timeline.elapsedAt(unmoved.pipeline(), manual.duration(), 50);
    Workflow moved = unmoved.withPlan(manual, new TimelinePosition(half, movedAt, 1));

    assertThat(WorkflowView.of(unmoved, CREATED.plusSeconds(1_000)).status()).isEqualTo(Status.NEW);
    assertThat(WorkflowView.of(moved, CREATED.plusSeconds(1_000)).percentage()).isEqualTo(50);
    assertThat(WorkflowView.of(moved, CREATED.plusSeconds(1_000)).updatedAt()).isEqualTo(movedAt);
    assertThat(new Timeline(moved).endsAt()).isEmpty();
    assertThat(new Timeline(moved).changeTimes()).isEmpty();
    assertThat(new Timeline(unmoved).changeTimes()).isEmpty();
  }

  @Test
  void a_percentage_is_reached_to_the_nanosecond() {
    // Neither can be divided by 100.
    Duration whole = Duration.ofNanos(1_070);
    Workflow workflow =
        workflow(workflow(3, 0, SUCCESS).pipeline(), OutcomePlan.of(whole, SUCCESS));

    for (int percentage = 1; percentage < 100; percentage++) {
      Instant at = CREATED.plus(Timeline.elapsedAt(workflow.pipeline(), whole, percentage));

      assertThat(WorkflowView.of(workflow, at).percentage()).isEqualTo(percentage);
      assertThat(WorkflowView.of(workflow, at.minusNanos(1)).percentage())
          .isEqualTo(percentage - 1);
    }
  }

  @Test
  void steps_take_the_times_of_a_pace() {
    Pace pace = new Pace(Duration.ofSeconds(2), List.of(ofSeconds(1), ofSeconds(0), ofSeconds(7)));
    Workflow workflow = workflow(3, pace, SUCCESS);

    assertThat(new Timeline(workflow).changeTimes())
        .containsExactly(CREATED.plusSeconds(2), CREATED.plusSeconds(3), CREATED.plusSeconds(10));
    assertThat(new Timeline(workflow).endsAt()).contains(CREATED.plusSeconds(10));
    assertThat(WorkflowView.of(workflow, CREATED.plusMillis(1_999)).status()).isEqualTo(Status.NEW);
    assertThat(completed(workflow, 2_999)).isZero();
    assertThat(completed(workflow, 3_000)).isEqualTo(2);
    assertThat(completed(workflow, 9_999)).isEqualTo(2);
    assertThat(WorkflowView.of(workflow, CREATED.plusSeconds(6)).percentage()).isEqualTo(50);
    assertThat(completed(workflow, 10_000)).isEqualTo(3);
  }

  @Test
  void the_shares_of_a_year_by_the_times_of_a_year_are_exact() {
    Duration year = Duration.ofDays(365);
    Pace pace = new Pace(Duration.ofDays(73), List.of(Duration.ofDays(146), Duration.ofDays(146)));
    Workflow workflow = workflow(2, pace, SUCCESS);

    assertThat(Timeline.elapsedAt(workflow.pipeline(), year, 0)).isEqualTo(Duration.ofDays(73));
    assertThat(Timeline.elapsedAt(workflow.pipeline(), year, 50)).isEqualTo(Duration.ofDays(219));
  }

  @Test
  void a_failed_or_stuck_workflow_with_a_pace_stops_within_its_step() {
    Pace pace = new Pace(Duration.ofSeconds(2), List.of(ofSeconds(2), ofSeconds(6)));
    Workflow failed = workflow(2, pace, new Outcome.Failure(1, "because"));
    Workflow stuck = workflow(2, pace, new Outcome.Stuck(24));

    assertThat(new Timeline(failed).endsAt()).contains(CREATED.plusSeconds(7));
    assertThat(completed(failed, 60_000)).isEqualTo(1);
    assertThat(WorkflowView.of(failed, CREATED.plusSeconds(60)).percentage()).isEqualTo(62);
    assertThat(completed(stuck, 60_000)).isZero();
    assertThat(completed(workflow(2, pace, new Outcome.Stuck(25)), 60_000)).isEqualTo(1);
    assertThat(Timeline.elapsedAt(failed.pipeline(), ofSeconds(20), 50)).isEqualTo(ofSeconds(12));
  }

  @Test
  void a_pace_has_a_time_for_each_step_and_is_not_empty() {
    assertThatThrownBy(() -> new Pace(ofSeconds(1), List.of(ofSeconds(0))))
        .hasMessage("the steps take no time");
    assertThatThrownBy(() -> workflow(3, new Pace(ofSeconds(1), List.of(ofSeconds(1))), SUCCESS))
        .hasMessage("a pace needs a time for each step");
  }

  private static int completed(Workflow workflow, long millis) {
    return WorkflowView.of(workflow, CREATED.plusMillis(millis)).completed().size();
  }

  private static Workflow workflow(int steps, Pace pace, Outcome outcome) {
    Workflow equal = workflow(steps, pace.total().toMillis(), outcome);
    return workflow(equal.pipeline().withPace(pace), equal.plan());
  }

  @Test
  void a_workflow_expires_at_its_expiry_time() {
    OutcomePlan plan = OutcomePlan.of(Duration.ZERO, SUCCESS);
    Instant at = CREATED.plusSeconds(5);
    Workflow workflow = workflow(1, 0, SUCCESS).withPlan(plan.expiringAt(at), null);

    assertThat(workflow.isExpired(at.minusNanos(1))).isFalse();
    assertThat(workflow.isExpired(at)).isTrue();
    assertThat(workflow(1, 0, SUCCESS).isExpired(at)).isFalse();
    assertThat(workflow.plan().expiringAt(at.plusSeconds(1)).expiresAt()).isEqualTo(at);
  }

  private static Workflow workflow(int steps, long millis, Outcome outcome) {
    List<Step> pipeline = new ArrayList<>();
    for (int number = 1; number <= steps; number++) {
      pipeline.add(new Step(number, "step" + number, "image/png"));
    }
    return workflow(new Pipeline(pipeline), OutcomePlan.of(Duration.ofMillis(millis), outcome));
  }

  private static Workflow workflow(Pipeline pipeline, OutcomePlan plan) {
    return new Workflow(
        "id",
        1,
        NamespaceId.of("key"),
        "template",
        "Template",
        "",
        Map.of(),
        List.of(),
        "16:9",
        "no_event",
        null,
        null,
        100,
        pipeline,
        plan,
        null,
        new WorkflowDetails("", "", "1", null, null, CREATED),
        CREATED);
  }
}
