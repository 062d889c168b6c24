package net.vimmerse.workflow.simulator.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Describes a template.
 *
 * @param id the value of {@code template_id}
 * @param schema the name of its request schema
 * @param properties the names of the properties that a request for it can have
 * @param inputs where its input comes from
 * @param webhook whether webhooks are sent
 * @param removed whether the service no longer lists it; it can still be created
 * @param options in document order
 * @param modes the pipeline modes by name, at least one, in document order
 */
public record Template(
    String id,
    String schema,
    Set<String> properties,
    String label,
    String description,
    List<String> inputs,
    boolean webhook,
    boolean removed,
    List<TemplateOption> options,
    Map<String, PipelineMode> modes) {

  /** Returns the options as sent, with defaults for the others; omits options that have neither. */
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

  /** Returns the mode that an option selects, or else the first mode. */
  public PipelineMode mode(ObjectNode effectiveOptions) {
    return options.stream()
        .filter(option -> modes.keySet().containsAll(option.values()) && !option.values().isEmpty())
        .map(option -> modes.get(effectiveOptions.path(option.name()).asText()))
        .findFirst()
        .orElseGet(() -> modes.values().iterator().next());
  }
}
