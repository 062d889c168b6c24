package net.vimmerse.workflow.contract.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import net.vimmerse.workflow.contract.execution.Target;
import net.vimmerse.workflow.contract.execution.TestResult;
import net.vimmerse.workflow.contract.execution.TestResult.Outcome;
import net.vimmerse.workflow.contract.openapi.Document;
import net.vimmerse.workflow.contract.openapi.Envelope;
import net.vimmerse.workflow.contract.sequences.generator.SequenceGenerator;
import net.vimmerse.workflow.contract.sequences.model.Command;
import net.vimmerse.workflow.contract.sequences.model.Command.Create;
import net.vimmerse.workflow.contract.sequences.model.Command.NewResource;
import net.vimmerse.workflow.contract.sequences.model.CommandSequence;
import net.vimmerse.workflow.contract.sequences.runner.Environment;
import net.vimmerse.workflow.contract.sequences.runner.SequenceRunner;
import net.vimmerse.workflow.contract.sequences.runner.WebhookReceiver;
import net.vimmerse.workflow.contract.validation.ContractValidator;
import net.vimmerse.workflow.simulator.Simulator;
import okhttp3.HttpUrl;

/** Runs random sequences against a simulator with one form of responses. */
public record RandomSequences(Envelope envelope) {
  /** How long a workflow takes. */
  public static final Duration TYPICAL_DURATION = Duration.ofSeconds(20);

  /** Outcome directives other than success, which is the default. */
  private static final List<String> DIRECTIVES =
      List.of("sim:fail", "sim:immediate", "sim:stuck=40", "sim:slow=1m");

  /** Returns the sequences that {@code -Dsequences.seed=7 -Dsequences.count=1000} selects. */
  static List<CommandSequence> sequences() {
    int count = CaseSelection.current() == CaseSelection.ALL ? 200 : 50;
    return sequences(
        Long.getLong("sequences.seed", 20_260), Integer.getInteger("sequences.count", count));
  }

  /** Returns sequences with this seed and those that follow it. */
  public static List<CommandSequence> sequences(long seed, int count) {
    return SequenceGenerator.of(Document.bundled())
        .typicalDuration(TYPICAL_DURATION)
        .from(seed, count)
        .stream()
        .map(RandomSequences::withDirectives)
        .toList();
  }

  /** Asks for another outcome in about half of the create bodies. */
  private static CommandSequence withDirectives(CommandSequence sequence) {
    SplittableRandom random = new SplittableRandom(sequence.seed().getAsLong());
    return sequence.with(
        sequence.commands().stream()
            .map(it -> it instanceof Create create ? withDirectives(create, random) : it)
            .toList());
  }

  private static Command withDirectives(Create create, SplittableRandom random) {
    List<NewResource> resources = new ArrayList<>();
    for (NewResource resource : create.newResources()) {
      ObjectNode body = resource.body().deepCopy();
      if (random.nextBoolean()) {
        body.put("event_id", DIRECTIVES.get(random.nextInt(DIRECTIVES.size())));
      }
      resources.add(new NewResource(resource.name(), body, resource.hasWebhook()));
    }
    return new Create(create.key(), resources);
  }

  void assertHold(WireMockPath path) throws IOException {
    Document document = Document.bundled();
    try (WebhookReceiver receiver = WebhookReceiver.start();
        Simulator simulator = start();
        Target target =
            Target.of(
                "simulator",
                HttpUrl.get(simulator.url()),
                "any",
                ContractValidator.of(document, envelope))) {
      path.take(simulator);
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
      path.assertTaken(simulator);
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
