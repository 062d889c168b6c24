package net.vimmerse.workflow.simulator.contract;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One option of a template.
 *
 * @param type the JSON type of its values
 * @param description empty if there is none
 * @param defaultValue null if the option has no default
 * @param values the values accepted; empty if any value of the type is
 * @param input what the option can bring in place of image URLs, such as {@code image}; null if
 *     nothing
 */
public record TemplateOption(
    String name,
    String type,
    String description,
    @Nullable JsonNode defaultValue,
    List<String> values,
    @Nullable String input) {}
