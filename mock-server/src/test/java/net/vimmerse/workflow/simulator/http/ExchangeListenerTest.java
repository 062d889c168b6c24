package net.vimmerse.workflow.simulator.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import net.vimmerse.workflow.simulator.ApiClient;
import net.vimmerse.workflow.simulator.Simulator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Execution(ExecutionMode.SAME_THREAD)
class ExchangeListenerTest {

  private final Queue<ServedExchange> heard = new ConcurrentLinkedQueue<>();
  private Simulator simulator;
  private ApiClient api;

  @BeforeEach
  void start() {
    simulator = Simulator.builder().listener(heard::add).start();
    api = new ApiClient(simulator);
  }

  @AfterEach
  void stop() {
    simulator.close();
  }

  @Test
  void the_listener_has_the_whole_exchange_before_the_client_has_the_response() {
    ApiClient.Response response = api.create("{\"title\": \"Grüße\"}");

    ServedExchange exchange = heard.element();
    assertThat(exchange.method()).isEqualTo("POST");
    assertThat(exchange.url()).isEqualTo("/v2/workflow");
    assertThat(exchange.requestHeaders().get("Content-Type")).containsExactly("application/json");
    assertThat(new String(exchange.requestBody(), StandardCharsets.UTF_8)).contains("Grüße");
    assertThat(exchange.status()).isEqualTo(200);
    assertThat(exchange.responseHeaders().get("Content-Type")).containsExactly("application/json");
    assertThat(exchange.responseBody()).isEqualTo(response.body());
    assertThat(exchange.broken()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "multipart/form-data",
        "application/x-www-form-urlencoded; charset=none",
        "text/plain"
      })
  void requests_that_wiremock_cannot_parse_are_reported_once(String contentType) {
    ApiClient.send(
        api.request("/v2/workflow?a=b")
            .header("Content-Type", contentType)
            .POST(BodyPublishers.ofString("{}")));

    assertThat(heard).extracting(ServedExchange::status).containsExactly(422);
    assertThat(heard).extracting(ServedExchange::url).containsExactly("/v2/workflow?a=b");
    assertThat(heard.element().requestHeaders().keySet())
        .anyMatch(name -> name.equalsIgnoreCase("X-Api-Key"));
  }

  @Test
  void unknown_paths_and_user_stubs_are_reported() {
    api.get("/__files/x");
    api.get("/nowhere");
    ApiClient.send(
        api.json("/__admin/mappings")
            .POST(
                BodyPublishers.ofString(
                    "{\"request\": {\"url\": \"/mine\"}, \"response\": {\"status\": 418}}")));
    api.get("/mine");

    assertThat(heard).extracting(ServedExchange::status).containsExactly(404, 404, 418);
  }

  @Test
  void an_oversized_body_is_reported_truncated() {
    api.create(" ".repeat(2 << 20));

    assertThat(heard).extracting(ServedExchange::status).containsExactly(413);
    assertThat(heard.element().requestBody()).hasSizeBetween(1 << 20, (1 << 20) + 1);
  }

  @Test
  void a_reset_connection_is_reported_with_the_intended_response() {
    api.admin("POST", "/faults", "{\"fault\": \"reset\", \"count\": 1}");

    assertThatThrownBy(() -> api.create("{}")).hasRootCauseInstanceOf(IOException.class);
    assertThat(heard).extracting(ServedExchange::status).containsExactly(200);
    assertThat(heard).extracting(ServedExchange::broken).containsExactly(true);
  }

  @Test
  void a_delayed_response_is_reported_once() {
    api.admin("POST", "/faults", "{\"delay\": \"10ms\", \"count\": 1}");

    api.create("{}");

    assertThat(heard).hasSize(1);
  }

  @Test
  void the_admin_api_and_invalid_http_are_not_reported() throws IOException {
    api.admin("/clock");
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), simulator.port())) {
      socket
          .getOutputStream()
          .write("GET /%zz HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
      assertThat(socket.getInputStream().readAllBytes()).isNotEmpty();
    }

    assertThat(heard).isEmpty();
  }

  @Test
  void a_failing_listener_does_not_affect_clients_but_close_throws() {
    Simulator deaf =
        Simulator.builder()
            .listener(
                exchange -> {
                  throw new AssertionError("not as it should be");
                })
            .start();

    List<ApiClient.Response> responses =
        List.of(new ApiClient(deaf).create("{}"), new ApiClient(deaf).create("{}"));

    assertThat(responses).extracting(ApiClient.Response::status).containsExactly(200, 200);
    assertThatThrownBy(deaf::close)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("not as it should be");
    assertThatCode(deaf::close).doesNotThrowAnyException();
  }
}
