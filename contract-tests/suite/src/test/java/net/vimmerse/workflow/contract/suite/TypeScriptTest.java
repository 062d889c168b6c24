package net.vimmerse.workflow.contract.suite;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.vimmerse.workflow.contract.openapi.Document;
import net.vimmerse.workflow.contract.openapi.Example;
import net.vimmerse.workflow.contract.openapi.TemplateOption;
import net.vimmerse.workflow.contract.openapi.TemplateSchema;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The types that are made from the document take what it takes, and nothing else. */
@EnabledIfSystemProperty(named = "tests", matches = "all")
@Timeout(300)
class TypeScriptTest {
  @RegisterExtension static final TypeScriptExtension TYPESCRIPT = new TypeScriptExtension();

  private static final String IMPORTS =
      """
      import type {
        CreateWorkflowRequest, DefaultTemplateId, OptionName, TemplateId, components,
      } from '@vimmerse/workflow-types';
      import { type Equal, holds } from './holds.js';
      type Schemas = components['schemas'];
      """;
  private static final JsonPointer SCHEMAS = JsonPointer.compile("/components/schemas");

  private static final String ONE_MORE =
      """
      OneMore:
        allOf:
          - $ref: "#/components/schemas/CreateWorkflowFields"
          - type: object
            required: [template_id]
            properties:
              template_id:
                type: string
                enum: [vim_one_more]
      """
          .indent(4);
  private static final String TEMPLATES = "every-template.ts";
  private static final String EXAMPLES = "every-example.ts";
  private static final Document DOCUMENT = Document.bundled();

  private static @Nullable List<String> violations;

  @Test
  void valid_code_compiles_and_invalid_code_does_not() throws Exception {
    assertThat(violations()).noneMatch(it -> !it.contains(TEMPLATES) && !it.contains(EXAMPLES));
  }

  @Test
  void every_template_accepts_its_own_options_and_values_only() throws Exception {
    assertThat(violations()).noneMatch(it -> it.contains(TEMPLATES));
  }

  @Test
  void every_example_of_the_document_has_the_type_of_its_schema() throws Exception {
    assertThat(violations()).noneMatch(it -> it.contains(EXAMPLES));
  }

  /** Compiled once for all of them, as the compiler takes seconds. */
  private static synchronized List<String> violations() throws Exception {
    if (violations == null) {
      TypeScriptProject project = TYPESCRIPT.project("as-it-is");
      project.generate();
      project.test(TEMPLATES, everyTemplate());
      project.test(EXAMPLES, everyExample());
      violations = project.violations();
    }
    return violations;
  }

  @Test
  void a_new_template_and_a_misspelt_property_are_noticed() throws Exception {
    TypeScriptProject project = TYPESCRIPT.project("one-more");
    String first = DOCUMENT.templates().get(0).schema().name();
    String reference = "        - $ref: \"#/components/schemas/%s\"\n";
    String yaml = Files.readString(project.document());
    Files.writeString(
        project.document(),
        yaml.replace(
                reference.formatted(first),
                reference.formatted("OneMore") + reference.formatted(first))
            .replace("    " + first + ":\n", ONE_MORE + "    " + first + ":\n"));
    project.generate();
    project.test(
        "one-more.ts",
        """
        import type { CreateWorkflowRequest, OptionsOf } from '@vimmerse/workflow-types';
        export const one: CreateWorkflowRequest = { template_id: 'vim_one_more' };
        export const none: OptionsOf<'vim_one_more'> = {};
        // @ts-expect-error: it has no options
        export const some: OptionsOf<'vim_one_more'> = { aspect_ratio: '1:1' };
        """);
    Path page = project.root().resolve("examples/web/workflows.js");
    Files.writeString(
        page, Files.readString(page).replace("processing_status", "procesing_status"));

    assertThat(project.violations())
        .isNotEmpty()
        .allSatisfy(it -> assertThat(it).contains("workflows.js", "procesing_status"));
  }

