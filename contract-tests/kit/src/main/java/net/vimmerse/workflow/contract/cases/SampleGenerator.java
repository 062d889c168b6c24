package net.vimmerse.workflow.contract.cases;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.regex.Pattern;
import net.vimmerse.workflow.contract.openapi.Document;
import net.vimmerse.workflow.contract.openapi.ObjectSchema;
import net.vimmerse.workflow.contract.openapi.SchemaNode;

/**
 * Walks schemas and makes valid and invalid values for them.
 *
 * <p>The first use of a schema gets every sample; later uses get a few that show that it is this
 * schema. Not thread-safe.
 */
final class SampleGenerator {
  static final String UNKNOWN = "no_such_property";

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final int LONG_TEXT = 20_000;
  private static final int NESTING = 100;
  private static final Map<String, String> UNICODE = unicode();

  private final Document document;

  /** Mixes neighbouring numbers, whose first random choices would be alike. */
  private static final long MIX = 0x9E3779B97F4A7C15L;

  private final long seed;
  private final Map<JsonPointer, Integer> choices = new HashMap<>();
  private final Set<JsonPointer> met = new HashSet<>();

  SampleGenerator(Document document, long seed) {
    this.document = document;
    this.seed = seed;
  }

  /**
   * Returns the random source for a schema. It does not depend on choices made elsewhere, so a
   * change of the document changes only the cases of the changed part.
   */
  private Random random(SchemaNode schema) {
    int nth = choices.merge(schema.pointer(), 1, Integer::sum);
    return new Random((seed + nth) * MIX ^ schema.pointer().toString().hashCode());
  }

  private static Map<String, String> unicode() {
    Map<String, String> strings = new LinkedHashMap<>();
    strings.put("outside the basic plane", "\uD83D\uDE80\uD83D\uDC69\u200D\uD83D\uDE80");
    strings.put("with combining marks", "e\u0301a\u0308n\u0303");
    strings.put("from right to left", "\u202Eשלום\u202C مرحبا");
    strings.put("with control characters", "a\u0000b\u0007c\u001B\u007F\n\r\t");
    strings.put("with quotes and slashes", "'\"\\/`${x}%s<b>&amp;");
    strings.put("of whitespace", " \u00A0\u2003 ");
    return strings;
  }

  // ---- one ordinary value

  /** Returns an ordinary valid value; objects have their required properties only. */
  JsonNode plain(SchemaNode schema) {
    Optional<JsonNode> shown = schema.keyword("example").or(() -> schema.keyword("default"));
    if (shown.isPresent()) {
      return shown.get();
    }
    Optional<JsonNode> values = schema.keyword("enum");
    if (values.isPresent()) {
      return values.get().get(random(schema).nextInt(values.get().size()));
    }
    for (String either : List.of("anyOf", "oneOf")) {
      if (schema.child(either).exists()) {
        return plain(schema.child(either).items().get(0));
      }
    }
    return switch (type(schema)) {
      case "object" -> object(schema, Map.of());
      case "array" -> array(schema, Math.max(1, number(schema, "minItems", 0)));
      case "boolean" -> JSON.booleanNode(random(schema).nextBoolean());
      case "integer", "number" -> JSON.numberNode(ordinaryNumber(schema));
      default -> JSON.textNode(ordinaryText(schema));
    };
  }

  /**
   * Returns an object with its required properties, the given ones, and others up to {@code
   * minProperties}.
   */
  ObjectNode object(SchemaNode schema, Map<String, JsonNode> properties) {
    ObjectSchema objectSchema = ObjectSchema.of(schema);
    ObjectNode value = JSON.objectNode();
    objectSchema.required().forEach(it -> value.set(it, plain(property(objectSchema, it))));
    properties.forEach(value::set);
    int least = number(schema, "minProperties", 0);
    for (Map.Entry<String, SchemaNode> other : objectSchema.properties().entrySet()) {
      if (value.size() < least && !value.has(other.getKey())) {
        value.set(other.getKey(), plain(other.getValue()));
      }
    }
    return value;
  }

  /** Returns an object with every property, recursively. */
  ObjectNode everything(SchemaNode schema) {
    ObjectNode value = JSON.objectNode();
    ObjectSchema.of(schema)
        .properties()
        .forEach(
            (name, property) ->
                value.set(
                    name,
                    type(property).equals("object") ? everything(property) : plain(property)));
    return value;
  }

  private static SchemaNode property(ObjectSchema objectSchema, String name) {
    SchemaNode property = objectSchema.properties().get(name);
    if (property == null) {
      throw new IllegalArgumentException("Required but undocumented property: " + name);
    }
    return property;
  }

  private ArrayNode array(SchemaNode schema, int length) {
    ArrayNode value = JSON.arrayNode();
    for (int i = 0; i < length; i++) {
      value.add(plain(schema.child("items")));
    }
    return value;
  }

