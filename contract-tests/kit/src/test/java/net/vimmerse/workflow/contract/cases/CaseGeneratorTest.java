package net.vimmerse.workflow.contract.cases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.vimmerse.workflow.contract.openapi.Document;
import net.vimmerse.workflow.contract.openapi.Operation;
import net.vimmerse.workflow.contract.openapi.TemplateSchema;
import net.vimmerse.workflow.contract.sequences.generator.SequenceGenerator;
import net.vimmerse.workflow.contract.sequences.model.CommandSequence;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;

class CaseGeneratorTest {
  private static final long SEED = 1;

  private final Document document = Document.bundled();

  @Test
  void the_same_document_and_seed_give_the_same_cases() {
    assertThat(CaseGenerator.of(document, SEED).toString())
        .isEqualTo(CaseGenerator.of(document, SEED).toString());
    assertThat(requests(CaseGenerator.of(document, SEED)))
        .isEqualTo(requests(CaseGenerator.of(document, SEED)));
  }

  @Test
  void another_seed_changes_values_but_not_case_names() {
    List<Case> others = CaseGenerator.of(document, SEED + 1);

    assertThat(requests(others)).isNotEqualTo(requests(CaseGenerator.of(document, SEED)));
  }

  @Test
  void every_operation_and_template_has_accepted_and_rejected_cases() {
    Set<String> good = new HashSet<>();
    Set<String> bad = new HashSet<>();
    for (Case one : CaseGenerator.of(document, SEED)) {
      (one.expectation() instanceof Expectation.Accepted ? good : bad)
          .add(one.operation().id() + one.template().orElse(""));
    }

    Set<String> all = document.operations().stream().map(Operation::id).collect(Collectors.toSet());
    document.templates().forEach(it -> all.add(document.creation().id() + it.id()));
    assertThat(good).containsAll(all);
    assertThat(bad).containsAll(all);
  }

  @Test
  void nothing_is_sent_or_expected_of_a_removed_template() {
    Document without = DocumentWithRemovedTemplate.of("Astronaut");
    List<Case> cases = CaseGenerator.of(without, SEED);
    List<CommandSequence> sequences = SequenceGenerator.of(without).from(SEED, 300);

    assertThat(without.listedTemplates()).hasSize(without.templates().size() - 1);
    assertThat(cases).noneMatch(it -> it.template().equals(Optional.of("vim_astronaut")));
    assertThat(cases)
        .noneMatch(it -> it.request().body().utf8().contains("vim_astronaut"))
        .filteredOn(it -> it.expectation().toString().contains("vim_arctic"))
        .isNotEmpty()
        .noneMatch(it -> it.expectation().toString().contains("vim_astronaut"));
    assertThat(sequences)
        .flatExtracting(CommandSequence::creations)
        .extracting(JsonNode::toString)
        .anyMatch(it -> it.contains("vim_arctic"))
        .noneMatch(it -> it.contains("vim_astronaut"));
  }

  @Test
  void without_a_template_id_there_is_no_case_if_the_default_template_was_removed() {
    Document without = DocumentWithRemovedTemplate.of("New Year 2026");

    assertThat(names(CaseGenerator.of(document, SEED)))
        .anyMatch(it -> it.startsWith("createWorkflow template_id: omitted"));
    assertThat(names(CaseGenerator.of(without, SEED)))
        .noneMatch(it -> it.startsWith("createWorkflow template_id: omitted"));
  }

  private static List<String> names(List<Case> cases) {
    return cases.stream().map(Case::name).toList();
  }

  @Test
  void every_value_of_every_option_of_every_template_is_sent() {
    Set<String> names =
        CaseGenerator.of(document, SEED).stream().map(Case::name).collect(Collectors.toSet());

    for (TemplateSchema template : document.templates()) {
      template
          .optionsByName()
          .forEach(
              (name, option) ->
                  option
                      .values()
                      .forEach(
                          value ->
                              assertThat(names)
                                  .contains(
                                      "%s %s options.%s: the value %s"
                                          .formatted(
                                              document.creation(),
                                              template,
                                              name,
                                              value.asText()))));
    }
  }

