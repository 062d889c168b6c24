package net.vimmerse.workflow.contract.suite;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import net.vimmerse.workflow.contract.editing.Source;
import net.vimmerse.workflow.contract.openapi.Document;
import net.vimmerse.workflow.contract.openapi.ObjectSchema;
import net.vimmerse.workflow.contract.openapi.Operation;
import net.vimmerse.workflow.contract.openapi.SchemaNode;
import net.vimmerse.workflow.contract.openapi.TemplateOption;
import net.vimmerse.workflow.contract.openapi.TemplateSchema;
import net.vimmerse.workflow.contract.suite.DocumentNodeUsage.Direction;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(DocumentUnderTest.class)
public class DocumentConventionsTest {
  private static final String OPEN_SET = "x-extensible-enum";

  private final Document document;
  private final SchemaNode creation;
  private final List<TemplateSchema> templates;

  DocumentConventionsTest(Document document) {
    this.document = document;
    this.creation = document.creationSchema();
    this.templates = document.templates();
  }

  @Test
  void each_template_is_listed_once() {
    assertThat(templates).extracting(TemplateSchema::id).doesNotHaveDuplicates();
    List<String> described = new ArrayList<>();
    schemas().filter(it -> it.child("x-template").exists()).forEach(it -> described.add(it.name()));
    assertThat(templates)
        .as("the templates of the oneOf, against the schemas with an x-template")
        .extracting(it -> it.schema().name())
        .containsExactlyElementsOf(described);
  }

  @Test
  void there_is_no_discriminator_which_many_generators_cannot_combine_with_an_optional_property() {
    assertThat(document.root().value().findValues("discriminator")).isEmpty();
  }

  @Test
  void each_property_has_a_description() {
    List<String> without = new ArrayList<>();
    schemas()
        .forEach(
            schema ->
                ObjectSchema.of(schema)
                    .properties()
                    .forEach(
                        (name, property) -> {
                          if (property
                              .keyword("description")
                              .map(JsonNode::asText)
                              .orElse("")
                              .isBlank()) {
                            without.add(schema.name() + "." + name);
                          }
                        }));
    assertThat(without).isEmpty();
  }

  @Test
  void the_extensions_of_a_schema_name_its_properties() {
    List<SchemaNode> schemas = schemas().filter(it -> it.child("x-sent").exists()).toList();
    assertThat(schemas)
        .singleElement()
        .satisfies(
            schema -> {
              for (String extension : List.of("x-sent", "x-over-time")) {
                assertThat(ObjectSchema.of(schema).properties().keySet())
                    .containsAll(schema.child(extension).children().keySet());
              }
              assertThat(sentProperties()).containsAll(texts(schema.child("x-sent").value()));
            });
  }

  @Test
  void only_the_default_template_may_omit_the_template_id() {
    assertThat(templates.stream().filter(TemplateSchema::isDefault)).hasSize(1);
  }

  @Test
  void a_body_without_a_template_id_fits_exactly_the_default_template() {
    ObjectNode empty = JsonNodeFactory.instance.objectNode();
    List<TemplateSchema> fitting =
        templates.stream().filter(it -> document.validate(it.schema(), empty).isEmpty()).toList();
    assertThat(fitting).hasSize(1).allMatch(TemplateSchema::isDefault);
    assertThat(document.validate(creation, empty)).isEmpty();
  }

  @TestFactory
  Stream<DynamicTest> a_body_fits_the_schema_of_its_own_template_and_no_other() {
    return templates.stream()
        .map(
            template ->
                DynamicTest.dynamicTest(
                    template.id(),
                    () ->
                        assertThat(templates)
                            .filteredOn(it -> fits(it, template.id()))
                            .containsExactly(template)));
  }

  private boolean fits(TemplateSchema template, String id) {
    String property = document.templateProperty();
    JsonNode body = JsonNodeFactory.instance.objectNode().put(property, id);
    return document.validate(template.schema(), body).isEmpty();
  }

  @TestFactory
  Stream<DynamicTest> each_template_documents_its_outputs() {
    return templates.stream().map(it -> DynamicTest.dynamicTest(it.id(), () -> assertMetadata(it)));
  }

  private void assertMetadata(TemplateSchema template) {
    JsonNode metadata = template.metadata();
    assertThat(metadata.path("label").asText()).as("label").isNotBlank();
    assertThat(metadata.path("description").asText()).as("description").isNotBlank();
    assertThat(metadata.path("inputs")).as("inputs").isNotEmpty();
    assertThat(metadata.path("inputs")).as("inputs").allMatch(JsonNode::isTextual);
    assertThat(metadata.path("webhook").isBoolean()).as("webhook is a boolean").isTrue();
    assertThat(metadata.path("modes")).as("modes").isNotEmpty();
    metadata.path("modes").properties().forEach(it -> assertMode(it.getKey(), it.getValue()));
  }

