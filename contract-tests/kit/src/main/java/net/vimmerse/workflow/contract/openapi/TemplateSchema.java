package net.vimmerse.workflow.contract.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A template: one branch of the create request.
 *
 * @param id the only allowed value of the discriminator property
 * @param schema the request schema; its name is the component's
 * @param options the schema of its options; a missing node when it has none
 * @param isDefault true if a body without a template id selects this one
 * @param metadata its {@code x-template}; a missing node when it has none
 * @param optionsByName the options by name, in the document's order
 */
public record TemplateSchema(
    String id,
    SchemaNode schema,
    SchemaNode options,
    boolean isDefault,
    JsonNode metadata,
    Map<String, TemplateOption> optionsByName) {
  /** The property of a request that has the options; the template list uses the same name. */
  public static final String OPTIONS = "options";

  /** The keyword of the metadata; its properties follow, most of which the list has too. */
  public static final String METADATA = "x-template";

  public static final String LABEL = "label";
  public static final String DESCRIPTION = "description";
  public static final String INPUTS = "inputs";
  public static final String WEBHOOK = "webhook";
  public static final String MODES = "modes";
  public static final String CREDITS = "credits";
  public static final String STEPS = "steps";
  public static final String OUTPUTS = "outputs";

  /** The property of the metadata with the day on which a server no longer listed the template. */
  public static final String REMOVED = "removed";

  static List<TemplateSchema> all(SchemaNode oneOf) {
    Discriminator discriminator = Discriminator.of(oneOf);
    List<TemplateSchema> templates = new ArrayList<>();
    for (SchemaNode branch : discriminator.branches()) {
      String id =
          discriminator
              .onlyValue(branch)
              .orElseThrow(
                  () ->
                      new IllegalArgumentException(
                          branch
                              + " needs an enum of exactly one value for "
                              + discriminator.property()));
      SchemaNode options =
          ObjectSchema.of(branch).properties().getOrDefault(OPTIONS, branch.child(OPTIONS));
      templates.add(
          new TemplateSchema(
              id,
              branch,
              options,
              discriminator.isDefault(branch),
              branch.value().path(METADATA),
              optionsByName(options)));
    }
    return List.copyOf(templates);
  }

  private static Map<String, TemplateOption> optionsByName(SchemaNode schema) {
    Map<String, TemplateOption> options = new LinkedHashMap<>();
    ObjectSchema.of(schema)
        .properties()
        .forEach((name, property) -> options.put(name, TemplateOption.of(name, property)));
    return Collections.unmodifiableMap(options);
  }

  /** Returns its pipeline modes by name; a missing node when it has none. */
  public JsonNode modes() {
    return metadata.path(MODES);
  }

  /** Returns true if the service no longer lists the template. */
  public boolean isRemoved() {
    return metadata.has(REMOVED);
  }

  @Override
  public String toString() {
    return id;
  }
}
