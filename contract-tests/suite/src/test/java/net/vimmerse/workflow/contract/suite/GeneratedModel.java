package net.vimmerse.workflow.contract.suite;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.lang.reflect.Method;
import java.math.BigDecimal;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.vimmerse.workflow.client.model.CreateWorkflowRequest;
import net.vimmerse.workflow.contract.openapi.ObjectSchema;
import net.vimmerse.workflow.contract.openapi.SchemaNode;

/**
 * Creates and reads the client's generated classes by the document's names, so that additions to
 * the document are covered without a change here.
 */
final class GeneratedModel {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  static final String MODELS = CreateWorkflowRequest.class.getPackageName() + ".";
  private static final String TIME = "2025-04-11 18:33:59.780864+00:00";

  /** Nothing listens there, so connections are refused at once. */
  private static final String URL = "http://127.0.0.1:9/";

  /** Java keywords, and the names that the generator gives them. */
  private static final Map<String, String> RESERVED =
      Map.of("default", "defaultValue", "enum", "values");

  private GeneratedModel() {}

  /** Returns the class for a component. */
  static Class<?> type(SchemaNode schema) throws ReflectiveOperationException {
    // The open set of what a response repeats has the class of what the request accepts.
    return Class.forName(MODELS + schema.name().replaceFirst("^Open", ""));
  }

  /** Returns a value with every property, all different as far as the schema allows. */
  static ObjectNode sample(SchemaNode schema) {
    ObjectNode sample = JSON.objectNode();
    ObjectSchema.of(schema)
        .properties()
        .forEach((name, property) -> sample.set(name, sample(name, property)));
    return sample;
  }

  private static JsonNode sample(String name, SchemaNode schema) {
    Optional<JsonNode> values = schema.keyword("enum");
    if (values.isPresent()) {
      return values.get().get(values.get().size() - 1);
    }
    if (!ObjectSchema.of(schema).properties().isEmpty()) {
      return sample(schema);
    }
    if (schema.child("items").exists()) {
      return JSON.arrayNode().add(URL + name + "/1").add(URL + name + "/2");
    }
    return JSON.textNode(schema.text("format").isPresent() ? TIME : URL + name);
  }

  /** Returns the client's object for a JSON object. */
  static Object of(SchemaNode schema, JsonNode value) throws ReflectiveOperationException {
    Object builder = type(schema).getMethod("builder").invoke(null);
    Map<String, SchemaNode> properties = ObjectSchema.of(schema).properties();
    for (Map.Entry<String, JsonNode> field : value.properties()) {
      Optional<Method> setter = find(builder, field.getKey());
      if (setter.isPresent()) {
        Class<?> parameter = setter.get().getParameterTypes()[0];
        SchemaNode schemaOfField = properties.get(field.getKey());
        setter.get().invoke(builder, argument(parameter, schemaOfField, field.getValue()));
      } else if (!isFixed(property(properties, field.getKey()))) {
        throw new NoSuchMethodException(builder.getClass() + " cannot set " + field.getKey());
      }
    }
    return call(builder, "build");
  }

  /** Returns true if a property has only one value, which callers need not set. */
  private static boolean isFixed(SchemaNode property) {
    return property.keyword("enum").filter(it -> it.size() == 1).isPresent();
  }

  private static SchemaNode property(Map<String, SchemaNode> properties, String name) {
    return Optional.ofNullable(properties.get(name)).orElseThrow();
  }

  private static Object argument(Class<?> type, SchemaNode property, JsonNode value)
      throws ReflectiveOperationException {
    if (type == String.class) {
      return value.textValue();
    }
    if (type == OffsetDateTime.class) {
      return time(value.textValue());
    }
    if (type == List.class) {
      List<String> items = new ArrayList<>();
      value.forEach(item -> items.add(item.textValue()));
      return items;
    }
    return value.isObject()
        ? of(property, value)
        : type.getMethod("of", String.class).invoke(null, value.textValue());
  }

  /** Returns the values of an open enum's constants. */
  static List<String> constants(SchemaNode schema) throws ReflectiveOperationException {
    List<String> texts = new ArrayList<>();
    for (Object constant : (List<?>) type(schema).getMethod("constants").invoke(null)) {
      texts.add((String) call(constant, "value"));
    }
    return texts;
  }

  /** Compares an object of the client with the JSON value that it was read from. */
  static void assertReads(Object read, JsonNode value) throws ReflectiveOperationException {
    if (value.isArray()) {
      List<?> items = (List<?>) read;
      assertThat(items).as("items of %s", value).hasSize(value.size());
      for (int i = 0; i < value.size(); i++) {
        assertReads(items.get(i), value.get(i));
      }
    } else if (value.isObject()) {
      for (Map.Entry<String, JsonNode> property : value.properties()) {
        assertReads(property(read, property.getKey()), property.getValue());
      }
    } else {
      assertThat(plain(read, value)).as("%s", value).isEqualTo(value.asText());
    }
  }

  private static Object property(Object read, String name) throws ReflectiveOperationException {
    return read instanceof Map<?, ?> map
        ? map.get(name)
        : call(read, RESERVED.getOrDefault(name, name));
  }

  private static String plain(Object read, JsonNode value) throws ReflectiveOperationException {
    if (read instanceof OffsetDateTime time) {
      return time.isEqual(time(value.asText())) ? value.asText() : time.toString();
    }
    if (read instanceof Number number) {
      return new BigDecimal(number.toString()).toString();
    }
    boolean openEnum = read != null && find(read, "known").isPresent();
    return String.valueOf(openEnum ? call(read, "value") : read);
  }

  private static OffsetDateTime time(String text) {
    return OffsetDateTime.parse(text.replace(' ', 'T'));
  }

  /** Returns the Java name of a JSON property. */
  static Class<?> propertyType(Class<?> type, String name) throws NoSuchMethodException {
    return type.getMethod(camelCase(RESERVED.getOrDefault(name, name))).getReturnType();
  }

  static Object call(Object target, String name) throws ReflectiveOperationException {
    Method method =
        find(target, name)
            .orElseThrow(() -> new NoSuchMethodException(target.getClass() + "." + name));
    return method.invoke(target);
  }

  private static Optional<Method> find(Object target, String name) {
    String method = camelCase(name);
    return Arrays.stream(target.getClass().getMethods())
        .filter(it -> it.getName().equals(method))
        .findFirst();
  }

  private static String camelCase(String field) {
    StringBuilder name = new StringBuilder();
    for (String word : field.split("_", -1)) {
      name.append(
          name.isEmpty() ? word : Character.toUpperCase(word.charAt(0)) + word.substring(1));
    }
    return name.toString();
  }
}
