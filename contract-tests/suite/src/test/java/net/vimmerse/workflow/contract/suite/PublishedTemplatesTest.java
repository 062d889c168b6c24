package net.vimmerse.workflow.contract.suite;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import net.vimmerse.workflow.contract.openapi.Document;
import net.vimmerse.workflow.contract.openapi.TemplateSchema;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(DocumentUnderTest.class)
public class PublishedTemplatesTest {
  /** The only option that the table may lack; other pages of the service name it. */
  private static final String NEIGHBOURING = "neighbouring";

  private final Map<String, TemplateSchema> documented;
  private final Map<String, PublishedTemplate> published = PublishedTemplate.table();

  PublishedTemplatesTest(Document document) throws IOException {
    documented = document.templates().stream().collect(toMap(TemplateSchema::id, it -> it));
  }

  @Test
  void the_published_table_and_the_document_have_the_same_templates() {
    Set<String> onlyInTable = new TreeSet<>(published.keySet());
    onlyInTable.removeAll(documented.keySet());
    Set<String> onlyInDocument = new TreeSet<>(documented.keySet());
    onlyInDocument.removeAll(published.keySet());
    onlyInDocument.removeIf(id -> documented.get(id).schema().text("x-source").isPresent());

    assertThat(onlyInTable).as("in the published table, not in the document").isEmpty();
    assertThat(onlyInDocument)
        .as("in the document without an x-source, not in the published table")
        .isEmpty();
    assertThat(published).as("the published table").isNotEmpty();
  }

  @TestFactory
  Stream<DynamicTest> each_row_of_the_published_table_matches_the_document() {
    return published.values().stream()
        .filter(row -> documented.containsKey(row.id()))
        .map(row -> DynamicTest.dynamicTest(row.id(), () -> agree(row, documented.get(row.id()))));
  }

  private static void agree(PublishedTemplate row, TemplateSchema template) {
    List<String> inputs = new ArrayList<>();
    template.metadata().path("inputs").forEach(input -> inputs.add(input.asText()));
    assertThat(template.metadata().path("label").asText())
        .as("the document's label, against the table's")
        .isEqualTo(row.label());
    assertThat(inputs).as("the document's inputs, against the table's").isEqualTo(row.inputs());

    Map<String, Optional<JsonNode>> options = new LinkedHashMap<>();
    template
        .optionsByName()
        .forEach(
            (name, option) -> {
              boolean extra =
                  option.schema().text("x-source").filter(NEIGHBOURING::equals).isPresent();
              if (row.options().containsKey(name) || !extra) {
                options.put(name, option.defaultValue());
              }
            });
    assertThat(options)
        .as("the document's options and defaults, against the table's")
        .isEqualTo(row.options());
  }
}
