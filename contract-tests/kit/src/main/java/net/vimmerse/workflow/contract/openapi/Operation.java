package net.vimmerse.workflow.contract.openapi;

import java.util.Optional;
import okhttp3.HttpUrl;

/**
 * One operation of the document.
 *
 * @param method in capital letters
 * @param path the path template, parameters in braces
 * @param id the {@code operationId}, or method and path when there is none
 * @param pathItem the path item that it belongs to
 * @param node the operation itself
 */
public record Operation(
    String method, String path, String id, SchemaNode pathItem, SchemaNode node) {
  private static final int SUCCESS = 200;

  /**
   * Returns the response documented for a status: by its number, else by its range, else by {@code
   * default}.
   */
  public Optional<SchemaNode> response(int status) {
    SchemaNode responses = node.child("responses");
    for (String key : new String[] {"" + status, status / 100 + "XX", "default"}) {
      if (responses.value().has(key)) {
        return Optional.of(responses.child(key));
      }
    }
    return Optional.empty();
  }

  /** Returns the schema of the request body; a missing node when the operation takes none. */
  public SchemaNode requestSchema() {
    SchemaNode body = node.child("requestBody");
    return body.child("content").children().values().stream()
        .findFirst()
        .map(content -> content.child("schema"))
        .orElseGet(() -> body.child("content"));
  }

  /** Returns the schema of a successful result, without its envelope; a missing node if none. */
  public SchemaNode resultSchema() {
    SchemaNode responses = node.child("responses");
    return responses.children().entrySet().stream()
        .filter(it -> it.getKey().startsWith("2"))
        .flatMap(it -> it.getValue().child("content").children().values().stream())
        .map(content -> Envelope.NONE.expected(content.child("schema"), SUCCESS))
        .findFirst()
        .orElseGet(() -> responses.child(""));
  }

  /** Encodes a value as one segment of a path. */
  public static String encodeSegment(String value) {
    HttpUrl url = new HttpUrl.Builder().scheme("http").host("h").addPathSegment(value).build();
    return url.encodedPath().substring(1);
  }

  @Override
  public String toString() {
    return id;
  }
}
