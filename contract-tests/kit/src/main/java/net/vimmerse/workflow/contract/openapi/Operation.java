package net.vimmerse.workflow.contract.openapi;

import java.util.Optional;

/**
 * One operation of the document.
 *
 * @param method in capital letters
 * @param path the path template, parameters in braces
 * @param id the {@code operationId}, or method and path when there is none
 * @param pathItem the path item that it belongs to
 * @param place the operation itself
 */
public record Operation(
    String method, String path, String id, SchemaNode pathItem, SchemaNode place) {

  /**
   * The response documented for a status: by itself, else by its range, else by {@code default}.
   */
  public Optional<SchemaNode> response(int status) {
    SchemaNode responses = place.child("responses");
    for (String key : new String[] {"" + status, status / 100 + "XX", "default"}) {
      if (responses.value().has(key)) {
        return Optional.of(responses.child(key));
      }
    }
    return Optional.empty();
  }

  @Override
  public String toString() {
    return id;
  }
}
