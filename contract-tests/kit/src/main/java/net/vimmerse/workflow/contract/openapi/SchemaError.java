package net.vimmerse.workflow.contract.openapi;

import com.fasterxml.jackson.core.JsonPointer;

/**
 * One way in which a value does not fit its schema.
 *
 * @param pointer the invalid value; for a missing or additional property, that property
 * @param keyword the violated schema keyword
 * @param message the expected value, for people
 */
public record SchemaError(JsonPointer pointer, String keyword, String message) {
  @Override
  public String toString() {
    return (pointer.matches() ? "the value" : pointer.toString()) + ": " + message;
  }
}
