package net.vimmerse.workflow.contract.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/** The forms of a successful response. */
public enum Envelope {
  /** As documented: the result is wrapped in a property. */
  DATA,

  /** Bare: the result itself. Errors are the same in both forms. */
  NONE,

  /** One form or the other, in each response: a server need not use one for all operations. */
  EITHER;

  /** Returns the form of a body; this form unless it is {@link #EITHER}. */
  public Envelope of(SchemaNode schema, JsonNode body) {
    if (this != EITHER) {
      return this;
    }
    return property(schema).filter(it -> !body.has(it)).isPresent() ? NONE : DATA;
  }

  /** Returns the schema of a body in this form, from the documented schema. */
  public SchemaNode expected(SchemaNode schema, int status) {
    if (this != NONE || status != 200) {
      return schema;
    }
    return property(schema).map(it -> schema.child("properties").child(it)).orElse(schema);
  }

  /**
   * Returns the property that wraps the result; empty unless the schema has exactly one property,
   * and requires it.
   */
  public static Optional<String> property(SchemaNode schema) {
    ObjectSchema objectSchema = ObjectSchema.of(schema);
    return objectSchema.properties().size() == 1
            && objectSchema.required().equals(objectSchema.properties().keySet())
        ? objectSchema.properties().keySet().stream().findFirst()
        : Optional.empty();
  }
}
