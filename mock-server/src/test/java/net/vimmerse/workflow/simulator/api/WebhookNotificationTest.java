package net.vimmerse.workflow.simulator.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import net.vimmerse.workflow.simulator.ApiClient;
import net.vimmerse.workflow.simulator.Simulator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookNotificationTest {

  private static final String TRACEPARENT =
      "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

  private final List<String> received = new CopyOnWriteArrayList<>();
  private final List<Headers> headers = new CopyOnWriteArrayList<>();
  private final List<Integer> responses = new CopyOnWriteArrayList<>();
  private HttpServer receiver;
  private Simulator simulator;
  private ApiClient api;

  @BeforeEach
  void start() throws IOException {
    receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    receiver.createContext(
        "/",
        exchange -> {
          headers.add(exchange.getRequestHeaders());
          received.add(
              new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
          exchange.sendResponseHeaders(responses.isEmpty() ? 200 : responses.remove(0), -1);
          exchange.close();
        });
    receiver.start();
    simulator = Simulator.builder().start();
    api = new ApiClient(simulator);
    api.admin("POST", "/clock", "{\"frozen\": true}");
  }

  @AfterEach
  void stop() {
    simulator.close();
    receiver.stop(0);
  }

  @Test
  void a_webhook_is_sent_once_when_the_workflow_ends() {
    String id = create("x");
    advance("19s");
    int before = received.size();
    advance("1s");
    advance("1h");

    assertThat(before).isZero();
    assertThat(received)
        .singleElement()
        .asString()
        .contains("\"workflow_id\":\"" + id + "\"", "\"status\":\"success\"", "customer_id");
  }

  @Test
  void a_webhook_is_retried_until_it_is_accepted() {
    responses.addAll(List.of(500, 503));
    String id = create("sim:fail-at=upscale");

    advance("1h");

    assertThat(api.workflow(id).path("processing_status").asText()).isEqualTo("fail");
    assertThat(received).hasSize(3).allMatch(body -> body.contains("\"status\":\"fail\""));
    JsonNode delivery = api.admin("/webhooks?workflow=" + id).at("/deliveries/0");
    assertThat(delivery.path("state").asText()).isEqualTo("delivered");
    assertThat(delivery.path("attempts").findValuesAsText("status"))
        .containsExactly("500", "503", "200");
  }

  @Test
  void a_deleted_workflow_sends_no_webhook() {
    String id = create("x");
    api.delete(id);
    advance("1h");

    assertThat(received).isEmpty();
    assertThat(api.admin("/webhooks").at("/deliveries/0/state").asText()).isEqualTo("cancelled");
  }

  @Test
  void a_workflow_that_expires_before_its_end_sends_no_webhook() {
    create("sim:expire=5s");
    advance("1h");

    assertThat(received).isEmpty();
  }

  @Test
  void a_webhook_can_be_redelivered_and_duplicated() {
    create("x");
    advance("1h");
    String delivery = api.admin("/webhooks").at("/deliveries/0/id").asText();
    api.admin("POST", "/webhooks/" + delivery + "/redeliver", "");
    int again = received.size();
    api.admin("POST", "/webhooks", "{\"duplicates\": 3}");
    create("x");
    advance("1h");

    assertThat(again).isEqualTo(2);
    assertThat(received).hasSize(5);
    assertThat(api.admin("POST", "/webhooks/nope/redeliver", "").status()).isEqualTo(404);
  }

  @Test
  void a_forced_end_sends_one_webhook_immediately() {
    String id = create("x");
    api.admin("PATCH", "/workflows/" + id, "{\"reason\": \"power cut\"}");
    advance("1h");

    assertThat(received).singleElement().asString().contains("\"status\":\"fail\"");
    assertThat(api.get("/v2/workflow/" + id).header("X-Simulator-Note")).contains("power cut");
  }

  @Test
  void each_attempt_continues_the_trace_of_the_request_that_created_the_workflow() {
    responses.add(500);
    createInTrace(TRACEPARENT);
    advance("1h");

    assertThat(headers)
        .hasSize(2)
        .allSatisfy(
            sent -> {
              assertThat(sent.get("traceparent")).containsExactly(TRACEPARENT);
              assertThat(sent.get("tracestate")).containsExactly("vendor=1");
            });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "00-0AF7651916CD43DD8448EB211C80319C-b7ad6b7169203331-01",
        "00-00000000000000000000000000000000-b7ad6b7169203331-01",
        "00-0af7651916cd43dd8448eb211c80319c-0000000000000000-01",
        "ff-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
        "0af7651916cd43dd8448eb211c80319c"
      })
  void a_malformed_trace_is_not_continued(String traceparent) {
    createInTrace(traceparent);
    advance("1h");

    assertThat(headers)
        .singleElement()
        .satisfies(sent -> assertThat(sent).doesNotContainKeys("Traceparent", "Tracestate"));
  }

  private String create(String eventId) {
    return api.created(body(eventId)).path("id").asText();
  }

  private void createInTrace(String traceparent) {
    ApiClient.send(
        api.json("/v2/workflow")
            .header("traceparent", traceparent)
            .header("tracestate", "vendor=1")
            .POST(BodyPublishers.ofString(body("x"))));
  }

  private String body(String eventId) {
    return """
    {"image_urls": ["https://example.com/in.png"], "event_id": "%s",
     "webhook_url": "http://127.0.0.1:%d/hook"}
    """
        .formatted(eventId, receiver.getAddress().getPort());
  }

  private void advance(String time) {
    api.admin("POST", "/clock", "{\"advance\": \"" + time + "\"}");
  }
}
