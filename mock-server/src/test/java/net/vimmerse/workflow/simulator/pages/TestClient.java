package net.vimmerse.workflow.simulator.pages;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.StreamSupport;

/**
 * A program that calls both APIs with one API key, while a user looks at the dashboard.
 *
 * @param url the address of the simulator
 */
record TestClient(String url, String key) {
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final JsonMapper JSON = new JsonMapper();

  /** Creates a workflow and returns its id. */
  String create(String body) {
    HttpResponse<String> response = send("POST", "/v2/workflow", body);
    if (response.statusCode() != 200) {
      throw new AssertionError(response.body());
    }
    return json(response).path("data").path("id").asText();
  }

  /** Returns the first message in the response to an invalid create request. */
  String validationError(String body) {
    return json(send("POST", "/v2/workflow", body)).at("/detail/0/msg").asText();
  }

  /** Returns the workflows of this key's namespace, oldest first, as the admin API shows them. */
  List<JsonNode> workflows() {
    return list("/workflows", "workflows");
  }

  /** Returns the logged requests of this key's namespace, oldest first. */
  List<JsonNode> requests() {
    return list("/requests?limit=1000", "requests");
  }

  /** Returns the name of this key's namespace. */
  String namespace() {
    return admin("GET", "/namespaces", "").path("current").asText();
  }

  /** Returns the clock of this key's namespace. */
  JsonNode clock() {
    return admin("GET", "/clock", "");
  }

  /** Returns the virtual time of this key's namespace. */
  Instant now() {
    return Instant.parse(clock().path("now").asText());
  }

  void advance(Duration time) {
    admin("POST", "/clock", "{\"advance\": \"" + time + "\"}");
  }

  /** Calls the admin API, which has to succeed. */
  JsonNode admin(String method, String path, String body) {
    HttpResponse<String> response = send(method, "/__admin/simulator" + path, body);
    if (response.statusCode() / 100 != 2) {
      throw new AssertionError(response.body());
    }
    return json(response);
  }

  /** Resets all namespaces, as no key selects one. */
  static void resetAll(String url) {
    try {
      HTTP.send(
          HttpRequest.newBuilder(URI.create(url + "/__admin/simulator/reset"))
              .POST(BodyPublishers.noBody())
              .build(),
          BodyHandlers.discarding());
    } catch (IOException e) {
      throw new AssertionError(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  HttpResponse<String> send(String method, String path, String body) {
    try {
      return HTTP.send(
          HttpRequest.newBuilder(URI.create(url + path))
              .header("X-Api-Key", key)
              .header("Content-Type", "application/json")
              .method(
                  method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
              .build(),
          BodyHandlers.ofString());
    } catch (IOException e) {
      throw new AssertionError(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  private List<JsonNode> list(String path, String property) {
    JsonNode items = admin("GET", path, "").path(property);
    return StreamSupport.stream(items.spliterator(), false).toList();
  }

  private static JsonNode json(HttpResponse<String> response) {
    try {
      return JSON.readTree(response.body());
    } catch (IOException e) {
      throw new AssertionError(response.body(), e);
    }
  }
}
