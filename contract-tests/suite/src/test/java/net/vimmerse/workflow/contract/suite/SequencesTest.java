package net.vimmerse.workflow.contract.suite;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import net.vimmerse.workflow.contract.openapi.Document;
import net.vimmerse.workflow.contract.openapi.Envelope;
import net.vimmerse.workflow.contract.sequences.invariants.InvariantId;
import net.vimmerse.workflow.contract.sequences.model.CommandSequence;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

@Timeout(300)
class SequencesTest {

  @Test
  void the_invariants_hold_for_random_sequences() throws IOException {
    new RandomSequences(Envelope.DATA).assertHold(WireMockPath.DIRECT);
  }

  @Test
  @EnabledIfSystemProperty(named = "tests", matches = "all")
  void the_invariants_hold_through_wiremock() throws IOException {
    new RandomSequences(Envelope.DATA).assertHold(WireMockPath.THROUGH_WIREMOCK);
  }

  @Test
  @EnabledIfSystemProperty(named = "tests", matches = "all")
  void the_invariants_hold_without_an_envelope() throws IOException {
    new RandomSequences(Envelope.NONE).assertHold(WireMockPath.DIRECT);
  }

  @Test
  void a_seed_gives_the_same_sequence_and_every_body_is_valid() {
    Document document = Document.bundled();
    List<CommandSequence> sequences = RandomSequences.sequences(7, 50);

    assertThat(RandomSequences.sequences(8, 1)).hasToString("[" + sequences.get(1) + "]");
    assertThat(sequences)
        .flatExtracting(CommandSequence::creations)
        .allSatisfy(
            body -> assertThat(document.validate(document.creationSchema(), body)).isEmpty());
  }

  @Test
  void the_guide_lists_the_invariants() throws IOException {
    StringBuilder table = new StringBuilder("| invariant | what holds |\n| --- | --- |\n");
    for (InvariantId invariant : InvariantId.values()) {
      table.append("| %s | %s |\n".formatted(invariant.key(), invariant.sentence()));
    }

    assertThat(Files.readString(Repository.ROOT.resolve("docs/contract-tests.md")))
        .contains("<!-- invariants -->\n" + table + "<!-- end -->\n");
  }
}
