package net.vimmerse.workflow.contract.editing;

import static net.vimmerse.workflow.contract.openapi.TemplateSchema.CREDITS;
import static net.vimmerse.workflow.contract.openapi.TemplateSchema.DESCRIPTION;
import static net.vimmerse.workflow.contract.openapi.TemplateSchema.INPUTS;
import static net.vimmerse.workflow.contract.openapi.TemplateSchema.LABEL;
import static net.vimmerse.workflow.contract.openapi.TemplateSchema.MODES;
import static net.vimmerse.workflow.contract.openapi.TemplateSchema.OPTIONS;
import static net.vimmerse.workflow.contract.openapi.TemplateSchema.OUTPUTS;
import static net.vimmerse.workflow.contract.openapi.TemplateSchema.STEPS;
import static net.vimmerse.workflow.contract.openapi.TemplateSchema.WEBHOOK;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import net.vimmerse.workflow.contract.drift.PriceNames;
import net.vimmerse.workflow.contract.drift.TemplateListOperation;
import net.vimmerse.workflow.contract.openapi.ParserMessage;

/**
 * A template as a server lists it. What is empty is not in the list.
 *
 * @param credits the price of each mode
 * @param ambiguous the prices of modes that the list does not tell apart, by mode
 * @param modes the processing of each mode
 * @param options the options, by name
 */
