package net.vimmerse.workflow.contract.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import net.vimmerse.workflow.contract.openapi.Document;
import net.vimmerse.workflow.contract.openapi.ObjectSchema;
import net.vimmerse.workflow.contract.openapi.SchemaNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;

/** The properties of the client's classes have the documented types. */
@ExtendWith(DocumentUnderTest.class)
public class GeneratedTypesTest {
  /** The client's names for schemas: one would clash with a Java class, one is another class. */
  private static final Map<String, String> RENAMED =
      Map.of("OpenVisibilityStatus", "VisibilityStatus");

  private final Document document;

  GeneratedTypesTest(Document document) {
    this.document = document;
  }

  @TestFactory
  Stream<DynamicTest> each_property_has_its_documented_type() {
    return document.root().child("components").child("schemas").children().values().stream()
        .filter(it -> !ObjectSchema.of(it).properties().isEmpty())
        .filter(it -> !it.child("x-template").exists())
        .map(it -> dynamicTest(it.name(), () -> assertTypes(it)));
  }

  private static void assertTypes(SchemaNode schema) throws ReflectiveOperationException {
    Class<?> type = Class.forName(GeneratedModel.MODELS + className(schema));
    for (Map.Entry<String, SchemaNode> it : ObjectSchema.of(schema).properties().entrySet()) {
      assertThat(GeneratedModel.propertyType(type, it.getKey()).getSimpleName())
          .as("%s.%s", schema.name(), it.getKey())
          .isEqualTo(typeName(it.getValue()));
    }
  }

  private static String className(SchemaNode schema) {
    return RENAMED.getOrDefault(schema.name(), schema.name());
  }

  private static String typeName(SchemaNode schema) {
    Set<String> keywords = schema.children().keySet();
    if (keywords.contains("allOf")) {
      return typeName(schema.child("allOf").items().get(0));
    }
    if (keywords.stream().anyMatch(Set.of("enum", "x-extensible-enum", "properties")::contains)) {
      return className(schema);
    }
    return switch (schema.text("type").orElse("")) {
      case "array" -> List.class.getSimpleName();
      case "object" -> Map.class.getSimpleName();
      case "boolean" -> Boolean.class.getSimpleName();
      case "integer" ->
          schema.text("format").filter("int64"::equals).isPresent()
              ? Long.class.getSimpleName()
              : Integer.class.getSimpleName();
      case "string" ->
          schema.text("format").isPresent()
              ? OffsetDateTime.class.getSimpleName()
              : String.class.getSimpleName();
      default -> Object.class.getSimpleName();
    };
  }
}
