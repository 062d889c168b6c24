package net.vimmerse.workflow.contract.suite;

import static java.util.stream.Collectors.toMap;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One row of the table that the service has published.
 *
 * @param options the published default of each option; empty where the table shows a dash
 */
record PublishedTemplate(
    String id, String label, List<String> inputs, Map<String, Optional<JsonNode>> options) {
  private static final String TABLE = "/published-templates.csv";

  static Map<String, PublishedTemplate> table() throws IOException {
    try (InputStream in = PublishedTemplate.class.getResourceAsStream(TABLE);
        MappingIterator<Map<String, String>> rows =
            new CsvMapper()
                .readerForMapOf(String.class)
                .with(CsvSchema.emptySchema().withHeader())
                .readValues(in)) {
      return rows.readAll().stream()
          .map(PublishedTemplate::of)
          .collect(
              toMap(PublishedTemplate::id, row -> row, (a, b) -> twice(a), LinkedHashMap::new));
    }
  }

  private static PublishedTemplate twice(PublishedTemplate row) {
    throw new IllegalStateException("The table has two rows of " + row.id());
  }

  private static PublishedTemplate of(Map<String, String> row) {
    Map<String, Optional<JsonNode>> options = new LinkedHashMap<>();
    try {
      new ObjectMapper()
          .readTree(row.get("options_with_published_default"))
          .properties()
          .forEach(
              option ->
                  options.put(
                      option.getKey(),
                      Optional.of(option.getValue()).filter(value -> !value.isNull())));
    } catch (IOException e) {
      throw new IllegalStateException("Not a row of the table: " + row, e);
    }
    return new PublishedTemplate(
        row.get("template_id"), row.get("label"), List.of(row.get("inputs").split("\\+")), options);
  }
}
