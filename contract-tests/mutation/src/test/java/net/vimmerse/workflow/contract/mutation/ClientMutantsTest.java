package net.vimmerse.workflow.contract.mutation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import net.vimmerse.workflow.contract.mutation.FailFastTestRunner.Failure;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Each mutant of the client is killed by a test. */
@Tag("mutants")
class ClientMutantsTest {
  /** The tests that use the client, and the classes that they share with it. */
  private static final Pattern TESTS =
      Pattern.compile(".*/contract/(suite/(Client|Generated)|mutation/MutatedClientTests).*");

  private static final EquivalentMutants<ClientMutant> EQUIVALENTS =
      new EquivalentMutants<>(
          Map.of(
              "the header joins a request after what is shown of it was taken",
              it -> it.site().startsWith("Redactor: ")));

  private final Map<String, byte[]> classes = ClientClassFiles.all();

  ClientMutantsTest() throws IOException {}

  @Test
  void an_unchanged_client_passes() throws Exception {
    assertThat(firstFailure(classes, Set.of())).isEmpty();
  }

  @Test
  @Timeout(value = 30, unit = TimeUnit.MINUTES)
  void each_mutant_is_killed() throws Exception {
    List<ClientMutant> mutants = ClientMutants.of(UnchangedSimulator.document(), classes);
    List<MutantResult> results = mutants.parallelStream().map(this::result).toList();
    assertThat(EQUIVALENTS.unused()).as("reasons that no mutant needs").isEmpty();
    MutationReport.of("client").check(results);
  }

  private MutantResult result(ClientMutant mutant) {
    Map<String, byte[]> changed = new HashMap<>(classes);
    mutant
        .classes()
        .forEach(name -> changed.computeIfPresent(name, (n, it) -> mutant.edit().apply(it)));
    return firstFailure(changed, mutant.classes())
        .map(it -> MutantResult.killed(mutant.kind(), mutant.site(), it.name(), it.message()))
        .orElseGet(
            () -> MutantResult.unseen(mutant.kind(), mutant.site(), EQUIVALENTS.reason(mutant)));
  }

  private static Optional<Failure> firstFailure(Map<String, byte[]> classes, Set<String> changed) {
    MutantClassLoader loader = new MutantClassLoader(classes, changed, TESTS.asMatchPredicate());
    return Stream.of(MutatedClientTests.Wire.class, MutatedClientTests.Calls.class)
        .map(tests -> loader.anew(tests))
        .flatMap(tests -> new FailFastTestRunner(Map.of()).firstFailure(tests).stream())
        .findFirst();
  }
}
