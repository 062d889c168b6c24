package net.vimmerse.workflow.simulator.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import net.vimmerse.workflow.simulator.clock.Durations;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OutcomeDirectivesTest {

  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
  private static final Duration USUAL = Duration.ofSeconds(20);
  private static final Pipeline PIPELINE =
      new Pipeline(List.of(new Step(1, "draw", "image/png"), new Step(2, "animate", "video/mp4")));

  @Test
  void no_directives_give_the_default_plan() {
    assertThat(OutcomeDirectives.EMPTY.isEmpty()).isTrue();
    assertThat(plan(OutcomeDirectives.EMPTY))
        .isEqualTo(OutcomePlan.of(USUAL, new Outcome.Success()));
  }

  @Test
  void the_note_quotes_the_directives_and_their_source() {
    OutcomeDirectives directives = OutcomeDirectives.parse(" slow=10m ");

    assertThat(directives.isEmpty()).isFalse();
    assertThat(directives).hasToString("slow=10m");
    assertThat(plan(directives).note()).isEqualTo("a rule asks for slow=10m");
  }

  @Test
  void a_step_fails_at_the_index_of_its_name() {
    assertThat(outcome("fail")).isEqualTo(new Outcome.Failure(0, "a rule asks for fail"));
    assertThat(outcome("fail-at=animate"))
        .isEqualTo(new Outcome.Failure(1, "a rule asks for fail-at=animate"));
    assertThatThrownBy(() -> outcome("fail-at=sing"))
        .hasMessage("unknown step 'sing'; expected one of draw, animate");
  }

  @Test
  void the_last_of_two_contradicting_directives_applies() {
    assertThat(outcome("fail,success")).isEqualTo(new Outcome.Success());
    assertThat(outcome("fail,stuck")).isEqualTo(new Outcome.Stuck(50));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 99})
  void a_workflow_can_be_stuck_at_any_percentage_below_100(int percentage) {
    assertThat(outcome("stuck=" + percentage)).isEqualTo(new Outcome.Stuck(percentage));
  }

  @ParameterizedTest
  @CsvSource({"success,true", "fail,true", "stuck,true", "slow=1s,false", "manual,false"})
  void timing_directives_do_not_set_the_outcome(String text, boolean decides) {
    assertThat(OutcomeDirectives.parse(text).setsOutcome()).isEqualTo(decides);
  }

  @Test
  void directives_set_duration_progression_and_expiry() {
    assertThat(plan(OutcomeDirectives.parse("immediate")).duration()).isZero();
    assertThat(plan(OutcomeDirectives.parse("polls=10000")).progression())
        .isEqualTo(new Progression.Polls(10_000));
    assertThat(plan(OutcomeDirectives.parse("polls=1")).progression())
        .isEqualTo(new Progression.Polls(1));
    assertThat(plan(OutcomeDirectives.parse("manual")).progression())
        .isEqualTo(new Progression.Manual());
    assertThat(plan(OutcomeDirectives.parse("expire=1h")).expiresAt())
        .isEqualTo(NOW.plusSeconds(3_600));
  }

  @ParameterizedTest
  @ValueSource(strings = {"stuck=100", "stuck=-1", "polls=0", "polls=10001", "polls=x"})
  void numbers_out_of_range_are_rejected(String text) {
    assertThatThrownBy(() -> OutcomeDirectives.parse(text))
        .hasMessageContaining("takes a number from");
  }

  @ParameterizedTest
  @CsvSource({"polls,polls=N", "fail=1,fail", "slow=,slow=TIME"})
  void a_missing_or_superfluous_argument_is_reported_with_the_syntax(String text, String syntax) {
    assertThatThrownBy(() -> OutcomeDirectives.parse(text))
        .hasMessageEndingWith("must have the form " + syntax);
  }

  @Test
  void an_unknown_directive_is_reported_with_all_known_ones() {
    assertThatThrownBy(() -> OutcomeDirectives.parse("explode"))
        .hasMessageContaining("'explode'")
        .hasMessageContaining("stuck[=PERCENT]")
        .message()
        .contains(Arrays.stream(Directive.values()).map(Directive::syntax).toList());
  }

  @Test
  void every_directive_has_a_description() {
    assertThat(Directive.values())
        .extracting(Directive::description)
        .doesNotContain("")
        .doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @CsvSource({
    "500ms,PT0.5S",
    "20s,PT20S",
    "1m30s,PT1M30S",
    "PT2H,PT2H",
    "0s,PT0S",
    "8760h,PT8760H"
  })
  void durations_accept_short_and_iso_forms(String text, Duration duration) {
    assertThat(Durations.parse(text)).isEqualTo(duration);
  }

  @ParameterizedTest
  @ValueSource(strings = {"-1s", "8761h", "soon", ""})
  void invalid_durations_are_rejected(String text) {
    assertThatThrownBy(() -> Durations.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("duration");
  }

  private static Outcome outcome(String text) {
    return plan(OutcomeDirectives.parse(text)).outcome();
  }

  private static OutcomePlan plan(OutcomeDirectives directives) {
    return directives.plan(PIPELINE, USUAL, NOW, "a rule");
  }
}