  private String ordinaryText(SchemaNode schema) {
    Optional<JsonNode> pattern = schema.keyword("pattern");
    if (pattern.isPresent()) {
      return PatternSamples.matching(pattern.get().asText()).get(0);
    }
    String text = "text-" + Integer.toString(random(schema).nextInt(Integer.MAX_VALUE), 36);
    int most = number(schema, "maxLength", text.length());
    return text(text.substring(0, Math.min(most, text.length())), number(schema, "minLength", 0));
  }

  private static String text(String beginning, int least) {
    return beginning + "x".repeat(Math.max(0, least - beginning.length()));
  }

  private static BigDecimal ordinaryNumber(SchemaNode schema) {
    BigDecimal step = decimal(schema, "multipleOf").orElse(BigDecimal.ONE);
    Optional<BigDecimal> least = decimal(schema, "minimum");
    if (least.isPresent()) {
      return isExclusive(schema, "exclusiveMinimum") ? least.get().add(step) : least.get();
    }
    Optional<BigDecimal> most = decimal(schema, "maximum");
    return most.map(it -> isExclusive(schema, "exclusiveMaximum") ? it.subtract(step) : it)
        .orElse(step);
  }

  // ---- every sample

  /** Returns every sample of a schema, including its properties and items. */
  List<Sample> of(SchemaNode schema) {
    boolean firstUse = met.add(schema.pointer());
    SchemaSamples samples = new SchemaSamples(schema, new ArrayList<>());
    for (String either : List.of("anyOf", "oneOf")) {
      if (schema.child(either).exists()) {
        schema.child(either).items().forEach(branch -> samples.list().addAll(of(branch)));
        samples.list().removeIf(it -> it.fits() != document.validate(schema, it.value()).isEmpty());
        return unique(samples.list());
      }
    }
    wrongTypes(firstUse, samples);
    Optional<JsonNode> values = schema.keyword("enum");
    if (values.isPresent()) {
      enumeration(values.get(), firstUse, samples);
      return unique(samples.list());
    }
    switch (type(schema)) {
      case "object" -> objects(samples);
      case "array" -> arrays(firstUse, samples);
      case "boolean" -> {
        samples.good("true", JSON.booleanNode(true), "type");
        samples.good("false", JSON.booleanNode(false), "type");
      }
      case "integer", "number" -> numbers(samples);
      case "string" -> strings(firstUse, samples);
      default -> samples.good("anything", "text", "type");
    }
    return unique(samples.list());
  }

  private static List<Sample> unique(List<Sample> samples) {
    Set<String> names = new HashSet<>();
    return samples.stream().filter(it -> names.add(it.property() + ": " + it.what())).toList();
  }

  private void wrongTypes(boolean firstUse, SchemaSamples samples) {
    SchemaNode schema = samples.schema();
    String type = type(schema);
    if (type.isEmpty()) {
      return;
    }
    boolean nullable = schema.keyword("nullable").filter(JsonNode::asBoolean).isPresent();
    samples
        .list()
        .add(new Sample(List.of(), "null", JSON.nullNode(), schema, "nullable", nullable));
    Map<String, JsonNode> others = new LinkedHashMap<>();
    others.put("string", JSON.textNode("text"));
    others.put("integer", JSON.numberNode(7));
    others.put("number", JSON.numberNode(new BigDecimal("7.5")));
    others.put("boolean", JSON.booleanNode(true));
    others.put("array", JSON.arrayNode());
    others.put("object", JSON.objectNode());
    others.remove(type);
    if (type.equals("number")) {
      others.remove("integer");
    }
    List<String> names = new ArrayList<>(others.keySet());
    if (!firstUse) {
      names = List.of(names.get(random(schema).nextInt(names.size())));
    }
    for (String name : names) {
      String article = "aeio".indexOf(name.charAt(0)) >= 0 ? "an " : "a ";
      samples.bad(article + name, others.get(name), "type");
    }
    if (firstUse && !type.equals("array")) {
      samples.bad("arrays " + NESTING + " deep", nested(), "type");
    }
  }

  private static JsonNode nested() {
    ArrayNode value = JSON.arrayNode();
    for (int i = 1; i < NESTING; i++) {
      value = JSON.arrayNode().add(value);
    }
    return value;
  }

