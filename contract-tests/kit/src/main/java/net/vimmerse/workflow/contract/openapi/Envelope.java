package net.vimmerse.workflow.contract.openapi;

import java.util.Optional;

/** The two forms of a successful response. */
public enum Envelope {
  /** As documented: the result is wrapped in a property. */
  DATA,

  /** Bare: the result itself. Errors are the same in both forms. */
  NONE;

  /** Returns the schema of a body in this form, from the documented schema. */
  public SchemaNode expected(SchemaNode schema, int status) {
    if (this == DATA || status != 200) {
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
