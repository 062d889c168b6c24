package net.vimmerse.workflow.contract.openapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.node.IntNode;
import java.util.List;
import net.vimmerse.workflow.contract.Fixtures;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("pit")
class TemplateSchemaTest {
  private final List<TemplateSchema> templates =
      templates(
          """
          - allOf: [{properties: {title: {}}}, {required: [title]}]
            required: [kind]
            properties:
              kind: {enum: [essay]}
              options: {properties: {words: {enum: [100, 200], default: 200}, tone: {}}}
            x-template: {label: Essay, modes: {short: {credits: 5}}}
          - {properties: {kind: {enum: [poem]}}}
          """);

  @Test
  void each_branch_of_the_create_request_is_a_template() {
    assertThat(templates).extracting(TemplateSchema::toString).containsExactly("essay", "poem");
    assertThat(templates).extracting(TemplateSchema::isDefault).containsExactly(false, true);
    assertThat(templates.get(0).metadata().path("label").asText()).isEqualTo("Essay");
    assertThat(templates.get(0).modes().path("short").path("credits").asInt()).isEqualTo(5);
    assertThat(templates.get(1).metadata().isMissingNode()).isTrue();
    assertThat(templates.get(1).modes().isMissingNode()).isTrue();
    assertThat(templates.get(1).schema().name()).isEqualTo("1");
  }

  @Test
  void a_branch_without_exactly_one_value_is_rejected() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> templates("- {properties: {kind: {enum: [essay, poem]}}}"))
        .withMessageEndingWith("/oneOf/0 needs an enum of exactly one value for kind");
  }

  @Test
  void options_have_their_values_and_defaults() {
    TemplateOption words = templates.get(0).optionsByName().get("words");
    TemplateOption tone = templates.get(0).optionsByName().get("tone");

    assertThat(templates.get(0).optionsByName().keySet()).containsExactly("words", "tone");
    assertThat(words.name()).isEqualTo("words");
    assertThat(words.schema().name()).isEqualTo("words");
    assertThat(words.values()).containsExactly(IntNode.valueOf(100), IntNode.valueOf(200));
    assertThat(words.defaultValue()).contains(IntNode.valueOf(200));
    assertThat(tone.values()).isEmpty();
    assertThat(tone.defaultValue()).isEmpty();
    assertThat(templates.get(1).options().exists()).isFalse();
    assertThat(templates.get(1).optionsByName()).isEmpty();
  }

  @Test
  void an_object_schema_merges_the_parts_of_allOf() {
    ObjectSchema objectSchema = ObjectSchema.of(templates.get(0).schema());

    assertThat(objectSchema.properties().keySet()).containsExactly("title", "kind", "options");
    assertThat(objectSchema.required()).containsExactly("title", "kind");
  }

  private static List<TemplateSchema> templates(String branches) {
    return TemplateSchema.all(
        Fixtures.document("x-discriminator: kind\noneOf:\n" + branches.indent(2)).root());
  }
}
