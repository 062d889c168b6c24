package net.vimmerse.workflow.contract.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import net.vimmerse.workflow.contract.execution.Target;
import net.vimmerse.workflow.contract.execution.TestResult;
import net.vimmerse.workflow.contract.execution.TestResult.Outcome;
import net.vimmerse.workflow.contract.openapi.Document;
import net.vimmerse.workflow.contract.openapi.Envelope;
import net.vimmerse.workflow.contract.sequences.generator.SequenceGenerator;
import net.vimmerse.workflow.contract.sequences.model.CommandSequence;
import net.vimmerse.workflow.contract.sequences.runner.Environment;
import net.vimmerse.workflow.contract.sequences.runner.SequenceRunner;
import net.vimmerse.workflow.contract.sequences.runner.WebhookReceiver;
import net.vimmerse.workflow.contract.validation.ContractValidator;
import net.vimmerse.workflow.simulator.Simulator;
import okhttp3.HttpUrl;

/** Random sequences against a simulator of one envelope. */
public record SequencesOnSimulator(Envelope envelope) {
  /** How long a workflow takes. */
  public static final Duration TYPICAL_DURATION = Duration.ofSeconds(20);

  /** What a simulator makes of a workflow when it is asked to, beside letting it end well. */
  private static final List<ObjectNode> BODY_VARIANTS =
      Stream.of("sim:fail", "sim:immediate", "sim:stuck=40", "sim:slow=1m")
          .map(outcome -> JsonNodeFactory.instance.objectNode().put("event_id", outcome))
          .toList();

  /** What can be chosen: {@code -Dsequences.seed=7 -Dsequences.count=1000}. */
  static List<CommandSequence> sequences() {
    return sequences(
        Long.getLong("sequences.seed", 20_260), Integer.getInteger("sequences.count", 100));
  }

  /** As many, with this seed and those that follow it. */
  public static List<CommandSequence> sequences(long seed, int count) {
    return SequenceGenerator.of(Document.bundled())
        .typicalDuration(TYPICAL_DURATION)
        .withBodyVariants(BODY_VARIANTS)
        .from(seed, count);
  }

  void assertHold() throws IOException {
    Document document = Document.bundled();
    try (WebhookReceiver receiver = WebhookReceiver.start();
        Simulator simulator = start();
        Target target =
            Target.of(
                "simulator",
                HttpUrl.get(simulator.url()),
                "any",
                ContractValidator.of(document, envelope))) {
      SequenceRunner runner =
          SequenceRunner.of(document, Environment.simulator(target, target.url()))
              .withWebhooks(receiver);
      long start = System.nanoTime();
      List<TestResult> results = sequences().parallelStream().map(runner::run).toList();
      System.out.printf(
          Locale.ROOT,
          "[tests] sequences, envelope %s: %d sequences, %d exchanges validated, in %d ms%n",
          envelope.name().toLowerCase(Locale.ROOT),
          results.size(),
          target.log().exchanges(),
          Duration.ofNanos(System.nanoTime() - start).toMillis());
      results.stream()
          .filter(result -> result.outcome() != Outcome.PASSED)
          .findFirst()
          .ifPresent(
              result ->
                  fail("%s%n%s%n%n%s", result.name(), result.message(), result.reproduction()));
      assertThat(runner.applied().keySet()).isEqualTo(runner.invariants().keySet());
    }
  }

  private Simulator start() {
    return Simulator.builder()
        .duration(TYPICAL_DURATION)
        .envelope(net.vimmerse.workflow.simulator.http.Envelope.valueOf(envelope.name()))
        .start();
  }
}
