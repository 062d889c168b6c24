package net.vimmerse.workflow.contract.suite;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import net.vimmerse.workflow.contract.execution.CurlCommand;
import net.vimmerse.workflow.contract.validation.RecordedExchange;
import okhttp3.Headers;
import okhttp3.HttpUrl;
import okio.ByteString;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CurlCommandTest {
  private static final HttpUrl BASE = HttpUrl.get("http://127.0.0.1:1/");
  private static final Map<String, String> KEYS = Map.of("s3cret", "API_KEY");

  @Test
  void the_key_is_a_shell_variable_and_a_wrong_key_is_shown() {
    RecordedExchange exchange = exchange(ByteString.EMPTY);

    assertThat(line(exchange.withRequestHeaders(Headers.of("X-Api-Key", "s3cret"))))
        .contains("-H \"X-Api-Key: $API_KEY\"")
        .doesNotContain("s3cret");
    assertThat(line(exchange.withRequestHeaders(Headers.of("X-Api-Key", "wrong"))))
        .contains("-H 'X-Api-Key: wrong'");
  }

  @Test
  void curl_sets_the_headers_that_HTTP_needs() {
    Headers headers = Headers.of("Host", "h", "Content-Length", "2", "Accept", "*/*");

    assertThat(line(exchange(ByteString.EMPTY).withRequestHeaders(headers)))
        .endsWith("'http://127.0.0.1:1/v2/x?a=1' -H 'Accept: */*'");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"title\": \"it's \\\"$HOME\\\" `id` \\u0000\"}",
        "@/etc/hostname",
        "a\u0000b",
        "\u001b[31m",
        "f\u00fcnf \ud83d\ude80\r\n\t"
      })
  void the_shell_command_sends_the_same_bytes(String body) throws Exception {
    assertThat(sent(ByteString.encodeUtf8(body))).isEqualTo(ByteString.encodeUtf8(body));
  }

  @Test
  void binary_bodies_and_bodies_of_a_megabyte_are_sent() throws Exception {
    ByteString bytes = ByteString.of((byte) 0xff, (byte) 0xc0, (byte) 0);
    ByteString large = ByteString.encodeUtf8("x".repeat(1 << 20));

    assertThat(sent(bytes)).isEqualTo(bytes);
    assertThat(sent(large)).isEqualTo(large);
  }

  private static ByteString sent(ByteString body) throws Exception {
    try (MockWebServer server = new MockWebServer()) {
      server.enqueue(new MockResponse(200, Headers.EMPTY, ""));
      server.start();
      String line = CurlCommand.line(server.url("/"), exchange(body), KEYS);
      assertThat(Shell.run("curl", line, Map.of())).startsWith("HTTP/1.1 200");
      RecordedRequest request = server.takeRequest();
      assertThat(request.getTarget()).isEqualTo("/v2/x?a=1");
      assertThat(request.getHeaders().get("Content-Type")).isNull();
      ByteString received = request.getBody();
      return received == null ? ByteString.EMPTY : received;
    }
  }

  private static String line(RecordedExchange exchange) {
    return CurlCommand.line(BASE, exchange, KEYS);
  }

  private static RecordedExchange exchange(ByteString body) {
    return new RecordedExchange(
        body.size() == 0 ? "GET" : "POST",
        "/v2/x?a=1",
        Headers.EMPTY,
        body,
        200,
        Headers.EMPTY,
        ByteString.EMPTY);
  }
}