  private void assertMode(String name, JsonNode mode) {
    SchemaNode flow = flow();
    List<String> known = texts(flow.value().path(OPEN_SET));
    List<String> steps = texts(mode.path("steps"));
    assertThat(mode.path("credits").isIntegralNumber()).as("credits of %s", name).isTrue();
    assertThat(mode.path("credits").asInt()).as("credits of %s", name).isPositive();
    assertThat(steps).as("steps of %s", name).isNotEmpty().isSubsetOf(known);
    assertThat(texts(mode.path("outputs")))
        .as("outputs of %s, which are those of its last step", name)
        .containsExactly(flow.value().path("x-outputs").path(steps.get(steps.size() - 1)).asText());
  }

  @Test
  void every_pipeline_step_is_used_and_documents_its_outputs() {
    SchemaNode flow = flow();
    List<String> known = texts(flow.value().path(OPEN_SET));
    List<String> withOutput = new ArrayList<>();
    flow.value().path("x-outputs").fieldNames().forEachRemaining(withOutput::add);
    Set<String> used = new LinkedHashSet<>();
    for (TemplateSchema template : templates) {
      template.metadata().path("modes").forEach(mode -> used.addAll(texts(mode.path("steps"))));
    }
    assertThat(withOutput).as("x-outputs").containsExactlyInAnyOrderElementsOf(known);
    assertThat(used).as("steps in use").containsExactlyInAnyOrderElementsOf(known);
  }

  @TestFactory
  Stream<DynamicTest> a_template_has_one_mode_for_each_choice_of_its_pipeline() {
    return templates.stream()
        .map(it -> DynamicTest.dynamicTest(it.id(), () -> assertModesMatchOption(it)));
  }

  private static void assertModesMatchOption(TemplateSchema template) {
    List<String> modes = new ArrayList<>();
    template.metadata().path("modes").fieldNames().forEachRemaining(modes::add);
    TemplateOption choice = template.optionsByName().get("pipeline_mode");
    if (choice == null) {
      assertThat(modes).as("a template without a choice has one mode").hasSize(1);
    } else {
      assertThat(modes)
          .as("modes, against the values of its option")
          .containsExactlyInAnyOrderElementsOf(
              choice.values().stream().map(JsonNode::asText).toList());
    }
  }

  @Test
  void every_option_schema_is_closed() {
    assertThat(optionSchemas().values())
        .isNotEmpty()
        .allSatisfy(
            options -> {
              assertThat(options.value().path("additionalProperties").isBoolean())
                  .as("%s says additionalProperties", options)
                  .isTrue();
              assertThat(options.value().path("additionalProperties").asBoolean())
                  .as("%s accepts options it does not name", options)
                  .isFalse();
            });
  }

  @Test
  void no_two_option_schemas_are_the_same_set_of_options() {
    Map<String, String> bySet = new TreeMap<>();
    optionSchemas()
        .values()
        .forEach(
            options -> {
              String other = bySet.put(fingerprint(options), options.name());
              assertThat(other).as("has the same options as %s", options.name()).isNull();
            });
  }

  /** Returns names, defaults and values, by which callers distinguish options. */
  private static String fingerprint(SchemaNode options) {
    return new TreeMap<>(ObjectSchema.of(options).properties())
        .entrySet().stream()
            .map(it -> TemplateOption.of(it.getKey(), it.getValue()))
            .map(it -> it.name() + "=" + it.defaultValue() + " of " + it.values())
            .collect(joining("; "));
  }

  @Test
  void every_component_is_used() {
    Set<JsonPointer> used = new HashSet<>();
    JsonNode root = document.root().value();
    root.findValues("$ref").forEach(ref -> used.add(target(ref)));
    List<String> unused = new ArrayList<>();
    document
        .root()
        .child("components")
        .children()
        .forEach(
            (section, components) -> {
              // Security schemes are referred to by name.
              if (!section.equals("securitySchemes")) {
                components.children().values().stream()
                    .filter(component -> !used.contains(component.pointer()))
                    .forEach(component -> unused.add(component.toString()));
              }
            });
    assertThat(unused).isEmpty();
  }

