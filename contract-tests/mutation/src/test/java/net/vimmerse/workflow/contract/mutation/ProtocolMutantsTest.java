package net.vimmerse.workflow.contract.mutation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import net.vimmerse.workflow.contract.cases.Case;
import net.vimmerse.workflow.contract.cases.CaseGenerator;
import net.vimmerse.workflow.contract.execution.CaseRunner;
import net.vimmerse.workflow.contract.execution.Target;
import net.vimmerse.workflow.contract.execution.TestResult;
import net.vimmerse.workflow.contract.execution.TestResult.Outcome;
import net.vimmerse.workflow.contract.openapi.Document;
import net.vimmerse.workflow.contract.sequences.model.CommandSequence;
import net.vimmerse.workflow.contract.sequences.runner.Environment;
import net.vimmerse.workflow.contract.sequences.runner.SequenceRunner;
import net.vimmerse.workflow.contract.sequences.runner.WebhookReceiver;
import net.vimmerse.workflow.contract.suite.RandomSequences;
import net.vimmerse.workflow.contract.validation.ContractValidator;
import net.vimmerse.workflow.simulator.Simulator;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Each mutant of the simulator's behaviour is killed by a sequence or a case. */
@Tag("mutants")
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class ProtocolMutantsTest {
  private static final int ENOUGH = 20;

  /** Some of the sequences must read the template list twice, which is rare. */
  private static final long SEED = 41;

  /** Derived from the key, which is new each time. */
  private static final Pattern CUSTOMER = Pattern.compile("customer-[0-9a-f]+");

  private static final Set<String> ABOUT_REQUESTS = Set.of("errors", "keys");
  private static final List<CommandSequence> SEQUENCES = RandomSequences.sequences(SEED, ENOUGH);

  /** The cases of one template represent those of all. */
  private static final List<Case> CASES = cases();

  private static Simulator simulator;
  private static WebhookReceiver receiver;
  private static OkHttpClient http;

  @BeforeAll
  static void start() throws IOException {
    simulator = Simulator.builder().duration(RandomSequences.TYPICAL_DURATION).start();
    receiver = WebhookReceiver.start();
    http =
        new OkHttpClient.Builder().retryOnConnectionFailure(false).followRedirects(false).build();
  }

  @AfterAll
  static void stop() {
    receiver.close();
    simulator.close();
    http.connectionPool().evictAll();
  }

  @Test
  void the_unchanged_simulator_passes() {
    ProtocolMutant none = ProtocolMutant.response("none", "none", (request, response) -> response);

    assertThat(firstFailure(none)).isEmpty();
  }

  @Test
  void each_mutant_is_killed() throws IOException {
    List<MutantResult> results =
        ProtocolMutants.all().parallelStream().map(ProtocolMutantsTest::result).toList();

    MutationReport.of("protocol").check(results);
  }

  private static List<Case> cases() {
    Document document = Document.bundled();
    String one = document.templates().get(0).id();
    return CaseGenerator.of(document, 1).stream()
        .filter(it -> it.template().isEmpty() || it.template().get().equals(one))
        .toList();
  }

  private static MutantResult result(ProtocolMutant mutant) {
    return firstFailure(mutant)
        .map(it -> killed(mutant, it))
        .orElseGet(() -> MutantResult.survived(mutant.kind(), mutant.name()));
  }

  private static MutantResult killed(ProtocolMutant mutant, TestResult result) {
    String line =
        CUSTOMER.matcher(result.message().lines().findFirst().orElse("")).replaceAll("customer");
    if (!result.group().equals("sequences")) {
      return MutantResult.killed(
          mutant.kind(), mutant.name(), "derived case: " + result.name(), line);
    }
    String[] parts = line.split(": ", 2);
    return result.outcome() == Outcome.SKIPPED
        ? MutantResult.killed(mutant.kind(), mutant.name(), "sequences: none may be skipped", line)
        : MutantResult.killed(mutant.kind(), mutant.name(), "sequences: " + parts[0], parts[1]);
  }

  /** Returns the cases most likely to kill a mutant first. */
  private static Optional<TestResult> firstFailure(ProtocolMutant mutant) {
    try (MutatingProxy mutated = new MutatingProxy(mutant, http, HttpUrl.get(simulator.url()));
        Target target =
            Target.of(
                mutant.name(), mutated.url(), "any", ContractValidator.of(Document.bundled()))) {
      SequenceRunner sequenceRunner =
          SequenceRunner.of(
                  Document.bundled(), Environment.simulator(target, HttpUrl.get(simulator.url())))
              .withWebhooks(receiver)
              .withoutShrinking();
      CaseRunner caseRunner = CaseRunner.of(target);
      Stream<Supplier<TestResult>> sequences =
          SEQUENCES.stream().map(it -> () -> sequenceRunner.run(it));
      Stream<Supplier<TestResult>> cases = CASES.stream().map(it -> () -> caseRunner.run(it));
      return (ABOUT_REQUESTS.contains(mutant.kind())
              ? Stream.concat(cases, sequences)
              : Stream.concat(sequences, cases))
          .map(Supplier::get)
          .filter(it -> it.outcome() != Outcome.PASSED)
          .findFirst();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
