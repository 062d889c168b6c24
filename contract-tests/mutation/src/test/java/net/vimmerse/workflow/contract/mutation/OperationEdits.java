package net.vimmerse.workflow.contract.mutation;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/** Mutants of paths, operations, requests and responses. */
record OperationEdits(DocumentMutantCollector edits, SchemaEdits schemas) {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final JsonPointer PATHS = JsonPointer.compile("/paths");
  private static final JsonPointer COMPONENTS = JsonPointer.compile("/components");
  private static final String OTHER = "_" + SchemaEdits.FOREIGN;

  /** The extensions that something is derived from. */
  private static final List<String> MARKS =
      List.of(
          "x-sent",
          "x-adds",
          "x-refuses",
          "x-input",
          "x-outputs",
          "x-max-bytes",
          "x-over-time",
          "x-next",
          "x-ends-well");

  void all() {
    paths();
    JsonPointer root = JsonPointer.empty();
    edits.drop("drop security", root, "security");
    edits.properties(COMPONENTS.appendProperty("securitySchemes")).forEach(this::securityScheme);
    edits.properties(COMPONENTS.appendProperty("parameters")).keySet().forEach(this::parameter);
    edits.properties(COMPONENTS.appendProperty("headers")).keySet().forEach(this::header);
    edits.properties(COMPONENTS.appendProperty("responses")).keySet().forEach(this::response);
    edits.properties(JsonPointer.compile("/servers/0")).keySet().stream()
        .filter(it -> it.last().getMatchingProperty().equals("url"))
        .forEach(
            it ->
                edits.set(
                    "change the server", it.head(), "url", JSON.textNode("https://other.invalid")));
    marks(root);
  }

  private void paths() {
    edits
        .properties(PATHS)
        .forEach(
            (path, item) -> {
              String name = path.last().getMatchingProperty();
              edits.rename("rename a path", PATHS, name, name.replace("workflow", "workflows"));
              edits.drop("drop a path", PATHS, name);
              edits
                  .items(path.appendProperty("parameters"))
                  .keySet()
                  .forEach(it -> parameters(path));
              edits
                  .properties(path)
                  .forEach(
                      (method, operation) -> {
                        if (operation.has("operationId")) {
                          String verb = method.last().getMatchingProperty();
                          edits.rename("change a method", path, verb, "patch");
                          edits.drop("drop an operation", path, verb);
                          operation(method, operation);
                        }
                      });
            });
  }

  private void parameters(JsonPointer path) {
    edits.drop("drop a parameter", path, "parameters");
  }

  private void operation(JsonPointer at, JsonNode operation) {
    edits.set(
        "rename an operation",
        at,
        "operationId",
        JSON.textNode(operation.get("operationId").asText() + OTHER));
    if (operation.has("security")) {
      edits.drop("drop security", at, "security");
    } else {
      edits.set("drop security", at, "security", JSON.arrayNode());
    }
    if (operation.has("requestBody")) {
      JsonPointer body = at.appendProperty("requestBody");
      edits.drop("drop a body", at, "requestBody");
      edits.drop("make a body optional", body, "required");
      content(body);
    }
    edits.items(at.appendProperty("parameters")).keySet().forEach(this::parameter);
    if (operation.has("parameters")) {
      parameters(at);
    }
    statuses(at.appendProperty("responses"));
    if (operation.has("callbacks")) {
      edits.drop("drop a webhook", at, "callbacks");
      edits.properties(at.appendProperty("callbacks")).forEach(this::callback);
    }
  }

  private void callback(JsonPointer at, JsonNode callback) {
    callback
        .fieldNames()
        .forEachRemaining(
            url -> {
              edits.rename("change a webhook's URL", at, url, url.replace("_url", "_uri"));
              JsonPointer item = at.appendProperty(url);
              edits
                  .properties(item)
                  .forEach(
                      (method, operation) -> {
                        edits.rename(
                            "change a method", item, method.last().getMatchingProperty(), "patch");
                        operation(method, operation);
                      });
            });
  }

  private void statuses(JsonPointer at) {
    edits
        .properties(at)
        .forEach(
            (response, node) -> {
              String status = response.last().getMatchingProperty();
              edits.drop("drop a status", at, status);
              edits.rename(
                  "change a status",
                  at,
                  status,
                  status.endsWith("XX") ? "3XX" : Integer.parseInt(status) + 6 + "");
              if (node.has("$ref")) {
                componentReference(response, node.get("$ref").asText());
              } else {
                response(response);
              }
            });
    edits.set("add a status", at, "418", JSON.objectNode().put("description", "A teapot"));
  }

  /** Returns the next component of the same section. */
  private void componentReference(JsonPointer at, String ref) {
    JsonPointer target = JsonPointer.compile(ref.substring(1));
    List<JsonPointer> all = new ArrayList<>(edits.properties(target.head()).keySet());
    JsonPointer next = all.get((all.indexOf(target) + 1) % all.size());
    edits.set("swap a reference", at, "$ref", JSON.textNode("#" + next));
  }