  @Test
  void x_source_has_known_values_only() {
    assertThat(document.root().value().findValuesAsText("x-source"))
        .isNotEmpty()
        .isSubsetOf(Stream.of(Source.values()).map(Source::toString).toList());
  }

  @Test
  void what_was_read_from_the_service_has_a_date() {
    assertThat(document.root().value().findParents("x-source"))
        .allSatisfy(
            it ->
                assertThat(it.has("x-source-date"))
                    .isEqualTo(
                        Stream.of(Source.values())
                            .filter(Source::isDated)
                            .map(Source::toString)
                            .anyMatch(it.path("x-source").asText()::equals)));
    assertThat(document.root().value().findValuesAsText("x-source-date"))
        .allSatisfy(it -> assertThat(LocalDate.parse(it)).isAfter("2026-01-01"));
  }

  @Test
  void no_placeholder_is_left() {
    assertThat(document.root().value().findValues("x-placeholder")).isEmpty();
  }

  @Test
  void x_template_inputs_have_known_values_only() {
    assertThat(document.root().value().findValuesAsText("x-input"))
        .isNotEmpty()
        .containsOnly("image", "text");
  }

  @Test
  void every_operation_needs_the_key_in_a_header() {
    assertThat(document.securitySchemes())
        .singleElement()
        .satisfies(
            scheme -> {
              assertThat(scheme.text("type")).contains("apiKey");
              assertThat(scheme.text("in")).contains("header");
            });
    assertThat(document.root().child("security").items()).hasSize(1);
    assertThat(document.operations())
        .filteredOn(operation -> operation.node().child("security").exists())
        .as("operations with a security of their own")
        .isEmpty();
  }

  @Test
  void a_parameter_of_a_path_is_required() {
    assertThat(document.operations())
        .allSatisfy(
            operation ->
                assertThat(operation.pathItem().child("parameters").items())
                    .allMatch(parameter -> parameter.value().path("required").asBoolean()));
  }

  @Test
  void the_create_response_links_to_every_operation_that_needs_the_id() {
    Map<String, Set<String>> linked = new TreeMap<>();
    SchemaNode created = document.creation().response(200).orElseThrow();
    for (SchemaNode link : created.child("links").children().values()) {
      linked.put(link.text("operationId").orElse(""), link.child("parameters").children().keySet());
      assertThat(link.child("parameters").children().values())
          .allMatch(it -> it.value().asText().equals("$response.body#/data/id"));
    }
    Map<String, Set<String>> needed = new TreeMap<>();
    for (Operation operation : document.operations()) {
      Set<String> names = new LinkedHashSet<>();
      operation
          .pathItem()
          .child("parameters")
          .items()
          .forEach(it -> names.add(it.text("name").orElse("")));
      if (!names.isEmpty()) {
        needed.put(operation.id(), names);
      }
    }
    assertThat(linked).isEqualTo(needed);
  }

  @Test
  void every_create_request_has_the_webhook_address() {
    for (SchemaNode named : document.creation().node().child("callbacks").children().values()) {
      assertThat(named.children().keySet())
          .isNotEmpty()
          .allSatisfy(
              address ->
                  assertThat(templates)
                      .extracting(it -> "{$request.body#/%s}".formatted(property(it, address)))
                      .containsOnly(address));
    }
  }

  @Test
  void a_webhook_carries_no_key() {
    for (SchemaNode named : document.creation().node().child("callbacks").children().values()) {
      for (SchemaNode item : named.children().values()) {
        assertThat(item.children().values())
            .isNotEmpty()
            .allMatch(it -> it.value().path("security").toString().equals("[]"));
      }
    }
  }

  /**
   * Returns the property of a create request that an expression names; empty when there is none.
   */
  private static String property(TemplateSchema template, String address) {
    return ObjectSchema.of(template.schema()).properties().keySet().stream()
        .filter(name -> address.contains("/" + name + "}"))
        .findFirst()
        .orElse("");
  }

  @Test
  void each_status_lists_its_successors() {
    List<SchemaNode> statuses =
        schemas().filter(schema -> schema.child("x-next").exists()).toList();
    assertThat(statuses)
        .singleElement()
        .satisfies(
            it -> {
              List<String> known = texts(it.value().path(OPEN_SET));
              assertThat(it.child("x-next").children().keySet())
                  .containsExactlyInAnyOrderElementsOf(known);
              assertThat(it.child("x-next").children().values())
                  .allSatisfy(next -> assertThat(known).containsAll(texts(next.value())));
            });
  }