  @Test
  void a_template_whose_output_is_audio_has_types_of_its_own() throws Exception {
    TypeScriptProject project = TYPESCRIPT.project("audio");
    Files.writeString(project.document(), AudioTemplate.document());
    project.generate();
    project.test(
        "audio.ts",
        """
        import type {
          CreateWorkflowRequest, OptionName, TemplateId, Workflow,
        } from '@vimmerse/workflow-types';
        import { type Equal, holds } from './holds.js';
        holds<Equal<OptionName<'vim_lullaby'>, 'pipeline_mode' | 'verses'>>();
        export const id: TemplateId = 'vim_lullaby';
        export const song: CreateWorkflowRequest = {
          template_id: 'vim_lullaby', options: { pipeline_mode: 'audio', verses: 3 } };
        // @ts-expect-error: it makes no image
        export const image: CreateWorkflowRequest = { template_id: 'vim_lullaby', options: { pipeline_mode: 'image' } };
        // @ts-expect-error: no other template makes audio
        export const other: CreateWorkflowRequest = { template_id: 'vim_astronaut', options: { pipeline_mode: 'audio' } };
        export const types = (done: Workflow): string[] => done.result.map((each) => each.content_type);
        """);

    assertThat(project.violations()).isEmpty();
  }

  private static String everyExample() {
    StringBuilder source = new StringBuilder(IMPORTS);
    int examples = 0;
    for (Example example : DOCUMENT.examples()) {
      JsonPointer schema = example.schema().pointer();
      if (SCHEMAS.equals(schema.head())) {
        source.append(
            "export const example%d: Schemas['%s'] = %s;%n"
                .formatted(examples++, example.schema().name(), example.value()));
      }
    }
    assertThat(examples).isGreaterThan(DOCUMENT.operations().size());
    return source.toString();
  }

  private static String everyTemplate() {
    List<TemplateSchema> templates = DOCUMENT.templates();
    Map<String, JsonNode> allOptions = new LinkedHashMap<>();
    templates.forEach(
        template ->
            template
                .optionsByName()
                .values()
                .forEach(option -> allOptions.put(option.name(), anyValue(option))));

    StringBuilder source = new StringBuilder(IMPORTS);
    holds(source, "TemplateId", templates.stream().map(TemplateSchema::id).toList());
    holds(
        source,
        "DefaultTemplateId",
        templates.stream().filter(TemplateSchema::isDefault).map(TemplateSchema::id).toList());
    for (TemplateSchema template : templates) {
      Map<String, TemplateOption> options = template.optionsByName();
      for (TemplateOption option : options.values()) {
        List<JsonNode> values =
            option.values().isEmpty() ? List.of(anyValue(option)) : option.values();
        values.forEach(value -> source.append(request(template, option.name(), value, "")));
        if (!option.values().isEmpty()) {
          JsonNode foreign = JsonNodeFactory.instance.textNode("no such value");
          source.append(request(template, option.name(), foreign, "// @ts-expect-error\n"));
        }
      }
      allOptions.forEach(
          (name, value) -> {
            if (!options.containsKey(name)) {
              source.append(request(template, name, value, "// @ts-expect-error\n"));
            }
          });
    }
    for (TemplateSchema template : templates) {
      List<String> names = List.copyOf(template.optionsByName().keySet());
      holds(source, "OptionName<'" + template.id() + "'>", names);
    }
    return source.toString();
  }

  private static void holds(StringBuilder source, String type, List<String> names) {
    String union = names.stream().map(name -> "'" + name + "'").collect(joining(" | "));
    source.append("holds<Equal<%s, %s>>();%n".formatted(type, union));
  }

  /** What the compiler must refuse, it rejects on the line of the option. */
  private static String request(
      TemplateSchema template, String option, JsonNode value, String expectation) {
    return "{ const request: CreateWorkflowRequest = { template_id: '%s', options: {%n%s%s: %s } }; }%n"
        .formatted(template.id(), expectation, option, value);
  }

  private static JsonNode anyValue(TemplateOption option) {
    if (!option.values().isEmpty()) {
      return option.values().get(0);
    }
    assertThat(option.schema().text("type")).as(option.name()).hasValue("string");
    return JsonNodeFactory.instance.textNode("any text");
  }
}
