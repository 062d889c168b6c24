package net.vimmerse.workflow.contract.mutants;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import net.vimmerse.workflow.contract.run.Result;
import net.vimmerse.workflow.contract.run.Result.Outcome;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Every change of the document that means something is seen, by what is named in the table. */
@Tag("mutants")
class DocumentMutantsTest {
  private static final String LOOSER =
      "allows answers that the simulator never gives, so that no exchange with it can tell";
  private static final String TIGHTER = "every answer of the simulator keeps to it";

  /** What stands in answers only. */
  private static final String ANSWERS =
      "(headers/|Workflow\\b|WorkflowResponse|Template(ListResponse|Option|Mode)?\\b|Completion"
          + "|Output|MediaResult|Timestamp|ProcessingStatus|Flow|Error|ValidationErrors?).*";

  private static final String CALLBACK =
      "what is sent to the caller's own server is no answer; the simulator's tests of call-backs"
          + " hold it";
  private static final Equivalents EQUIVALENTS = new Equivalents(equivalents());

  private static Map<Pattern, String> equivalents() {
    Map<Pattern, String> reasons = new LinkedHashMap<>();
    reasons.put(Pattern.compile(".*callbacks/.*"), CALLBACK);
    reasons.put(
        Pattern.compile("drop a format: .*"),
        "an annotation for the client's generator, which validators do not assert");
    reasons.put(
        Pattern.compile("(drop|change) a mark: .*x-input.*"),
        "read by the simulator alone, which has the document as it should be");
    reasons.put(Pattern.compile("(drop|change) a mark: .*x-sent.*"), "asks less of an answer");
    reasons.put(
        Pattern.compile("(change|drop) a default: CreateWorkflowFields.event_id: .*"),
        "no answer repeats it");
    reasons.put(
        Pattern.compile("drop a default: listTemplates/parameters/0/schema: .*"),
        "false is what an absent flag means");
    reasons.put(
        Pattern.compile("(drop|loosen) a bound: parameters/WorkflowId/schema: minLength.*"),
        "an empty id is another path");
    reasons.put(
        Pattern.compile("allow null: listTemplates/parameters/0/schema: .*"),
        "a query has no way to say null");
    reasons.put(
        Pattern.compile("allow null: .*Request/allOf/1.template_id: .*"),
        "null is none of its values");
    reasons.put(Pattern.compile("add a status: .*"), LOOSER);
    reasons.put(
        Pattern.compile(
            "(allow null|make a property optional|make a header optional|loosen a bound|drop a"
                + " bound|drop a pattern|add an enum value): "
                + ANSWERS),
        LOOSER);
    reasons.put(
        Pattern.compile(
            "(tighten a bound|add a bound|add a pattern|require a property|close an open"
                + " schema|drop a part|forbid null): "
                + ANSWERS),
        TIGHTER);
    return reasons;
  }

  /** How many of a kind are tried. */
  private static final int MOST = Integer.getInteger("sharpness.most", 3);

  private final List<DocumentMutant> all = DocumentMutants.of(MutantServer.document());
  private final List<DocumentMutant> mutants = DocumentMutants.sample(all, MOST);
  private final Kit kit = new Kit(mutants);

  DocumentMutantsTest() throws Exception {}

  @Test
  void the_document_as_it_should_be_passes() {
    assertThat(kit.results()).extracting(Result::outcome).containsOnly(Outcome.PASSED);
    assertThat(kit.firstFailure(DocumentMutant.none(MutantServer.document()))).isEmpty();
  }

  @Test
  @Timeout(value = 30, unit = TimeUnit.MINUTES)
  void each_mutant_is_killed() throws Exception {
    List<Fate> fates = mutants.parallelStream().map(this::fate).toList();
    SharpnessTable.of("document").hold(fates);
  }

  private Fate fate(DocumentMutant mutant) {
    return kit.firstFailure(mutant)
        .map(it -> Fate.killed(mutant.kind(), mutant.site(), it.name(), it.message()))
        .orElseGet(() -> EQUIVALENTS.fate(mutant.kind(), mutant.site()));
  }
}
