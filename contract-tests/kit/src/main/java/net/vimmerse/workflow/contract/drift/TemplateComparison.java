package net.vimmerse.workflow.contract.drift;

import static net.vimmerse.workflow.contract.openapi.TemplateSchema.CREDITS;
import static net.vimmerse.workflow.contract.openapi.TemplateSchema.INPUTS;
import static net.vimmerse.workflow.contract.openapi.TemplateSchema.LABEL;
import static net.vimmerse.workflow.contract.openapi.TemplateSchema.MODES;
import static net.vimmerse.workflow.contract.openapi.TemplateSchema.OPTIONS;
import static net.vimmerse.workflow.contract.openapi.TemplateSchema.OUTPUTS;
import static net.vimmerse.workflow.contract.openapi.TemplateSchema.STEPS;
import static net.vimmerse.workflow.contract.openapi.TemplateSchema.WEBHOOK;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import net.vimmerse.workflow.contract.openapi.TemplateOption;
import net.vimmerse.workflow.contract.openapi.TemplateSchema;

/** Compares a server's description of a template with the document. */
final class TemplateComparison {
  private final List<Change> changes = new ArrayList<>();

  /**
   * One change of a template.
   *
   * @param cause what the same change of several templates has in common
   */
  record Change(String cause, String what) {}

  private TemplateComparison() {}

  static List<Change> of(TemplateSchema template, JsonNode entry) {
    TemplateComparison found = new TemplateComparison();
    JsonNode modes = template.modes();
    if (entry.has(CREDITS)) {
      found.credits(modes, entry.path(CREDITS));
    }
    for (Map.Entry<String, JsonNode> mode : entry.path(MODES).properties()) {
      for (String property : List.of(STEPS, OUTPUTS)) {
        found.same(
            property,
            property + " of " + mode.getKey(),
            modes.path(mode.getKey()).path(property),
            mode.getValue().path(property));
      }
    }
    for (String property : List.of(LABEL, INPUTS, WEBHOOK)) {
      found.same(property, property, template.metadata().path(property), entry.path(property));
    }
    if (entry.has(OPTIONS)) {
      found.options(template.optionsByName(), entry.path(OPTIONS));
    }
    return found.changes;
  }

  /** Compares two values; what either side leaves out is no difference. */
  private void same(String cause, String name, JsonNode documented, JsonNode listed) {
    if (!documented.isMissingNode()
        && !listed.isMissingNode()
        && !listed.isNull()
        && !documented.equals(listed)) {
      String what = "%s: %s, not %s".formatted(name, text(listed), text(documented));
      changes.add(new Change(cause, what));
    }
  }

  private void credits(JsonNode modes, JsonNode listed) {
    Map<String, Set<JsonNode>> prices = PriceNames.prices(listed, modes);
    Set<String> names = new LinkedHashSet<>();
    modes.fieldNames().forEachRemaining(names::add);
    names.addAll(prices.keySet());
    for (String mode : names) {
      JsonNode expected = modes.path(mode).path(CREDITS);
      Set<JsonNode> actual = prices.getOrDefault(mode, Set.of(MissingNode.getInstance()));
      if (!actual.contains(expected)) {
        String either =
            actual.stream().map(TemplateComparison::text).collect(Collectors.joining(" or "));
        add("costs %s credits as %s, not %s".formatted(either, mode, text(expected)));
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
              option -> option(option, entry), () -> add("has an undocumented option: " + entry));
    }
    documented.keySet().stream()
        .filter(name -> !names.contains(name))
        .forEach(name -> add("has no option " + name));
  }

  private void option(TemplateOption option, JsonNode entry) {
    Set<JsonNode> values = new LinkedHashSet<>();
    entry.path("enum").forEach(values::add);
    values.stream()
        .filter(value -> !option.values().contains(value))
        .forEach(value -> add(option.name() + " may be " + value + " too"));
    option.values().stream()
        .filter(value -> !values.contains(value))
        .forEach(value -> add(option.name() + " may not be " + value));
    String actual = text(entry.path("default"));
    String expected = option.defaultValue().map(TemplateComparison::text).orElse("nothing");
    if (!actual.equals(expected)) {
      add("%s is %s by default, not %s".formatted(option.name(), actual, expected));
    }
  }

  private void add(String what) {
    changes.add(new Change(what, what));
  }

  private static String text(JsonNode value) {
    return value.isMissingNode() || value.isNull() ? "nothing" : value.toString();
  }
}
