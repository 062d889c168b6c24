package net.vimmerse.workflow.simulator.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;

/**
 * One template of the document.
 *
 * @param id the value of {@code template_id}
 * @param schema the name of its request schema
 * @param inputs where its input comes from
 * @param webhook whether call-backs are made
 * @param options in the document's order
 * @param modes by name of the mode, at least one, in the document's order
 */
public record Template(
    String id,
    String schema,
    String label,
    String description,
    List<String> inputs,
    boolean webhook,
    List<TemplateOption> options,
    Map<String, Mode> modes) {

  /** {@code sent} with the defaults of what was not sent; options without either are left out. */
  public ObjectNode effectiveOptions(JsonNode sent) {
    ObjectNode effective = JsonNodeFactory.instance.objectNode();
    for (TemplateOption option : options) {
      JsonNode value = sent.has(option.name()) ? sent.get(option.name()) : option.defaultValue();
      if (value != null) {
        effective.set(option.name(), value);
      }
    }
    return effective;
  }

  /**
   * The mode that a workflow with these options runs in: the one that an option names, else the
   * template's first.
   */
  public Mode mode(ObjectNode effectiveOptions) {
    return options.stream()
        .filter(option -> modes.keySet().containsAll(option.values()) && !option.values().isEmpty())
        .map(option -> modes.get(effectiveOptions.path(option.name()).asText()))
        .findFirst()
        .orElseGet(() -> modes.values().iterator().next());
  }
}