  private void response(JsonPointer at) {
    content(at);
    JsonNode response = edits.at(at);
    edits
        .properties(at.appendProperty("headers"))
        .forEach(
            (header, node) -> {
              String name = header.last().getMatchingProperty();
              edits.drop("drop a header", at.appendProperty("headers"), name);
              edits.rename("rename a header", at.appendProperty("headers"), name, name + "-Mutant");
            });
    if (!response.has("headers")) {
      edits.add(
          "require a header",
          at,
          "X-Mutant",
          it ->
              it.putObject("headers")
                  .putObject("X-Mutant")
                  .put("required", true)
                  .putObject("schema")
                  .put("type", "string"));
    }
    edits
        .properties(at.appendProperty("links"))
        .forEach(
            (link, node) -> {
              edits.drop("drop a link", link.head(), link.last().getMatchingProperty());
              edits.set("change a link", link, "operationId", JSON.textNode("listTemplates"));
              edits
                  .properties(link.appendProperty("parameters"))
                  .forEach(
                      (parameter, expression) -> {
                        JsonPointer head = parameter.head();
                        String name = parameter.last().getMatchingProperty();
                        edits.rename("change a link", head, name, name + OTHER);
                        edits.set(
                            "change a link",
                            head,
                            name,
                            JSON.textNode(expression.asText() + OTHER));
                      });
            });
  }

  private void header(JsonPointer at) {
    edits.drop("make a header optional", at, "required");
    schemas.schema(at.appendProperty("schema"));
    example(at, edits.at(at));
  }

  private void content(JsonPointer holder) {
    JsonPointer contents = holder.appendProperty("content");
    edits
        .properties(contents)
        .forEach(
            (content, node) -> {
              String type = content.last().getMatchingProperty();
              edits.rename("change a content type", contents, type, "application/xml");
              edits.drop("drop a content type", contents, type);
              schemas.schema(content.appendProperty("schema"));
              example(content, node);
              edits.properties(content.appendProperty("examples")).forEach(this::example);
            });
  }

  /** Returns an example with numbers in place of texts; one without texts becomes a text. */
  private void example(JsonPointer at, JsonNode holder) {
    for (String property : List.of("example", "value")) {
      JsonNode example = holder.path(property);
      if (example.isObject()) {
        String first = example.fieldNames().next();
        edits.add(
            "break an example",
            at,
            property + " " + first,
            it -> ((ObjectNode) it.get(property)).set(first, JSON.numberNode(0.5)));
      } else if (example.isTextual() || example.isNumber()) {
        edits.set("break an example", at, property, JSON.arrayNode());
      }
      if (example.isObject() && example.has("code")) {
        edits.add(
            "change an error",
            at,
            "code",
            it -> ((ObjectNode) it.get(property)).put("code", "OTHER"));
        edits.add(
            "change an error",
            at,
            "message",
            it -> ((ObjectNode) it.get(property)).put("message", "Other."));
      }
    }
  }

  private void parameter(JsonPointer at) {
    JsonNode parameter = edits.at(at);
    if (parameter.has("$ref")) {
      return;
    }
    String name = parameter.path("name").asText();
    String in = parameter.path("in").asText();
    edits.set("rename a parameter", at, "name", JSON.textNode(name + OTHER));
    edits.set("move a parameter", at, "in", JSON.textNode(in.equals("query") ? "header" : "query"));
    if (parameter.path("required").asBoolean()) {
      edits.drop("make a parameter optional", at, "required");
    } else {
      edits.set("require a parameter", at, "required", JSON.booleanNode(true));
    }
    schemas.schema(at.appendProperty("schema"));
    example(at, parameter);
  }

  private void securityScheme(JsonPointer at, JsonNode scheme) {
    edits.set("change the key", at, "name", JSON.textNode("X-Other-Key"));
    edits.set("change the key", at, "in", JSON.textNode("query"));
    edits.set("change the key", at, "type", JSON.textNode("http"));
  }

  private void marks(JsonPointer at) {
    edits
        .properties(at)
        .forEach(
            (below, node) -> {
              String name = below.last().getMatchingProperty();
              if (MARKS.contains(name)) {
                mark(at, name, node);
              } else if (!name.equals("x-template")) {
                marks(below);
              }
            });
  }

  private void mark(JsonPointer at, String name, JsonNode value) {
    edits.drop("drop a mark", at, name);
    if (value.isNumber()) {
      edits.set("change a mark", at, name, JSON.numberNode(value.asInt() / 2));
      edits.set("change a mark", at, name, JSON.numberNode(value.asInt() + 1));
    } else if (value.isTextual()) {
      edits.set("change a mark", at, name, JSON.textNode(value.asText() + OTHER));
    } else if (value instanceof ArrayNode array) {
      for (int i = 0; i < array.size(); i++) {
        int index = i;
        edits.add(
            "change a mark",
            at,
            name + " without " + array.get(i).asText(),
            it -> ((ArrayNode) it.get(name)).remove(index));
      }
    } else {
      JsonPointer below = at.appendProperty(name);
      edits.properties(below).forEach((property, it) -> property(below, property, it));
    }
  }

  /** Changes or removes one entry of an extension that has an entry for each name. */
  private void property(JsonPointer mark, JsonPointer property, JsonNode value) {
    String name = property.last().getMatchingProperty();
    edits.drop("drop a mark", mark, name);
    if (value instanceof ArrayNode array) {
      for (int i = 0; i < array.size(); i++) {
        int index = i;
        edits.add(
            "change a mark",
            mark,
            name + " without " + array.get(i).asText(),
            it -> ((ArrayNode) it.get(name)).remove(index));
      }
    } else {
      List<String> others = new ArrayList<>();
      edits.properties(mark).values().forEach(it -> others.add(it.asText()));
      others.removeIf(value.asText()::equals);
      edits.set("change a mark", mark, name, JSON.textNode(others.get(0)));
    }
  }
}
