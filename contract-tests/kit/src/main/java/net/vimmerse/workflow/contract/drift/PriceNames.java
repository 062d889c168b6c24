package net.vimmerse.workflow.contract.drift;

import static net.vimmerse.workflow.contract.openapi.TemplateSchema.OUTPUTS;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The names of prices in a template list. Public pages abbreviate the mode to the initial of what
 * it produces: {@code a} is audio, {@code i} is an image, {@code v} is a video.
 */
public final class PriceNames {
  private static final Map<String, String> TYPES = Map.of("a", "audio", "i", "image", "v", "video");

  private PriceNames() {}

  /**
   * Returns the modes that each name may stand for: one, unless several modes produce the type that
   * an abbreviation stands for. An abbreviation of a type that no mode produces stands for a mode
   * of the type's name.
   *
   * @param names the listed names, such as {@code v}
   * @param outputs the content types that each known mode produces
   */
  public static Map<String, List<String>> modes(
      Collection<String> names, Map<String, List<String>> outputs) {
    List<String> others = new ArrayList<>(outputs.keySet());
    others.removeAll(names);
    Map<String, List<String>> modes = new LinkedHashMap<>();
    for (String name : names) {
      String type = outputs.containsKey(name) ? null : TYPES.get(name);
      modes.put(name, type == null ? List.of(name) : modes(type, others, outputs));
    }
    return modes;
  }

  private static List<String> modes(
      String type, List<String> modes, Map<String, List<String>> outputs) {
    Predicate<String> isOfType = it -> it.startsWith(type + "/");
    List<String> only =
        modes.stream()
            .filter(it -> !outputs.get(it).isEmpty() && outputs.get(it).stream().allMatch(isOfType))
            .toList();
    if (!only.isEmpty()) {
      return only;
    }
    List<String> also =
        modes.stream().filter(it -> outputs.get(it).stream().anyMatch(isOfType)).toList();
    return also.isEmpty() ? List.of(type) : also;
  }

  /** Returns the content types that each mode produces, from {@code modes} of a template. */
  public static Map<String, List<String>> outputs(JsonNode modes) {
    Map<String, List<String>> outputs = new LinkedHashMap<>();
    modes
        .properties()
        .forEach(
            mode -> {
              List<String> types = new ArrayList<>();
              mode.getValue().path(OUTPUTS).forEach(it -> types.add(it.asText()));
              outputs.put(mode.getKey(), types);
            });
    return outputs;
  }

  /**
   * Returns the listed prices of each mode of a template: several if an abbreviation may stand for
   * several modes.
   *
   * @param credits the listed prices
   * @param modes the documented modes
   */
  public static Map<String, Set<JsonNode>> prices(JsonNode credits, JsonNode modes) {
    Map<String, Set<JsonNode>> prices = new LinkedHashMap<>();
    List<String> names = new ArrayList<>();
    credits.fieldNames().forEachRemaining(names::add);
    modes(names, outputs(modes))
        .forEach(
            (name, candidates) ->
                candidates.forEach(
                    it ->
                        prices
                            .computeIfAbsent(it, mode -> new LinkedHashSet<>())
                            .add(credits.get(name))));
    return prices;
  }
}
