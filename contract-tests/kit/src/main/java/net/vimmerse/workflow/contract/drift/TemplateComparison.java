package net.vimmerse.workflow.contract.drift;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import net.vimmerse.workflow.contract.openapi.TemplateOption;
import net.vimmerse.workflow.contract.openapi.TemplateSchema;

/** Compares a server's description of a template with the document. */
final class TemplateComparison {
  private final List<String> changes = new ArrayList<>();

  private TemplateComparison() {}

  static List<String> of(TemplateSchema template, JsonNode entry) {
    TemplateComparison found = new TemplateComparison();
    if (entry.has("credits")) {
      found.credits(template.metadata().path("modes"), entry.path("credits"));
    }
    if (entry.has("options")) {
      found.options(template.optionsByName(), entry.path("options"));
    }
    return found.changes;
  }

  private void credits(JsonNode modes, JsonNode listed) {
    Set<String> names = new LinkedHashSet<>();
    modes.fieldNames().forEachRemaining(names::add);
    listed.fieldNames().forEachRemaining(names::add);
    for (String mode : names) {
      JsonNode expected = modes.path(mode).path("credits");
      if (!listed.path(mode).equals(expected)) {
        changes.add(
            "costs %s credits as %s, not %s"
                .formatted(text(listed.path(mode)), mode, text(expected)));
      }
    }
  }

  private void options(Map<String, TemplateOption> documented, JsonNode listed) {
    Set<String> names = new LinkedHashSet<>();
    for (JsonNode entry : listed) {
      String name = entry.path("name").asText();
      names.add(name);
      Optional.ofNullable(documented.get(name))
          .ifPresentOrElse(
              option -> option(option, entry),
              () -> changes.add("has an undocumented option: " + entry));
    }
    documented.keySet().stream()
        .filter(name -> !names.contains(name))
        .forEach(name -> changes.add("has no option " + name));
  }

  private void option(TemplateOption option, JsonNode entry) {
    Set<JsonNode> values = new LinkedHashSet<>();
    entry.path("enum").forEach(values::add);
    values.stream()
        .filter(value -> !option.values().contains(value))
        .forEach(value -> changes.add(option.name() + " may be " + value + " too"));
    option.values().stream()
        .filter(value -> !values.contains(value))
        .forEach(value -> changes.add(option.name() + " may not be " + value));
    String actual = text(entry.path("default"));
    String expected = option.defaultValue().map(TemplateComparison::text).orElse("nothing");
    if (!actual.equals(expected)) {
      changes.add("%s is %s by default, not %s".formatted(option.name(), actual, expected));
    }
  }

  private static String text(JsonNode value) {
    return value.isMissingNode() || value.isNull() ? "nothing" : value.toString();
  }
}
