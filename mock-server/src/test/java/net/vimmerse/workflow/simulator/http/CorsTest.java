package net.vimmerse.workflow.simulator.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
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
