package net.vimmerse.workflow.contract.mutation;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import net.vimmerse.workflow.contract.openapi.Document;
import net.vimmerse.workflow.contract.openapi.TemplateSchema;
import org.junit.jupiter.api.Test;

class DocumentSampleTest {
  private static final int MAX_REPEATS = 8;

  private final Document document = Document.bundled();
  private final List<DocumentMutant> all = DocumentMutants.of(document);

  @Test
  void a_sample_has_some_mutants_of_each_kind_up_to_the_limit() {
    Map<String, Long> made = perKind(all);
    Map<String, Long> sampled = perKind(DocumentMutants.sample(all, MAX_REPEATS));

    assertThat(sampled.keySet()).isEqualTo(made.keySet());
    made.forEach(
        (kind, count) -> assertThat(sampled).containsEntry(kind, Math.min(MAX_REPEATS, count)));
  }

  @Test
  void another_template_changes_at_most_one_mutant_of_each_kind() {
    TemplateSchema added = document.templates().get(7);
    List<DocumentMutant> before =
        all.stream().filter(it -> !it.toString().contains(added.schema().name())).toList();

    Set<String> kept =
        DocumentMutants.sample(all, MAX_REPEATS).stream()
            .map(DocumentMutant::toString)
            .collect(Collectors.toSet());
    List<DocumentMutant> replaced =
        DocumentMutants.sample(before, MAX_REPEATS).stream()
            .filter(it -> !kept.contains(it.toString()))
            .toList();

    assertThat(before).hasSizeLessThan(all.size());
    assertThat(perKind(replaced).values()).allMatch(it -> it == 1);
  }

  private static Map<String, Long> perKind(List<DocumentMutant> mutants) {
    return mutants.stream().collect(groupingBy(DocumentMutant::kind, counting()));
  }
}
