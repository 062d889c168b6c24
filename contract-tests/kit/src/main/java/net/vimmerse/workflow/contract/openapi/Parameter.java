package net.vimmerse.workflow.contract.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import okhttp3.Headers;
import okhttp3.HttpUrl;

/**
 * A parameter of an operation.
 *
 * @param operation the operation
 * @param in {@code path}, {@code query} or {@code header}
 * @param name its name; unique among those in the same part of a request
 * @param node its definition
 */
public record Parameter(Operation operation, String in, String name, SchemaNode node) {

  /**
   * Returns the parameters of an operation and of its path item; the operation's own take
   * precedence.
   */
  public static Collection<Parameter> of(Operation operation) {
    Map<String, Parameter> parameters = new LinkedHashMap<>();
    for (SchemaNode holder : List.of(operation.pathItem(), operation.node())) {
      for (SchemaNode node : holder.child("parameters").items()) {
        String in = node.text("in").orElse("");
        String name = node.text("name").orElse("");
        parameters.put(in + " " + name, new Parameter(operation, in, name, node));
      }
    }
    return parameters.values();
  }

  /** Returns true if a request must have it. */
  public boolean required() {
    return node.value().path("required").asBoolean();
  }

  /** Returns the schema of its value; a missing node when it has none. */
  public SchemaNode schema() {
    return node.child("schema");
  }

  /**
   * Returns its value in a request, parsed by its schema; empty when the request has none.
   *
   * @param url the URL of a request of this operation
   * @param headers the headers of that request
   * @throws IllegalArgumentException when it is in a part that is not supported, such as a cookie
   */
  public Optional<JsonNode> value(HttpUrl url, Headers headers) {
    List<String> values =
        switch (in) {
          case "path" -> inPath(url);
          case "query" -> inQuery(url);
          case "header" -> headers.values(name);
          default -> throw new IllegalArgumentException("Unsupported parameter " + node);
        };
    return values.isEmpty()
        ? Optional.empty()
        : Optional.of(ParameterParser.read(schema(), values));
  }

  private List<String> inPath(HttpUrl url) {
    return PathTemplate.of(operation.path())
        .match(url.pathSegments())
        .map(values -> values.getOrDefault(name, ""))
        .stream()
        .toList();
  }

  private List<String> inQuery(HttpUrl url) {
    return url.queryParameterValues(name).stream().map(it -> it == null ? "" : it).toList();
  }
}
