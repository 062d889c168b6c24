package net.vimmerse.workflow.client;

import java.io.IOException;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;

/** Starts a mock service for each test, and a client of it. */
@TestInstance(TestInstance.Lifecycle.PER_METHOD)
abstract class MockServiceTest {
  static final String KEY = "secret-key-7f3a";

  final MockWebServer service = new MockWebServer();
  final AutoAdvancingClock clock = new AutoAdvancingClock();
  WorkflowClient client;

  @BeforeEach
  void start() throws IOException {
    service.start();
    client = builder().build();
  }

  @AfterEach
  void stop() {
    client.close();
    service.close();
  }

  WorkflowClientBuilder builder() {
    return WorkflowClient.builder().apiKey(KEY).baseUrl(service.url("/").toString()).clock(clock);
  }

  void enqueue(int status, String body) {
    service.enqueue(response(status, body).build());
  }

  static MockResponse.Builder response(int status, String body) {
    return new MockResponse.Builder()
        .code(status)
        .addHeader("Content-Type", "application/json")
        .body(body);
  }

  static String workflow(String status, int percentage) {
    return String.format(
        "{\"data\": {\"id\": \"w-1\", \"processing_status\": \"%s\", \"progress_percentage\": %d}}",
        status, percentage);
  }

  String sentBody() throws InterruptedException {
    return service.takeRequest().getBody().utf8();
  }
}
