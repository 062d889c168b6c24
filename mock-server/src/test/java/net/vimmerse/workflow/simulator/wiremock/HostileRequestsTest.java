package net.vimmerse.workflow.simulator.wiremock;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import net.vimmerse.workflow.simulator.ApiClient;
import net.vimmerse.workflow.simulator.Simulator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Sends requests that no HTTP client would send; each has once caused an error of the server. */
class HostileRequestsTest {

  private static final Simulator SIMULATOR = Simulator.builder().start();

  @AfterAll
  static void stop() {
    SIMULATOR.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "zz\r\n",
        "-1\r\n\r\n",
        "5\r\nabc",
        "5;\r\nabcdefgh\r\n0\r\n\r\n",
        "ffffffffffffffffff\r\n",
        "2\r\n{}\r\n0\r\nbad trailer\r\n\r\n"
      })
  void broken_chunks_get_400_and_the_connection_is_closed(String chunks) throws IOException {
    for (String path :
        new String[] {
          "/v2/workflow", "/__admin/simulator/faults", "/__admin/mappings", "/__files/x", "/x"
        }) {
      Response response =
          exchange(
              "POST "
                  + path
                  + " HTTP/1.1\r\nHost: localhost\r\nX-Api-Key: a\r\n"
                  + "Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n"
                  + chunks);

      assertThat(response.status).as(path).isEqualTo(400);
      response.isJson();
      assertThat(response.text).containsIgnoringCase("Connection: close");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"bogus", "\"", "utf-8;charset=x", "%00", "''", "utf-16"})
  void bogus_charsets_do_not_cause_errors_of_the_server(String charset) throws IOException {
    Response response =
        exchange(
            "POST /v2/workflow HTTP/1.1\r\nHost: localhost\r\nX-Api-Key: a\r\n"
                + "Content-Type: application/json; charset="
                + charset
                + "\r\nContent-Length: 2\r\nConnection: close\r\n\r\n{}");

    assertThat(response.status).isBetween(200, 499);
    response.isJson();
  }

  @ParameterizedTest
  @CsvSource({
    "GET, http://localhost/v2/workflow/x, 401",
    "GET, http://other.example:99/v2/workflow/x, 400",
    "GET, http:///v2/workflow/x, 0",
    "GET, http://localhost, 0",
    "GET, /v2%2Fworkflow%2Ftemplates, 404",
    "GET, /v2/workflow/a%2Fb, 0",
    "GET, /%2F__admin/mappings, 404",
    "GET, /v2/workflow/..%2F..%2F__admin/mappings, 0",
    "GET, /__admin%2Fmappings, 404",
    "GET, /__admin/%2e%2e/__admin/simulator/health, 0",
    "GET, /%5f%5fadmin/simulator/nope, 404",
    "GET, /__admin/simulator%2Fhealth, 404",
    "GET, /__admin/simulator/health;a=b, 0",
    "GET, //__admin/mappings, 0",
    "GET, /v2/workflow/%00, 0",
    "GET, /v2/workflow/%ff, 0",
    "GET, '/v2/workflow/x?%zz', 0",
    "GET, *, 0",
    "OPTIONS, *, 0",
    "CONNECT, localhost:1, 0",
    "CONNECT, /v2/workflow, 0",
    "TRACE, /v2/workflow, 0",
    "BREW, /v2/workflow, 0",
    "get, /v2/workflow/x, 0",
    "PRI, /v2/workflow, 0"
  })
  void unusual_targets_and_methods_do_not_cause_errors_of_the_server(
      String method, String target, int status) throws IOException {
    Response response =
        exchange(
            method + " " + target + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");

    assertThat(response.status).as(response.text).isBetween(200, 499);
    if (status != 0) {
      assertThat(response.status).as(response.text).isEqualTo(status);
    }
    assertThat(response.text).doesNotContain("\"mappings\"");
    response.isJson();
  }

  /** Found by FuzzTest. */
  @ParameterizedTest
  @CsvSource({
    "GET, /__admin/v<script>ersion, Accept: */*, 400",
    "OPTIONS, /__admin/simulato?a=\", Accept: */*, 400",
    "PUT, /__admin/sim{}ulator, Accept: */*, 400",
    "GET, /__admin/mappings?%zz=%, Accept: */*, 400",
    "POST, /__admin/nope, 'Content-Type: application/json; charset=\"', 400",
    "POST, /__admin/nope, Content-Type: application/json; charset=bogus, 400",
    "OPTIONS, /__admin/nope, Content-Type: multipart/form-data, 400",
    "GET, /__admin/files, Accept: */*, 501"
  })
  void what_wiremock_cannot_read_is_an_error_of_the_client(
      String method, String target, String header, int status) throws IOException {
    Response response =
        exchange(
            method
                + " "
                + target
                + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
                + header
                + "\r\n\r\n");

    assertThat(response.status).as(response.text).isEqualTo(status);
    response.isJson();
  }

  @Test
  void a_clock_stops_at_the_end_of_its_range() {
    ApiClient api = new ApiClient(SIMULATOR);
    api.admin("POST", "/clock", "{\"now\": \"9000-01-01T00:00:00Z\", \"scale\": 1000000}");
    String id = api.createdFor("late").path("id").asText();

    assertThat(api.workflow(id).path("id").asText()).isEqualTo(id);
    assertThat(api.admin("/clock").path("now").asText()).isEqualTo("9000-01-01T00:00:00Z");
    assertThat(api.admin("POST", "/clock", "{\"frozen\": true}").status()).isEqualTo(200);
    assertThat(api.admin("POST", "/clock", "{\"advance\": \"1s\"}").status()).isEqualTo(422);
  }

  private static Response exchange(String request) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), SIMULATOR.port())) {
      socket.setSoTimeout(60_000);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      socket.shutdownOutput();
      String text = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return new Response(text, Integer.parseInt(text.split(" ", 3)[1]));
    }
  }

  private record Response(String text, int status) {

    /** Tests whether the body, if there is one, is JSON without a trace of Java. */
    void isJson() throws IOException {
      String body = text.substring(text.indexOf("\r\n\r\n") + 4);
      assertThat(status < 400 || !body.isEmpty()).as(text).isTrue();
      if (!body.isEmpty() && !text.contains("text/html")) {
        new JsonMapper().readTree(body);
      }
      assertThat(text).doesNotContain("java.", "org.eclipse", "Jetty");
    }
  }
}