  private void enumeration(JsonNode values, boolean firstUse, SchemaSamples samples) {
    SchemaNode schema = samples.schema();
    Set<JsonNode> known = new HashSet<>();
    for (JsonNode value : values) {
      known.add(value);
      samples.good("the value " + value.asText(), value, "enum");
    }
    List<Sample> unknownValues = new ArrayList<>();
    unknownValues.add(Sample.bad("an unknown value", unknownValue(schema, values), schema, "enum"));
    if (firstUse) {
      String text = values.get(0).asText();
      Map<String, String> near = new LinkedHashMap<>();
      near.put("a value with a trailing space", text + " ");
      near.put("a value in upper case", text.toUpperCase(Locale.ROOT));
      near.put("a value in lower case", text.toLowerCase(Locale.ROOT));
      near.put("an empty text", "");
      near.forEach(
          (what, it) -> unknownValues.add(Sample.bad(what, JSON.textNode(it), schema, "enum")));
    }
    unknownValues.removeIf(it -> known.contains(it.value()) || !values.get(0).isTextual());
    samples.list().addAll(unknownValues);
  }

  /**
   * Returns a value outside an enum: the next number where all values are numbers, otherwise a
   * text.
   */
  private JsonNode unknownValue(SchemaNode schema, JsonNode values) {
    int greatest = -1;
    for (JsonNode value : values) {
      if (!value.asText().matches("\\d{1,6}")) {
        return JSON.textNode("no-such-value-" + random(schema).nextInt(1_000));
      }
      greatest = Math.max(greatest, value.asInt());
    }
    return JSON.textNode(String.valueOf(greatest + 1));
  }

  private void objects(SchemaSamples samples) {
    SchemaNode schema = samples.schema();
    ObjectSchema objectSchema = ObjectSchema.of(schema);
    samples.good("required properties only", object(schema, Map.of()), "type");
    samples.good("everything", everything(schema), "properties");
    int least = number(schema, "minProperties", 0);
    if (least > 0) {
      ObjectNode tooFew = object(schema, Map.of());
      List<String> names = new ArrayList<>();
      tooFew.fieldNames().forEachRemaining(names::add);
      names.subList(least - 1, names.size()).forEach(tooFew::remove);
      samples.bad("one property too few", tooFew, "minProperties");
    }
    for (String name : objectSchema.required()) {
      ObjectNode without = object(schema, Map.of());
      without.remove(name);
      samples.list().add(Sample.bad("omitted", without, schema, "required").in(name, without));
    }
    objectSchema
        .properties()
        .forEach(
            (name, property) -> {
              JsonNode alone = object(schema, Map.of(name, plain(property)));
              samples
                  .list()
                  .add(Sample.good("alone", alone, property, "properties").in(name, alone));
              for (Sample sample : of(property)) {
                samples.list().add(sample.in(name, object(schema, Map.of(name, sample.value()))));
              }
            });
    unknownProperties(samples);
  }

  private void unknownProperties(SchemaSamples samples) {
    SchemaNode schema = samples.schema();
    Optional<JsonNode> additional = schema.keyword("additionalProperties");
    boolean closed = additional.filter(it -> it.isBoolean() && !it.asBoolean()).isPresent();
    boolean described = additional.filter(JsonNode::isObject).isPresent();
    String keyword = "additionalProperties";
    if (described) {
      for (Sample sample : of(schema.child(keyword))) {
        samples.list().add(sample.in(UNKNOWN, with(schema, sample.value())));
      }
      return;
    }
    JsonNode text = with(schema, JSON.textNode("text"));
    samples
        .list()
        .add(new Sample(List.of(), "there", text, schema, keyword, !closed).in(UNKNOWN, text));
    if (!closed) {
      JsonNode nested = with(schema, nested());
      samples
          .list()
          .add(Sample.good(NESTING + " deep", nested, schema, keyword).in(UNKNOWN, nested));
    }
  }

  /** Returns an object with every known property and one unknown property. */
  private ObjectNode with(SchemaNode schema, JsonNode value) {
    ObjectNode whole = everything(schema);
    whole.set(UNKNOWN, value);
    return whole;
  }

  private void arrays(boolean firstUse, SchemaSamples samples) {
    SchemaNode schema = samples.schema();
    int least = number(schema, "minItems", 0);
    int most = number(schema, "maxItems", Integer.MAX_VALUE);
    boolean distinct = schema.keyword("uniqueItems").filter(JsonNode::asBoolean).isPresent();
    samples.good(
        least == 0 ? "empty" : "the minimum of items",
        distinct ? distinct(schema, least) : array(schema, least),
        "minItems");
    if (least > 0) {
      samples.bad("one item too few", array(schema, least - 1), "minItems");
    }
    if (most < Integer.MAX_VALUE) {
      samples.good("the maximum of items", distinct(schema, most), "maxItems");
      samples.bad("one item too many", distinct(schema, most + 1), "maxItems");
    } else if (firstUse) {
      samples.good("many items", distinct(schema, 100), "maxItems");
    }
    if (distinct) {
      JsonNode item = plain(schema.child("items"));
      samples.bad("a duplicate item", JSON.arrayNode().add(item).add(item), "uniqueItems");
    }
    for (Sample sample : of(schema.child("items"))) {
      ArrayNode whole = array(schema, Math.max(0, least - 1));
      int index = whole.size();
      samples.list().add(sample.in("" + index, whole.add(sample.value())));
    }
  }

