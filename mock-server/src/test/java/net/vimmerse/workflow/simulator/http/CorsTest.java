package net.vimmerse.workflow.simulator.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Locale;
import net.vimmerse.workflow.simulator.ApiClient;
import net.vimmerse.workflow.simulator.Simulator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class CorsTest {

  private static Simulator simulator;
  private final ApiClient api = new ApiClient(simulator);

  @BeforeAll
  static void start() {
    simulator = Simulator.builder().start();
  }

  @AfterAll
  static void stop() {
    simulator.close();
  }

  @Test
  void pages_of_any_origin_may_send_the_key_and_json() {
    ApiClient.Response response =
        ApiClient.send(
            HttpRequest.newBuilder(URI.create(simulator.url() + "/v2/workflow"))
                .method("OPTIONS", BodyPublishers.noBody())
                .header("Access-Control-Request-Method", "POST")
                .header("Access-Control-Request-Headers", "content-type,x-api-key")
                .header("Access-Control-Request-Private-Network", "true"));

    assertThat(response.status()).isEqualTo(204);
    assertThat(response.header("Access-Control-Allow-Origin")).isEqualTo("*");
    assertThat(response.header("Access-Control-Allow-Methods")).contains("POST");
    assertThat(response.header("Access-Control-Allow-Headers")).isEqualTo("content-type,x-api-key");
    assertThat(response.header("Access-Control-Allow-Private-Network")).isEqualTo("true");
  }

  @Test
  void without_cors_no_page_of_another_origin_may_read_anything() {
    try (Simulator closed = Simulator.builder().cors(false).start()) {
      ApiClient client = new ApiClient(closed);
      for (ApiClient.Response response :
          List.of(
              ApiClient.send(client.request("/v2/workflow/templates").header("Origin", "http://a")),
              client.get("/media/templates/vim_astronaut.png"),
              client.get("/"),
              preflight(closed, "http://a"))) {
        assertThat(response.response().headers().map().keySet())
            .noneMatch(name -> name.toLowerCase(Locale.ROOT).startsWith("access-control"));
      }
    }
  }

  @Test
  void named_origins_may_send_credentials_and_others_may_not_read() {
    try (Simulator named =
        Simulator.builder().corsOrigins(List.of("http://localhost:3000")).start()) {
      ApiClient client = new ApiClient(named);
      for (ApiClient.Response response :
          List.of(
              ApiClient.send(
                  client
                      .request("/v2/workflow/templates")
                      .header("Origin", "http://localhost:3000")),
              preflight(named, "http://localhost:3000"))) {
        assertThat(response.header("Access-Control-Allow-Origin"))
            .isEqualTo("http://localhost:3000");
        assertThat(response.header("Access-Control-Allow-Credentials")).isEqualTo("true");
        assertThat(response.header("Vary")).contains("Origin");
      }
      ApiClient.Response other =
          ApiClient.send(client.request("/v2/workflow/templates").header("Origin", "http://other"));
      assertThat(other.status()).isEqualTo(200);
      assertThat(other.header("Access-Control-Allow-Origin")).isEmpty();
      assertThat(other.header("Vary")).isEqualTo("Origin");
      assertThat(client.get("/").header("Vary")).isEqualTo("Accept-Encoding, Origin");
    }
  }

  private static ApiClient.Response preflight(Simulator simulator, String origin) {
    return ApiClient.send(
        HttpRequest.newBuilder(URI.create(simulator.url() + "/v2/workflow"))
            .method("OPTIONS", BodyPublishers.noBody())
            .header("Origin", origin)
            .header("Access-Control-Request-Method", "POST"));
  }

  @Test
  void pages_of_any_origin_may_read_every_response() {
    for (ApiClient.Response response :
        List.of(
            api.get("/v2/workflow/templates"),
            api.get("/v2/workflow/unknown"),
            api.get("/nowhere"),
            api.get("/media/templates/vim_astronaut.png"),
            new ApiClient(simulator, "sim_rate_limited").create("{}"))) {
      assertThat(response.header("Access-Control-Allow-Origin")).isEqualTo("*");
      assertThat(response.header("Access-Control-Expose-Headers"))
          .contains("X-Simulator-Note", "Retry-After", "Content-Range");
    }
  }
}
