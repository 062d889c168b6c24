package net.vimmerse.workflow.contract.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;

/** Parses the texts of parameters and headers as the JSON values of their schemas. */
public final class ParameterParser {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private ParameterParser() {}

  /**
   * Returns the value of some texts. A text that is not of the schema's type stays a text, and
   * several texts where one is expected become an array, so that validation reports them.
   *
   * @param values one or more
   */
  public static JsonNode read(SchemaNode schema, List<String> values) {
    boolean array = isOfType(schema, "array");
    SchemaNode single = array ? schema.child("items") : schema;
    if (!array && values.size() == 1) {
      return read(single, values.get(0));
    }
    ArrayNode items = JSON.arrayNode();
    values.forEach(text -> items.add(read(single, text)));
    return items;
  }

  private static JsonNode read(SchemaNode schema, String text) {
    try {
      if (isOfType(schema, "integer")) {
        return JSON.numberNode(new BigInteger(text));
      }
      if (isOfType(schema, "number")) {
        return JSON.numberNode(new BigDecimal(text));
      }
    } catch (NumberFormatException e) {
      return JSON.textNode(text);
    }
    if (isOfType(schema, "boolean") && (text.equals("true") || text.equals("false"))) {
      return JSON.booleanNode(text.equals("true"));
    }
    return JSON.textNode(text);
  }

  private static boolean isOfType(SchemaNode schema, String type) {
    return schema.keyword("type").filter(it -> it.asText().equals(type)).isPresent();
  }
}
