package net.vimmerse.workflow.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.UUID;
import net.vimmerse.workflow.simulator.openapi.DocumentedResponse;

/** Calls both APIs of a simulator over plain HTTP with one API key, by default a random one. */
public final class ApiClient {

  private static final JsonMapper JSON = new JsonMapper();
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private final String url;
  private final String key;

  public ApiClient(Simulator simulator) {
    this(simulator, UUID.randomUUID().toString());
  }

  public ApiClient(Simulator simulator, String key) {
    this(simulator.url(), key);
  }

  public ApiClient(String url, String key) {
    this.url = url;
    this.key = key;
  }

  /** Creates a workflow and returns it. */
  public JsonNode created(String json) {
    Response response = create(json);
    if (response.status() != 200) {
      throw new AssertionError(response.status() + " " + response.text());
    }
    return response.json().path("data");
  }

  public Response create(String json) {
    return send(json("/v2/workflow").POST(BodyPublishers.ofString(json)));
  }

  public Response get(String path) {
    return send(request(path));
  }

  /** Returns the current workflow with this id. */
  public JsonNode workflow(String id) {
    return get("/v2/workflow/" + id).json().path("data");
  }

  public Response update(String id, String json) {
    return send(json("/v2/workflow/" + id).PUT(BodyPublishers.ofString(json)));
  }

  public Response delete(String id) {
    return send(request("/v2/workflow/" + id).DELETE());
  }

  /** Creates a workflow with an image and this event id, and returns it. */
  public JsonNode createdFor(String eventId) {
    return created(
        "{\"image_urls\": [\"https://example.com/in.png\"], \"event_id\": \"" + eventId + "\"}");
  }

  /** Calls the admin API and checks the response against its document. */
  public Response admin(String method, String path, String json) {
    String fullPath = "/__admin/simulator" + path;
    Response response =
        send(
            json(fullPath)
                .method(
                    method,
                    json.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(json)));
    DocumentedResponse.check(method, fullPath.replaceFirst("\\?.*", ""), response);
    return response;
  }

  /** Returns the body of a GET response of the admin API. */
  public JsonNode admin(String path) {
    return admin("GET", path, "").json();
  }

  /** Returns a request with the API key, to a path or a complete URL. */
  public HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(path.startsWith("http") ? path : url + path))
        .header("X-Api-Key", key);
  }

  public HttpRequest.Builder json(String path) {
    return request(path).header("Content-Type", "application/json");
  }

  public static Response send(HttpRequest.Builder request) {
    try {
      HttpResponse<byte[]> response = HTTP.send(request.build(), BodyHandlers.ofByteArray());
      return new Response(response);
    } catch (IOException e) {
      throw new AssertionError(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  /** A response. */
  public record Response(HttpResponse<byte[]> response) {
    public int status() {
      return response.statusCode();
    }

    public String header(String name) {
      return response.headers().firstValue(name).orElse("");
    }

    public byte[] body() {
      return response.body();
    }

    public String text() {
      return new String(response.body(), java.nio.charset.StandardCharsets.UTF_8);
    }

    public JsonNode json() {
      try {
        return JSON.readTree(response.body());
      } catch (IOException e) {
        throw new AssertionError(text(), e);
      }
    }
  }
}
