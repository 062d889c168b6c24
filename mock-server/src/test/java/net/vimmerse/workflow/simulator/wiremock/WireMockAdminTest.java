package net.vimmerse.workflow.simulator.wiremock;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import net.vimmerse.workflow.simulator.ApiClient;
import net.vimmerse.workflow.simulator.Simulator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WireMockAdminTest {

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

  @ParameterizedTest
  @CsvSource({
    "GET, /__admin/requests, 501",
    "POST, /__admin/recordings/snapshot, 501",
    "POST, /__admin/shutdown, 501",
    "GET, /__admin/swagger-ui/nowhere, 404",
    "POST, /__admin/mappings, 422"
  })
  void errors_are_json_without_stack_traces(String method, String path, int status) {
    ApiClient.Response response =
        ApiClient.send(api.json(path).method(method, BodyPublishers.ofString("{\"x\": 1}")));

    assertThat(response.status()).isEqualTo(status);
    assertThat(response.header("Content-Type")).startsWith("application/json");
    assertThat(response.json().isObject()).isTrue();
    assertThat(response.text()).doesNotContain("\\tat ", "Exception:");
  }

  @Test
  void a_refused_recording_leaves_no_stub() {
    ApiClient.Response response =
        ApiClient.send(
            api.json("/__admin/recordings/start")
                .POST(BodyPublishers.ofString("{\"targetBaseUrl\": \"http://127.0.0.1:1\"}")));

    assertThat(response.status()).isEqualTo(501);
    assertThat(api.get("/__admin/mappings").json().at("/meta/total").asInt()).isEqualTo(1);
    assertThat(api.get("/v2/workflow/templates").status()).isEqualTo(200);
  }

  @Test
  void a_request_does_not_stop_the_simulator() {
    assertThat(
            ApiClient.send(api.request("/__admin/shutdown").POST(BodyPublishers.noBody())).text())
        .contains("end its process");
    assertThat(api.get("/v2/workflow/templates").status()).isEqualTo(200);
  }
}
