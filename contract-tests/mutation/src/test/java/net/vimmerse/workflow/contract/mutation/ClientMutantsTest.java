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
import net.vimmerse.workflow.contract.mutation.NamedTests.Failure;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Every change of the client that another party could see is seen by a test. */
@Tag("mutants")
class ClientMutantsTest {
  /** The tests that use the client, and what they need of the client's classes. */
  private static final Pattern TESTS =
      Pattern.compile(".*/contract/(suite/(Client|Generated)|mutation/MutatedClient).*");

  private static final EquivalentMutants<ClientMutant> EQUIVALENTS =
      new EquivalentMutants<>(
          Map.of(
              "the header joins a request after what is shown of it was taken",
              it -> it.site().startsWith("Redactor: ")));

  private final Map<String, byte[]> classes = ClientClasses.all();

  ClientMutantsTest() throws IOException {}

  @Test
  void an_unchanged_client_passes() throws Exception {
    assertThat(firstFailure(classes, Set.of())).isEmpty();
  }

  @Test
  @Timeout(value = 30, unit = TimeUnit.MINUTES)
  void each_mutant_is_killed() throws Exception {
    List<ClientMutant> mutants = ClientMutants.of(MutantServer.document(), classes);
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
    return Stream.of(MutatedClient.Wire.class, MutatedClient.Calls.class)
        .map(tests -> loader.anew(tests))
        .flatMap(tests -> new NamedTests(Map.of()).firstFailure(tests).stream())
        .findFirst();
  }
}
