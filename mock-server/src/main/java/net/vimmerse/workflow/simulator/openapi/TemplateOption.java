package net.vimmerse.workflow.simulator.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Describes an option of a template.
 *
 * @param type the JSON type of its values
 * @param description empty if there is none
 * @param defaultValue null if there is none
 * @param values the accepted values; empty if any value of the type is accepted
 * @param input the input that the option can provide in place of image URLs, such as {@code image};
 *     null if none
 */
public record TemplateOption(
    String name,
    String type,
    String description,
    @Nullable JsonNode defaultValue,
    List<String> values,
    @Nullable String input) {}