  @TestFactory
  Stream<DynamicTest> keywords_that_the_document_does_not_use_yet_are_supported() {
    return Stream.of(
        changed(
            "minLength",
            "title: {type: string, minLength: 2}",
            "title: the shortest text",
            "title: one character too short"),
        changed(
            "maxLength",
            "title: {type: string, maxLength: 9}",
            "title: the longest text",
            "title: one character too long"),
        changed(
            "bounds of a number",
            "title: {type: integer, minimum: 1, maximum: 5, exclusiveMaximum: true}",
            "title: at its minimum",
            "title: beyond its minimum",
            "title: at its maximum",
            "title: beyond its maximum"),
        changed(
            "multipleOf", "title: {type: number, multipleOf: 0.5}", "title: between two multiples"),
        changed(
            "bounds of an array",
            "title: {type: array, items: {type: string}, minItems: 1, maxItems: 3, uniqueItems: true}",
            "title: the minimum of items",
            "title: one item too few",
            "title: the maximum of items",
            "title: one item too many",
            "title: a duplicate item"),
        changed("nullable", "title: {type: string, nullable: true}", "title: null"),
        changed(
            "a closed object",
            "title: {type: object, required: [a], additionalProperties: false, properties: {a: {type:"
                + " boolean}}}",
            "title.a: omitted",
            "title.no_such_property: there"),
        changed(
            "a map",
            "title: {type: object, additionalProperties: {type: integer}}",
            "title.no_such_property: a string"),
        changed(
            "anyOf",
            "title: {anyOf: [{type: integer}, {type: boolean}]}",
            "title: a string",
            "title: true"));
  }

  /** Returns the document with another schema for the title of an update. */
  private DynamicTest changed(String what, String schema, String... cases) {
    String yaml = new String(Document.bundledBytes(), StandardCharsets.UTF_8);
    int update = yaml.indexOf("    UpdateWorkflowRequest:\n");
    String changed =
        yaml.substring(0, update)
            + yaml.substring(update)
                .replaceFirst("( {8})title:\\n(\\1  .*\\n)+", "$1" + schema + "\n");
    return dynamicTest(
        what,
        () -> {
          Document other = Document.of(changed.getBytes(StandardCharsets.UTF_8));
          List<Case> derived = CaseGenerator.of(other, SEED);
          for (String each : cases) {
            assertThat(derived)
                .filteredOn(it -> it.name().equals("updateWorkflow " + each))
                .as(each)
                .singleElement()
                .satisfies(it -> assertAgrees(other, it));
          }
        });
  }

  /** Checks a case with the validator, which does not know how cases are generated. */
  private static void assertAgrees(Document document, Case one) throws Exception {
    var body = new ObjectMapper().readTree(one.request().body().utf8());
    boolean fits =
        document.validate(document.component("schemas", "UpdateWorkflowRequest"), body).isEmpty();
    assertThat(fits)
        .as("%s: %s", one, body)
        .isEqualTo(one.expectation() instanceof Expectation.Accepted);
  }

  @Test
  @Timeout(180)
  void cases_of_a_hundred_templates_are_generated_and_validated() {
    Document many = DocumentWithManyTemplates.of(100);
    long start = System.nanoTime();
    List<Case> cases = CaseGenerator.of(many, SEED);
    long derived = System.nanoTime();

    long disagreements =
        cases.stream()
            .filter(it -> it.template().isPresent())
            .filter(
                it ->
                    many.validate(many.creationSchema(), DocumentWithManyTemplates.body(it))
                            .isEmpty()
                        != it.expectation() instanceof Expectation.Accepted)
            .count();

    System.out.printf(
        Locale.ROOT,
        "[tests] 100 templates: %d cases, derived in %d ms, validated in %d ms%n",
        cases.size(),
        (derived - start) / 1_000_000,
        (System.nanoTime() - derived) / 1_000_000);
    assertThat(disagreements).isZero();
    assertThat(many.templates()).hasSize(100);
  }

  private static List<String> requests(List<Case> cases) {
    return cases.stream()
        .map(it -> it.name() + " " + it.request().target() + " " + it.request().body().sha256())
        .toList();
  }
}
