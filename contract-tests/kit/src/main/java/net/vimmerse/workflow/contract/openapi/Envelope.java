package net.vimmerse.workflow.contract.openapi;

import java.util.Optional;

/** The two forms in which a server of the API may answer a successful request. */
public enum Envelope {
  /** As documented: the result in a member of its own. */
  DATA,

  /** Bare: the result itself. Errors look the same in both forms. */
  NONE;

  /** The schema that a body must fit, given the documented one. */
  public SchemaNode expected(SchemaNode schema, int status) {
    if (this == DATA || status != 200) {
      return schema;
    }
    return member(schema).map(it -> schema.child("properties").child(it)).orElse(schema);
  }

  /** The member that holds the result, when a schema is an envelope: one member, and required. */
  public static Optional<String> member(SchemaNode schema) {
    ObjectSchema shape = ObjectSchema.of(schema);
    return shape.properties().size() == 1 && shape.required().equals(shape.properties().keySet())
        ? shape.properties().keySet().stream().findFirst()
        : Optional.empty();
  }
}
