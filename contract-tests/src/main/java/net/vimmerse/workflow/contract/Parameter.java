package net.vimmerse.workflow.contract;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import okhttp3.HttpUrl;

/**
 * A parameter of an operation.
 *
 * @param operation the operation
 * @param in {@code path}, {@code query} or {@code header}
 * @param name its name; unique among those in the same part of a request
 * @param place where it is documented
 */
public record Parameter(Operation operation, String in, String name, Place place) {

  /** Those of an operation and of its path item, of which the operation's own prevail. */
  public static Collection<Parameter> of(Operation operation) {
    Map<String, Parameter> parameters = new LinkedHashMap<>();
    for (Place holder : List.of(operation.pathItem(), operation.place())) {
      for (Place place : holder.child("parameters").items()) {
        String in = place.text("in").orElse("");
        String name = place.text("name").orElse("");
        parameters.put(in + " " + name, new Parameter(operation, in, name, place));
      }
    }
    return parameters.values();
  }

  /** Whether a request must have it. */
  public boolean required() {
    return place.value().path("required").asBoolean();
  }

  /** The schema of its value; a missing place when it has none. */
  public Place schema() {
    return place.child("schema");
  }

  /**
   * Its value in a request, read as its schema has it; empty when the request has none.
   *
   * @param exchange one with this operation
   * @throws IllegalArgumentException when it is where nothing is read, such as in a cookie
   */
  public Optional<JsonNode> value(Exchange exchange) {
    List<String> texts =
        switch (in) {
          case "path" -> inPath(exchange.url().orElseThrow());
          case "query" -> inQuery(exchange.url().orElseThrow());
          case "header" -> exchange.requestHeaders().values(name);
          default -> throw new IllegalArgumentException("Cannot judge " + place);
        };
    return texts.isEmpty() ? Optional.empty() : Optional.of(Texts.read(schema(), texts));
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