  private ArrayNode distinct(SchemaNode schema, int length) {
    ArrayNode items = JSON.arrayNode();
    List<JsonNode> good =
        new ArrayList<>(
            of(schema.child("items")).stream()
                .filter(Sample::fits)
                .map(Sample::value)
                .distinct()
                .toList());
    while (good.size() < length) {
      good.add(plain(schema.child("items")));
    }
    good.stream().limit(length).forEach(items::add);
    return items;
  }

  private static void numbers(SchemaSamples samples) {
    SchemaNode schema = samples.schema();
    BigDecimal step = decimal(schema, "multipleOf").orElse(BigDecimal.ONE);
    samples.good("an ordinary number", JSON.numberNode(ordinaryNumber(schema)), "type");
    decimal(schema, "minimum").ifPresent(bound -> bound("minimum", bound, step.negate(), samples));
    decimal(schema, "maximum").ifPresent(bound -> bound("maximum", bound, step, samples));
    if (schema.keyword("multipleOf").isPresent()) {
      BigDecimal between = ordinaryNumber(schema).add(step.divide(BigDecimal.valueOf(2)));
      samples.bad("between two multiples", JSON.numberNode(between), "multipleOf");
    }
  }

  private static void bound(
      String keyword, BigDecimal bound, BigDecimal out, SchemaSamples samples) {
    String exclusive = keyword.equals("minimum") ? "exclusiveMinimum" : "exclusiveMaximum";
    boolean excluded = isExclusive(samples.schema(), exclusive);
    BigDecimal last = excluded ? bound.subtract(out) : bound;
    samples.good("at its " + keyword, JSON.numberNode(last), keyword);
    samples.bad("beyond its " + keyword, JSON.numberNode(last.add(out)), keyword);
  }

  private void strings(boolean firstUse, SchemaSamples samples) {
    SchemaNode schema = samples.schema();
    int least = number(schema, "minLength", 0);
    int most = number(schema, "maxLength", Integer.MAX_VALUE);
    Optional<JsonNode> pattern = schema.keyword("pattern");
    if (pattern.isPresent()) {
      int fitting = 0;
      for (String text : PatternSamples.matching(pattern.get().asText())) {
        if (text.length() >= least && text.length() <= most) {
          samples.good("matching the pattern, " + ++fitting, text, "pattern");
        }
        if (!firstUse) {
          break;
        }
      }
      int missing = 0;
      for (String text : PatternSamples.mismatches(pattern.get().asText())) {
        samples.bad("not matching the pattern, " + ++missing, text, "pattern");
        if (!firstUse) {
          break;
        }
      }
      if (most < Integer.MAX_VALUE) {
        String longer = text(PatternSamples.matching(pattern.get().asText()).get(0), most + 1);
        if (longer.length() > most
            && Pattern.compile(pattern.get().asText()).matcher(longer).find()) {
          samples.bad("one character too long", longer, "maxLength");
        }
      }
      return;
    }
    samples.good(
        least == 0 ? "an empty text" : "the shortest text", "x".repeat(least), "minLength");
    if (least > 0) {
      samples.bad("one character too short", "x".repeat(least - 1), "minLength");
    }
    if (most < Integer.MAX_VALUE) {
      samples.good("the longest text", "x".repeat(most), "maxLength");
      samples.good(
          "the longest text outside the basic plane", "\uD83D\uDE80".repeat(most), "maxLength");
      samples.bad("one character too long", "x".repeat(most + 1), "maxLength");
    } else if (firstUse) {
      samples.good("a very long text", "x".repeat(LONG_TEXT), "maxLength");
    }
    if (firstUse && schema.keyword("format").isEmpty()) {
      UNICODE.forEach(
          (what, text) -> {
            int length = text.codePointCount(0, text.length());
            if (length >= least && length <= most) {
              samples.good("text " + what, text, "type");
            }
          });
    }
  }

  // ---- keywords

  static String type(SchemaNode schema) {
    return schema
        .keyword("type")
        .map(JsonNode::asText)
        .orElseGet(() -> ObjectSchema.of(schema).properties().isEmpty() ? "" : "object");
  }

  private static int number(SchemaNode schema, String keyword, int absent) {
    return schema.keyword(keyword).map(JsonNode::asInt).orElse(absent);
  }

  private static Optional<BigDecimal> decimal(SchemaNode schema, String keyword) {
    return schema.keyword(keyword).map(JsonNode::decimalValue);
  }

  private static boolean isExclusive(SchemaNode schema, String keyword) {
    return schema.keyword(keyword).filter(JsonNode::asBoolean).isPresent();
  }
}
