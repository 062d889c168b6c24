package net.vimmerse.workflow.contract.cases;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.vimmerse.workflow.contract.openapi.Document;
import net.vimmerse.workflow.contract.openapi.Operation;
import net.vimmerse.workflow.contract.openapi.SchemaNode;
import net.vimmerse.workflow.contract.suite.DocumentUnderTest;
import net.vimmerse.workflow.contract.suite.ReleasedDocument;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A reader of the released document can read every response that the document allows: what was
 * excluded stays excluded, such as a null, a value too large or a missing property.
 */
@ExtendWith(DocumentUnderTest.class)
public class ReleasedResponsesTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Document document;

  ReleasedResponsesTest(Document document) {
    this.document = document;
  }

  @Test
  void values_excluded_from_responses_and_webhooks_are_still_excluded() {
    assertThat(allowedNow(document)).isEmpty();
  }

  @Test
  void required_response_properties_are_still_required() {
    assertThat(required(document)).containsAll(required(ReleasedDocument.get()));
  }

  /** Returns what the released document excludes and a newer one allows. */
  static List<String> allowedNow(Document newer) {
    Document released = ReleasedDocument.get();
    SampleGenerator samples = new SampleGenerator(released, 1);
    Map<String, SchemaNode> now = schemas(newer);
    Set<Object> held = new HashSet<>();
    List<String> allowed = new ArrayList<>();
    schemas(released)
        .forEach(
            (where, schema) -> {
              SchemaNode same = now.get(where);
              if (same != null && held.add(List.of(schema.pointer(), same.pointer()))) {
                samples.of(schema).stream()
                    .filter(it -> !it.fits() && newer.validate(same, sent(it)).isEmpty())
                    .map(it -> where + " " + name(it))
                    .forEach(allowed::add);
              }
            });
    return allowed;
  }

  /** Returns a value as parsed from its text, which normalizes numbers. */
  private static JsonNode sent(Sample sample) {
    try {
      return JSON.readTree(sample.value().toString());
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String name(Sample sample) {
    return String.join(".", sample.path()).replaceAll("\\b\\d+\\b", "*") + ": " + sample.what();
  }

  /** Returns the required headers and webhook bodies, by location. */
  private static Set<String> required(Document document) {
    Set<String> required = new LinkedHashSet<>();
    parts(document)
        .forEach(
            (where, part) -> {
              if (part.value().path("required").asBoolean()) {
                required.add(where);
              }
            });
    return required;
  }

  /** Returns the schema of everything that is sent to callers, by location. */
  private static Map<String, SchemaNode> schemas(Document document) {
    Map<String, SchemaNode> schemas = new LinkedHashMap<>();
    parts(document)
        .forEach(
            (where, part) -> {
              schemas.put(where, part.child("schema"));
              part.child("content")
                  .children()
                  .values()
                  .forEach(it -> schemas.put(where, it.child("schema")));
            });
    return schemas;
  }

  /** Responses, their headers, and the bodies of webhooks. */
  private static Map<String, SchemaNode> parts(Document document) {
    Map<String, SchemaNode> parts = new LinkedHashMap<>();
    for (Operation operation : document.operations()) {
      for (Map.Entry<String, SchemaNode> it :
          operation.node().child("responses").children().entrySet()) {
        String where = operation + " " + it.getKey();
        parts.put(where, it.getValue());
        it.getValue()
            .child("headers")
            .children()
            .forEach((name, header) -> parts.put(where + " " + name, header));
      }
      for (SchemaNode named : operation.node().child("callbacks").children().values()) {
        for (SchemaNode item : named.children().values()) {
          item.children()
              .forEach(
                  (method, it) -> parts.put("webhook " + named.name(), it.child("requestBody")));
        }
      }
    }
    return parts;
  }
}
