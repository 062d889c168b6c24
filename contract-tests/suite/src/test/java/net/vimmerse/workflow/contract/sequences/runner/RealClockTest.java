package net.vimmerse.workflow.contract.sequences.runner;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import net.vimmerse.workflow.contract.execution.Target;
import net.vimmerse.workflow.contract.execution.TestResult;
import net.vimmerse.workflow.contract.execution.TestResult.Outcome;
import net.vimmerse.workflow.contract.openapi.Document;
import net.vimmerse.workflow.contract.sequences.model.CommandSequence;
import net.vimmerse.workflow.contract.suite.RandomSequences;
import net.vimmerse.workflow.contract.validation.ContractValidator;
import net.vimmerse.workflow.simulator.Simulator;
import okhttp3.HttpUrl;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Sequences on a server whose clock the kit cannot advance. Instead of waiting, the test advances
 * the clock itself.
 */
@Timeout(300)
class RealClockTest {
  private final Document document = Document.bundled();

  /** From a seed with sequences that read the template list twice, which is rare. */
  private final List<CommandSequence> sequences = RandomSequences.sequences(41, 25);

  private final List<Duration> waited = new ArrayList<>();
  private Simulator simulator;
  private Target target;

  @BeforeEach
  void start() {
    simulator = Simulator.builder().duration(RandomSequences.TYPICAL_DURATION).start();
    target =
        Target.of("server", HttpUrl.get(simulator.url()), "first", ContractValidator.of(document));
  }

  @AfterEach
  void stop() {
    target.close();
    simulator.close();
  }

  @Test
  void every_invariant_applies_except_those_that_need_a_frozen_clock_or_webhooks() {
    SequenceRunner runner = runner(List.of(target, target.withKey("second")));

    assertThat(sequences).allSatisfy(it -> assertPassed(runner.run(it)));

    Set<String> silent = new LinkedHashSet<>(runner.invariants().keySet());
    silent.removeAll(runner.applied().keySet());
    assertThat(silent)
        .containsExactly(
            "reads-have-no-effect",
            "webhook-conforms-to-document",
            "no-webhook-after-delete",
            "webhook-only-after-final-status",
            "webhook-matches-state",
            "webhook-is-sent-once",
            "final-status-sends-webhook");
  }

  @Test
  void with_one_key_the_commands_of_the_other_are_skipped() {
    SequenceRunner runner = runner(List.of(target));

    assertThat(sequences).allSatisfy(it -> assertPassed(runner.run(it)));

    assertThat(runner.applied())
        .containsKey("final-status-is-final")
        .doesNotContainKey("keys-are-isolated");
    assertThat(target.log().validations())
        .extracting(it -> it.exchange().requestHeaders().get(target.keyHeaders().get(0)))
        .containsOnly("first");
  }

  @Test
  void it_waits_for_each_advance_and_briefly_at_the_end() {
    CommandSequence one =
        sequences.stream().filter(it -> !it.duration().isZero()).findFirst().orElseThrow();

    runner(List.of(target)).run(one);

    assertThat(waited.stream().reduce(Duration.ZERO, Duration::plus))
        .isBetween(one.duration(), one.duration().plusMillis(100));
  }

  @Test
  void an_interrupted_wait_skips_the_sequence() {
    TestClock interrupted =
        new RealClock(
            duration -> {
              throw new InterruptedException();
            });
    TestResult result =
        SequenceRunner.of(document, Environment.withClock(List.of(target), interrupted))
            .run(sequences.get(0));

    assertThat(Thread.interrupted()).isTrue();
    assertThat(result.outcome()).isEqualTo(Outcome.SKIPPED);
    assertThat(result.message())
        .isEqualTo("The clock cannot be advanced: interrupted while waiting");
  }

  @Test
  void its_shell_command_sleeps_for_whole_seconds() {
    assertThat(TestClock.real().shellCommand(Duration.ofMillis(1_500))).isEqualTo("sleep 2");
  }

  private SequenceRunner runner(List<Target> keys) {
    TestClock time =
        new RealClock(
            duration -> {
              waited.add(duration);
              simulator.clock().advance(duration);
            });
    return SequenceRunner.of(document, Environment.withClock(keys, time));
  }

  private static void assertPassed(TestResult result) {
    assertThat(result.outcome())
        .as("%s%n%s%n%s", result.name(), result.message(), result.reproduction())
        .isEqualTo(Outcome.PASSED);
  }
}
