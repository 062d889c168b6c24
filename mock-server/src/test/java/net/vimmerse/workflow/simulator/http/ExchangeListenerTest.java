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
  void whoever_has_an_response_knows_that_it_was_heard_whole() {
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
  void what_wiremock_cannot_read_is_heard_once_as_well(String contentType) {
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
  void paths_of_nobody_and_stubs_of_users_are_heard() {
    api.get("/__files/x");
    api.get("/nowhere");
    ApiClient.send(
        api.request("/__admin/mappings")
            .POST(
                BodyPublishers.ofString(
                    "{\"request\": {\"url\": \"/mine\"}, \"response\": {\"status\": 418}}")));
    api.get("/mine");

    assertThat(heard).extracting(ServedExchange::status).containsExactly(404, 404, 418);
  }

  @Test
  void a_body_that_is_too_large_is_heard_by_its_beginning() {
    api.create(" ".repeat(2 << 20));

    assertThat(heard).extracting(ServedExchange::status).containsExactly(413);
    assertThat(heard.element().requestBody()).hasSizeBetween(1 << 20, (1 << 20) + 1);
  }

  @Test
  void a_reset_is_heard_with_what_the_response_would_have_been() {
    api.admin("POST", "/faults", "{\"fault\": \"reset\", \"count\": 1}");

    assertThatThrownBy(() -> api.create("{}")).hasRootCauseInstanceOf(IOException.class);
    assertThat(heard).extracting(ServedExchange::status).containsExactly(200);
    assertThat(heard).extracting(ServedExchange::broken).containsExactly(true);
  }

  @Test
  void a_delayed_response_is_heard_once() {
    api.admin("POST", "/faults", "{\"delay\": \"10ms\", \"count\": 1}");

    api.create("{}");

    assertThat(heard).hasSize(1);
  }

  @Test
  void the_control_api_and_what_is_no_http_are_not_heard() throws IOException {
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
  void a_listener_that_fails_disturbs_no_caller_but_is_not_overheard() {
    Simulator deaf =
        Simulator.builder()
            .listener(
                exchange -> {
                  throw new AssertionError("not as it should be");
                })
            .start();

    List<ApiClient.Response> answers =
        List.of(new ApiClient(deaf).create("{}"), new ApiClient(deaf).create("{}"));

    assertThat(answers).extracting(ApiClient.Response::status).containsExactly(200, 200);
    assertThatThrownBy(deaf::close)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("not as it should be");
    assertThatCode(deaf::close).doesNotThrowAnyException();
  }
}
