package net.vimmerse.workflow.contract.mutants;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import net.vimmerse.workflow.contract.Document;
import net.vimmerse.workflow.contract.Judge;
import net.vimmerse.workflow.contract.SequencesOnSimulator;
import net.vimmerse.workflow.contract.mutants.NamedTests.Failure;
import net.vimmerse.workflow.contract.run.Result.Outcome;
import net.vimmerse.workflow.contract.run.Target;
import net.vimmerse.workflow.contract.sequences.Receiver;
import net.vimmerse.workflow.contract.sequences.Sequence;
import net.vimmerse.workflow.contract.sequences.SequenceRunner;
import net.vimmerse.workflow.contract.sequences.Stage;
import net.vimmerse.workflow.simulator.Simulator;
import okhttp3.HttpUrl;

/** A few sequences, played on a simulator of their own and held against changed documents. */
final class KitSequences implements AutoCloseable {
  private static final int COUNT = 40;

  private final List<Sequence> sequences = SequencesOnSimulator.sequences(20_260, COUNT);
  private final Receiver receiver = Receiver.start();
  private final Simulator simulator =
      Simulator.builder().duration(SequencesOnSimulator.USUAL).start();

  KitSequences() throws IOException {}

  /** The first sequence that does not go as a document says; empty when all do. */
  Optional<Failure> firstFailure(Document document) {
    HttpUrl url = HttpUrl.get(simulator.url());
    try (Target target = Target.of("simulator", url, "mutants", Judge.of(document))) {
      SequenceRunner runner =
          SequenceRunner.of(document, Stage.simulator(target, url))
              .calledBackAt(receiver)
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
