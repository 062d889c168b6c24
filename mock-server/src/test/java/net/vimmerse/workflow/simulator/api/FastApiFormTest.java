package net.vimmerse.workflow.simulator.api;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import net.vimmerse.workflow.simulator.Simulator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Compares responses with those of a real FastAPI server: the status, and the {@code loc} and
 * {@code type} of each violation. {@code contract-tests/reference-server} recorded them.
 */
class FastApiFormTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final Simulator SIMULATOR = Simulator.builder().start();

  private static final String DUPLICATES = "readers disagree about the value that counts";
  private static final String NO_NUMBER = "it is no JSON, and crashes FastAPI's own response";
  private static final String OFFSET = "the parsers count the offset differently";

  /** Requests that get another response, and why. */
  private static final Map<String, String> EXCEPTIONS =
      Map.ofEntries(
          entry("update: no property", "a neighbouring API documents 400"),
          entry("update: delivered_at has no time", "the document asks for a time"),
          entry("update: delivered_at is a number", "the document asks for text"),
          entry("create: the body has the same name twice", DUPLICATES),
          entry("create: the body has the same name twice, the last one wrong", DUPLICATES),
          entry("create: the body has not a number", NO_NUMBER),
          entry("create: the body has infinity", NO_NUMBER),
          entry("create: the body has a huge exponent", NO_NUMBER),
          entry("create: the body has half a surrogate pair", "it crashes FastAPI's own response"),
          entry("create: the body is no UTF-8", "the document has 422 for it, FastAPI 400"),
          entry("create: the body is a wrong escape", OFFSET),
          entry("create: the body is a plus sign", OFFSET));

  @AfterAll
  static void stop() {
    SIMULATOR.close();
  }

  @TestFactory
  Stream<DynamicTest> the_simulator_responds_as_fastapi() throws IOException {
    return StreamSupport.stream(recorded().spliterator(), false)
        .map(it -> dynamicTest(it.path("name").asText(), () -> compare(it)));
  }

  @Test
  void at_least_95_percent_of_the_responses_are_equal() throws IOException {
    JsonNode recorded = recorded();

    assertThat(recorded.size()).isGreaterThanOrEqualTo(150);
    assertThat(EXCEPTIONS.size()).isLessThanOrEqualTo(recorded.size() / 20);
    assertThat(recorded.findValuesAsText("name")).containsAll(EXCEPTIONS.keySet());
  }

  private static void compare(JsonNode request) throws IOException, InterruptedException {
    JsonNode response = send(request);
    List<JsonNode> expected = new ArrayList<>();
    request.path("responses").forEach(it -> expected.add(withoutContext(it)));

    String reason = EXCEPTIONS.get(request.path("name").asText());
    if (reason == null) {
      assertThat(response).isIn(expected);
    } else {
      assertThat(response).as("an exception that is none: " + reason).isNotIn(expected);
    }
  }

  private static JsonNode recorded() throws IOException {
    try (InputStream file = FastApiFormTest.class.getResourceAsStream("/fastapi.json")) {
      return JSON.readTree(file);
    }
  }

  private static JsonNode send(JsonNode request) throws IOException, InterruptedException {
    String key = request.path("name").asText().replaceAll("[^a-zA-Z0-9]", "-");
    String path = request.path("path").asText();
    if (path.contains("{id}")) {
      path = path.replace("{id}", newWorkflow(key));
    }
    HttpRequest.Builder builder = HttpRequest.newBuilder(URI.create(SIMULATOR.url() + path));
    request
        .path("headers")
        .properties()
        .forEach(
            it -> {
              String value = it.getValue().asText();
              builder.header(it.getKey(), value.equals("demo") ? key : value);
            });
    HttpResponse<byte[]> response =
        HTTP.send(
            builder.method(request.path("method").asText(), body(request)).build(),
            BodyHandlers.ofByteArray());
    ObjectNode seen = JSON.createObjectNode().put("status", response.statusCode());
    if (response.statusCode() == 422) {
      ArrayNode detail = seen.putArray("detail");
      for (JsonNode violation : JSON.readTree(response.body()).path("detail")) {
        ObjectNode one = detail.addObject();
        one.set("loc", violation.path("loc"));
        one.set("type", violation.path("type"));
      }
    }
    return seen;
  }

  private static JsonNode withoutContext(JsonNode recorded) {
    JsonNode copy = recorded.deepCopy();
    copy.path("detail").forEach(it -> ((ObjectNode) it).remove("has_ctx"));
    return copy;
  }

  private static BodyPublisher body(JsonNode request) throws IOException {
    if (request.has("body_base64")) {
      return BodyPublishers.ofByteArray(request.path("body_base64").binaryValue());
    }
    return request.has("body")
        ? BodyPublishers.ofString(request.path("body").asText())
        : BodyPublishers.noBody();
  }

  private static String newWorkflow(String key) throws IOException, InterruptedException {
    HttpResponse<byte[]> created =
        HTTP.send(
            HttpRequest.newBuilder(URI.create(SIMULATOR.url() + "/v2/workflow"))
                .header("X-Api-Key", key)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{}"))
                .build(),
            BodyHandlers.ofByteArray());
    return JSON.readTree(created.body()).at("/data/id").asText();
  }
}