public record ListedTemplate(
    String id,
    Optional<String> label,
    Optional<String> description,
    Optional<List<String>> inputs,
    Optional<Boolean> webhook,
    Optional<Map<String, Integer>> credits,
    Map<String, Set<Integer>> ambiguous,
    Optional<Map<String, ListedMode>> modes,
    Optional<Map<String, ListedOption>> options) {
  private static final Set<String> OPTION_TYPES = Set.of("string", "integer", "number", "boolean");
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  /**
   * One pipeline mode.
   *
   * @param steps the names of the steps, in order
   * @param outputs the content types of the final outputs
   */
  public record ListedMode(List<String> steps, List<String> outputs) {}

  /**
   * One option.
   *
   * @param type the JSON type of its values
   * @param defaultValue the value in effect if it is not sent; empty if there is none
   * @param values the accepted values; empty if every value of the type is accepted
   */
  public record ListedOption(
      String type,
      Optional<String> description,
      Optional<JsonNode> defaultValue,
      List<JsonNode> values) {}

  /**
   * Reads a template list, with or without the envelope.
   *
   * @param property the property that identifies a template
   * @throws IllegalArgumentException when it is no template list; the message names the template
   *     and the property
   */
  public static List<ListedTemplate> list(String json, String property) {
    JsonNode response;
    try {
      response = JSON.readTree(json);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("not JSON: " + ParserMessage.of(e), e);
    }
    JsonNode list = TemplateListOperation.list(response);
    if (!list.isArray() || list.isEmpty()) {
      throw new IllegalArgumentException("no list of templates, but " + shortened(response));
    }
    Map<String, ListedTemplate> templates = new LinkedHashMap<>();
    for (JsonNode entry : list) {
      String id = entry.path(property).asText();
      if (!entry.path(property).isTextual() || id.isBlank()) {
        throw new IllegalArgumentException(
            "a template has no %s: %s".formatted(property, shortened(entry)));
      }
      if (templates.put(id, new Reader(id).template(entry)) != null) {
        throw new IllegalArgumentException(id + " is listed twice");
      }
    }
    return List.copyOf(templates.values());
  }

  /**
   * Returns the template with its prices by mode, where the list abbreviates them.
   *
   * @param known the content types that each documented mode produces, for a list without modes
   */
  ListedTemplate withModes(Map<String, List<String>> known) {
    if (credits.isEmpty()) {
      return this;
    }
    Map<String, List<String>> outputs = new LinkedHashMap<>(known);
    modes.ifPresent(
        listed -> {
          outputs.clear();
          listed.forEach((mode, it) -> outputs.put(mode, it.outputs()));
        });
    Map<String, Integer> prices = new LinkedHashMap<>();
    Map<String, Set<Integer>> unclear = new LinkedHashMap<>();
    PriceNames.modes(credits.get().keySet(), outputs)
        .forEach(
            (name, candidates) -> {
              int price = credits.get().get(name);
              if (candidates.size() == 1) {
                prices.put(candidates.get(0), price);
              } else {
                candidates.forEach(
                    it -> unclear.computeIfAbsent(it, mode -> new LinkedHashSet<>()).add(price));
              }
            });
    return new ListedTemplate(
        id, label, description, inputs, webhook, Optional.of(prices), unclear, modes, options);
  }

  private static String shortened(JsonNode value) {
    String text = value.isMissingNode() ? "nothing" : value.toString();
    return text.length() > 60 ? text.substring(0, 60) + "…" : text;
  }

  /** Reads the properties of one template; its messages name it. */
  private record Reader(String id) {
    ListedTemplate template(JsonNode entry) {
      return new ListedTemplate(
          id,
          optional(entry, LABEL, it -> text(LABEL, it)),
          optional(entry, DESCRIPTION, it -> text(DESCRIPTION, it)),
          optional(entry, INPUTS, it -> texts(INPUTS, it)),
          optional(entry, WEBHOOK, this::webhook),
          optional(entry, CREDITS, it -> byName(CREDITS, it, this::credits)),
          Map.of(),
          optional(entry, MODES, it -> byName(MODES, it, this::mode)),
          optional(entry, OPTIONS, this::options));
    }

    private static <T> Optional<T> optional(
        JsonNode entry, String name, Function<JsonNode, T> read) {
      return entry.hasNonNull(name) ? Optional.of(read.apply(entry.get(name))) : Optional.empty();
    }

    private boolean webhook(JsonNode value) {
      return require(WEBHOOK, "true or false", value, value.isBoolean()).booleanValue();
    }

    private int credits(JsonNode value) {
      return require(CREDITS, "an integer", value, value.isInt() && value.intValue() >= 0)
          .intValue();
    }

    private ListedMode mode(JsonNode value) {
      return new ListedMode(texts(STEPS, value.path(STEPS)), texts(OUTPUTS, value.path(OUTPUTS)));
    }

    private Map<String, ListedOption> options(JsonNode value) {
      require(OPTIONS, "a list", value, value.isArray());
      Map<String, ListedOption> options = new LinkedHashMap<>();
      for (JsonNode option : value) {
        String name = text("options.name", option.path("name"));
        if (options.put(name, option(name, option)) != null) {
          throw new IllegalArgumentException(id + ": option " + name + " is listed twice");
        }
      }
      return options;
    }

    private ListedOption option(String name, JsonNode option) {
      String type = option.path("type").asText();
      if (!OPTION_TYPES.contains(type)) {
        throw new IllegalArgumentException(
            "%s: option %s has the type %s; known are %s"
                .formatted(
                    id,
                    name,
                    shortened(option.path("type")),
                    OPTION_TYPES.stream().sorted().toList()));
      }
      return new ListedOption(
          type,
          optional(option, DESCRIPTION, it -> text("description of " + name, it)),
          optional(option, "default", it -> it),
          optional(option, "enum", it -> values("enum of " + name, type, it)).orElse(List.of()));
    }

    private <T> Map<String, T> byName(String name, JsonNode value, Function<JsonNode, T> read) {
      require(name, "an object", value, value.isObject());
      Map<String, T> values = new LinkedHashMap<>();
      value.properties().forEach(it -> values.put(it.getKey(), read.apply(it.getValue())));
      return values;
    }

    private String text(String name, JsonNode value) {
      return require(name, "a string", value, value.isTextual()).textValue();
    }

    private List<String> texts(String name, JsonNode value) {
      require(name, "a list", value, value.isArray());
      List<String> texts = new ArrayList<>();
      value.forEach(it -> texts.add(text(name, it)));
      return texts;
    }

    private List<JsonNode> values(String name, String type, JsonNode value) {
      require(name, "a list", value, value.isArray());
      List<JsonNode> values = new ArrayList<>();
      value.forEach(it -> values.add(require(name, "of the type " + type, it, isOf(type, it))));
      return values;
    }

    private static boolean isOf(String type, JsonNode value) {
      return switch (type) {
        case "integer" -> value.isIntegralNumber();
        case "number" -> value.isNumber();
        case "boolean" -> value.isBoolean();
        default -> value.isTextual();
      };
    }

    private JsonNode require(String name, String kind, JsonNode value, boolean holds) {
      if (!holds) {
        throw new IllegalArgumentException(
            "%s: %s must be %s, not %s".formatted(id, name, kind, shortened(value)));
      }
      return value;
    }
  }
}
