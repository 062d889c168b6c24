package net.vimmerse.workflow.contract.mutation;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import net.vimmerse.workflow.contract.execution.Target;
import net.vimmerse.workflow.contract.execution.TestResult.Outcome;
import net.vimmerse.workflow.contract.mutation.FailFastTestRunner.Failure;
import net.vimmerse.workflow.contract.openapi.Document;
import net.vimmerse.workflow.contract.sequences.model.CommandSequence;
import net.vimmerse.workflow.contract.sequences.runner.Environment;
import net.vimmerse.workflow.contract.sequences.runner.SequenceRunner;
import net.vimmerse.workflow.contract.sequences.runner.WebhookReceiver;
import net.vimmerse.workflow.contract.suite.RandomSequences;
import net.vimmerse.workflow.contract.validation.ContractValidator;
import net.vimmerse.workflow.simulator.Simulator;
import okhttp3.HttpUrl;

/** Sequences that were run on a simulator, to be validated against mutated documents. */
final class RecordedSequences implements AutoCloseable {
  private static final int COUNT = 40;

  private final List<CommandSequence> sequences = RandomSequences.sequences(20_260, COUNT);
  private final WebhookReceiver receiver = WebhookReceiver.start();
  private final Simulator simulator =
      Simulator.builder().duration(RandomSequences.TYPICAL_DURATION).start();

  RecordedSequences() throws IOException {}

  /** The first sequence that does not go as a document says; empty when all do. */
  Optional<Failure> firstFailure(Document document) {
    HttpUrl url = HttpUrl.get(simulator.url());
    try (Target target = Target.of("simulator", url, "mutants", ContractValidator.of(document))) {
      SequenceRunner runner =
          SequenceRunner.of(document, Environment.simulator(target, url))
              .withWebhooks(receiver)
              .withoutShrinking();
      return sequences.stream()
          .map(runner::run)
          .filter(it -> it.outcome() != Outcome.PASSED)
          .map(it -> new Failure("SequenceRunner › " + it.name(), it.message()))
          .findFirst();
    }
  }

  @Override
  public void close() {
    simulator.close();
    receiver.close();
  }
}
