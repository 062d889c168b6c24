package net.vimmerse.workflow.contract.openapi;

import com.fasterxml.jackson.core.JsonPointer;

/**
 * One way in which a value does not fit its schema.
 *
 * @param pointer the offending value; for a member that is missing or too many, that member
 * @param keyword the schema keyword that was violated
 * @param message what was expected, for people
 */
public record SchemaError(JsonPointer pointer, String keyword, String message) {
  @Override
  public String toString() {
    return (pointer.matches() ? "the value" : pointer.toString()) + ": " + message;
  }
}
