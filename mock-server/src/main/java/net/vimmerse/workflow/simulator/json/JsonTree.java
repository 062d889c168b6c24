package net.vimmerse.workflow.simulator.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.ValueNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads and writes JSON as trees and as plain values, without an ObjectMapper: to create the first
 * one takes a fifth of the start.
 *
 * <p>Thread-safe.
 */
public final class JsonTree {

  private static final JsonFactory JSON = new JsonFactory();
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private JsonTree() {}

  /**
   * Reads a document.
   *
   * @throws IOException if it is not JSON, or the stream cannot be read
   */
  public static JsonNode read(InputStream json) throws IOException {
    try (JsonParser parser = JSON.createParser(json)) {
      if (parser.nextToken() == null) {
        throw new JsonEOFException(parser, JsonToken.NOT_AVAILABLE, "expected a value");
      }
      return read(parser);
    }
  }

  /**
   * Reads the value that begins with the current token. Numbers with a fraction or an exponent keep
   * all their digits, but no zeros at the end.
   *
   * @throws IOException if it is not JSON, or the source cannot be read
   */
  public static JsonNode read(JsonParser parser) throws IOException {
    return switch (parser.currentToken()) {
      case START_OBJECT -> object(parser);
      case START_ARRAY -> array(parser);
      case VALUE_STRING -> NODES.textNode(parser.getText());
      case VALUE_NUMBER_INT -> integer(parser);
      case VALUE_NUMBER_FLOAT -> NODES.numberNode(withoutZeros(parser.getDecimalValue()));
      case VALUE_TRUE -> NODES.booleanNode(true);
      case VALUE_FALSE -> NODES.booleanNode(false);
      case VALUE_NULL -> NODES.nullNode();
      default -> throw new IllegalStateException("no value begins with " + parser.currentToken());
    };
  }

  private static ObjectNode object(JsonParser parser) throws IOException {
    ObjectNode object = NODES.objectNode();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      parser.nextToken();
      object.set(name, read(parser));
    }
    return object;
  }

  private static ArrayNode array(JsonParser parser) throws IOException {
    ArrayNode array = NODES.arrayNode();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      array.add(read(parser));
    }
    return array;
  }

  private static JsonNode integer(JsonParser parser) throws IOException {
    return switch (parser.getNumberType()) {
      case INT -> NODES.numberNode(parser.getIntValue());
      case LONG -> NODES.numberNode(parser.getLongValue());
      default -> NODES.numberNode(parser.getBigIntegerValue());
    };
  }

  private static BigDecimal withoutZeros(BigDecimal number) {
    return number.signum() == 0 ? BigDecimal.ZERO : number.stripTrailingZeros();
  }

  /** Returns a generator of JSON in UTF-8, which takes no objects but those of {@link #write}. */
  public static JsonGenerator generator(OutputStream out) throws IOException {
    return JSON.createGenerator(out);
  }

  /** Writes a tree, or a value that {@link #toJava} returns. */
  public static void write(JsonGenerator out, @Nullable Object value) throws IOException {
    if (value instanceof Map<?, ?> map) {
      out.writeStartObject();
      for (Map.Entry<?, ?> property : map.entrySet()) {
        out.writeFieldName(String.valueOf(property.getKey()));
        write(out, property.getValue());
      }
      out.writeEndObject();
    } else if (value instanceof ObjectNode object) {
      out.writeStartObject();
      for (Map.Entry<String, JsonNode> property : object.properties()) {
        out.writeFieldName(property.getKey());
        write(out, property.getValue());
      }
      out.writeEndObject();
    } else if (value instanceof List<?> || value instanceof ArrayNode) {
      out.writeStartArray();
      for (Object element : (Iterable<?>) value) {
        write(out, element);
      }
      out.writeEndArray();
    } else if (value instanceof NullNode) {
      out.writeNull();
    } else if (value instanceof ValueNode scalar) {
      // No other needs a provider of serializers.
      scalar.serialize(out, null);
    } else {
      out.writePOJO(value);
    }
  }

  /** Returns an object as a map of strings, numbers, booleans, lists, maps and nulls. */
  public static Map<String, @Nullable Object> toJava(ObjectNode object) {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    object.properties().forEach(each -> map.put(each.getKey(), value(each.getValue())));
    return map;
  }

  private static @Nullable Object value(JsonNode node) {
    return switch (node.getNodeType()) {
      case OBJECT -> toJava((ObjectNode) node);
      case ARRAY -> {
        List<@Nullable Object> list = new ArrayList<>();
        node.forEach(element -> list.add(value(element)));
        yield list;
      }
      case STRING -> node.textValue();
      case NUMBER -> node.numberValue();
      case BOOLEAN -> node.booleanValue();
      default -> null;
    };
  }
}
