package net.vimmerse.workflow.contract.suite;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;

/** A program that calls the API by itself, while somebody looks at the dashboard. */
record ApiCaller(String url, String key) {
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  /** Creates a workflow, and returns its id. */
  String create(String body) {
    String response = send("POST", "/v2/workflow", body).body();
    if (!response.contains("\"id\"")) {
      throw new AssertionError(response);
    }
    return response.replaceFirst("(?s).*?\"id\":\"([^\"]+)\".*", "$1");
  }

  HttpResponse<String> send(String method, String path, String body) {
    try {
      return HTTP.send(
          HttpRequest.newBuilder(URI.create(url + path))
              .header("X-Api-Key", key)
              .header("Content-Type", "application/json")
              .method(method, BodyPublishers.ofString(body))
              .build(),
          BodyHandlers.ofString());
    } catch (IOException e) {
      throw new AssertionError(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }
}