  @Test
  void exactly_one_property_is_the_status() {
    List<SchemaNode> changing =
        schemas().filter(schema -> schema.child("x-over-time").exists()).toList();
    assertThat(changing)
        .singleElement()
        .satisfies(
            it ->
                assertThat(it.child("x-over-time").children().entrySet())
                    .filteredOn(property -> property.getValue().value().asText().equals("status"))
                    .singleElement()
                    .satisfies(
                        property ->
                            assertThat(it.child("properties").child(property.getKey()))
                                .matches(DocumentConventionsTest::isStatus)));
  }

  private static boolean isStatus(SchemaNode schema) {
    return schema.child("x-next").exists();
  }

  @Test
  void listed_values_fit_their_schema() {
    DocumentNodeUsage reach = DocumentNodeUsage.of(document);
    List<SchemaNode> listing =
        Stream.of(Direction.values())
            .flatMap(direction -> reach.of(direction).stream())
            .distinct()
            .map(pointer -> document.at(pointer.toString()))
            .filter(DocumentConventionsTest::lists)
            .toList();
    assertThat(listing)
        .isNotEmpty()
        .allSatisfy(
            schema ->
                assertThat(schema.value().path("enum"))
                    .allSatisfy(it -> assertThat(document.validate(schema, it)).isEmpty()));
  }

  @Test
  void responses_allow_unknown_properties_and_values() {
    DocumentNodeUsage reach = DocumentNodeUsage.of(document);
    List<SchemaNode> sent =
        Stream.of(Direction.RESPONSE, Direction.WEBHOOK)
            .flatMap(direction -> reach.of(direction).stream())
            .filter(pointer -> !pointer.toString().contains("/examples/"))
            .map(pointer -> document.at(pointer.toString()))
            .toList();

    assertThat(sent)
        .filteredOn(it -> it.value().path("additionalProperties").toString().equals("false"))
        .as("closed schemas of what is read")
        .isEmpty();
    assertThat(sent)
        .filteredOn(DocumentConventionsTest::lists)
        .as("closed sets of values of what is read")
        .isEmpty();
    assertThat(sent)
        .filteredOn(it -> it.value().has(OPEN_SET))
        .as("open sets of values of what is read")
        .isNotEmpty()
        .allMatch(it -> it.pointer().toString().matches("/components/schemas/[^/]+"))
        .allMatch(it -> it.text("type").filter("string"::equals).isPresent());
  }

  private static boolean lists(SchemaNode schema) {
    return schema.value().path("enum").isArray();
  }

  private Map<String, SchemaNode> optionSchemas() {
    return templates.stream()
        .map(TemplateSchema::options)
        .filter(SchemaNode::exists)
        .collect(toMap(SchemaNode::toString, it -> it, (a, b) -> a, TreeMap::new));
  }

  private Stream<SchemaNode> schemas() {
    return document.root().child("components").child("schemas").children().values().stream();
  }

  private SchemaNode flow() {
    return schemas().filter(schema -> schema.child("x-outputs").exists()).findFirst().orElseThrow();
  }

  @Test
  void an_open_set_that_repeats_what_was_sent_lists_the_accepted_values() {
    SchemaNode workflow =
        schemas().filter(it -> it.child("x-sent").exists()).findFirst().orElseThrow();
    Map<String, JsonNode> known = new TreeMap<>();
    Map<String, JsonNode> accepted = new TreeMap<>();
    workflow
        .child("x-sent")
        .children()
        .forEach(
            (name, sent) -> {
              SchemaNode shown = workflow.child("properties").child(name);
              if (shown.value().has(OPEN_SET)) {
                known.put(name, shown.value().get(OPEN_SET));
                SchemaNode property =
                    ObjectSchema.of(templates.get(0).schema())
                        .properties()
                        .get(sent.value().asText());
                accepted.put(name, property.keyword("enum").orElseThrow());
              }
            });
    assertThat(known).isNotEmpty().isEqualTo(accepted);
  }

  /** Returns the names of the properties of all request bodies. */
  private Set<String> sentProperties() {
    Set<String> names = new HashSet<>();
    Stream.concat(
            templates.stream().map(TemplateSchema::schema),
            document.operations().stream().map(Operation::requestSchema))
        .forEach(schema -> names.addAll(ObjectSchema.of(schema).properties().keySet()));
    return names;
  }

  private static JsonPointer target(JsonNode ref) {
    return SchemaNode.target(ref.asText());
  }

  private static List<String> texts(JsonNode array) {
    List<String> texts = new ArrayList<>();
    array.forEach(item -> texts.add(item.asText()));
    return texts;
  }
}
