package net.vimmerse.workflow.simulator.wiremock;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.client.WireMock;
import net.vimmerse.workflow.simulator.Api;
import net.vimmerse.workflow.simulator.Simulator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

@Execution(ExecutionMode.SAME_THREAD)
class StubsTest {

  private Simulator simulator;
  private WireMock wireMock;
  private Api api;

  @BeforeEach
  void start() {
    simulator = Simulator.builder().start();
    wireMock = WireMock.create().host("127.0.0.1").port(simulator.port()).build();
    api = new Api(simulator);
  }

  @AfterEach
  void stop() {
    simulator.close();
  }

  @Test
  void a_users_stub_comes_before_the_simulation() {
    stubTemplates();

    assertThat(api.get("/v2/workflow/templates").status()).isEqualTo(418);
    assertThat(api.create("{}").status()).isEqualTo(200);
  }

  @Test
  void after_a_reset_the_simulation_is_all_there_is() {
    stubTemplates();

    wireMock.resetMappings();

    assertThat(api.get("/v2/workflow/templates").status()).isEqualTo(200);
  }

  @Test
  void the_simulation_survives_every_way_to_reset_and_is_there_once() {
    wireMock.resetToDefaultMappings();
    Api.send(api.request("/__admin/mappings").DELETE());
    wireMock.resetMappings();
    wireMock.resetToDefaultMappings();

    assertThat(api.get("/v2/workflow/templates").status()).isEqualTo(200);
    assertThat(wireMock.allStubMappings().getMappings()).hasSize(1);
  }

  @Test
  void answers_do_not_name_the_stub_behind_them() {
    assertThat(api.get("/v2/workflow/templates").header("Matched-Stub-Id")).isEmpty();
  }

  @Test
  void what_lies_in_the_working_directory_is_not_served() {
    assertThat(api.get("/pom.xml").status()).isEqualTo(404);
    assertThat(api.get("/__files/pom.xml").json().path("code").asText()).isEqualTo("NOT_FOUND");
  }

  private void stubTemplates() {
    wireMock.register(
        get(urlPathEqualTo("/v2/workflow/templates")).willReturn(aResponse().withStatus(418)));
  }
}
