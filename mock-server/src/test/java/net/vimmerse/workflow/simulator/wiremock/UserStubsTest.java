package net.vimmerse.workflow.simulator.wiremock;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.request;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.http.HttpHeader.httpHeader;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.WireMock;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import net.vimmerse.workflow.simulator.ApiClient;
import net.vimmerse.workflow.simulator.Simulator;
import net.vimmerse.workflow.simulator.cli.SimulatorProcess;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Execution(ExecutionMode.SAME_THREAD)
class UserStubsTest {

  private Simulator simulator;
  private WireMock wireMock;
  private ApiClient api;

  @BeforeEach
  void start() {
    simulator = Simulator.builder().start();
    wireMock = WireMock.create().host("127.0.0.1").port(simulator.port()).build();
    api = new ApiClient(simulator);
  }

  @AfterEach
  void stop() {
    simulator.close();
  }

  @Test
  void user_stubs_take_precedence() {
    stubTemplates();

    assertThat(api.get("/v2/workflow/templates").status()).isEqualTo(418);
    assertThat(api.create("{}").status()).isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource({
    "POST, /v2/workflow",
    "GET, /v2/workflow/templates",
    "GET, /v2/workflow/some-id",
    "PUT, /v2/workflow/some-id",
    "DELETE, /v2/workflow/some-id",
    "GET, /media/templates/vim_astronaut.png",
    "GET, /",
    "GET, /assets/dashboard/main.js",
    "GET, /a/path/of/nobody"
  })
  void a_user_stub_can_replace_any_route(String method, String path) {
    wireMock.register(
        request(method, urlPathEqualTo(path)).willReturn(aResponse().withStatus(418)));

    assertThat(ApiClient.send(api.request(path).method(method, BodyPublishers.noBody())).status())
        .isEqualTo(418);
  }

  @Test
  void pages_may_read_the_responses_of_user_stubs_unless_a_stub_says_otherwise() {
    wireMock.register(get("/mine").willReturn(aResponse().withStatus(200)));
    wireMock.register(
        get("/strict")
            .willReturn(aResponse().withHeader("Access-Control-Allow-Origin", "http://a")));

    assertThat(api.get("/mine").header("Access-Control-Allow-Origin")).isEqualTo("*");
    assertThat(api.get("/mine").header("Access-Control-Expose-Headers")).contains("ETag");
    assertThat(api.get("/strict").response().headers().allValues("Access-Control-Allow-Origin"))
        .containsExactly("http://a");
    assertThat(
            ApiClient.send(
                    api.request("/mine")
                        .header("Origin", "http://a")
                        .header("Access-Control-Request-Method", "GET")
                        .method("OPTIONS", BodyPublishers.noBody()))
                .status())
        .isEqualTo(204);
  }

  @Test
  void the_client_of_wiremock_can_send_the_admin_token() {
    try (Simulator guarded = Simulator.builder().adminToken("s3cret").start()) {
      WireMock client =
          WireMock.create()
              .port(guarded.port())
              .authenticator(() -> List.of(httpHeader("X-Admin-Token", "s3cret")))
              .build();

      client.register(get("/mine").willReturn(aResponse().withStatus(418)));

      assertThat(new ApiClient(guarded).get("/mine").status()).isEqualTo(418);
    }
  }

  @Test
  void a_reset_removes_user_stubs() {
    stubTemplates();

    wireMock.resetMappings();

    assertThat(api.get("/v2/workflow/templates").status()).isEqualTo(200);
  }

  @Test
  void every_kind_of_reset_keeps_exactly_one_simulator_stub() {
    wireMock.resetToDefaultMappings();
    ApiClient.send(api.request("/__admin/mappings").DELETE());
    wireMock.resetMappings();
    wireMock.resetToDefaultMappings();

    assertThat(api.get("/v2/workflow/templates").status()).isEqualTo(200);
    assertThat(wireMock.allStubMappings().getMappings()).hasSize(1);
  }

  @Test
  void the_stub_of_the_simulator_can_be_edited_but_not_removed() {
    String id = wireMock.allStubMappings().getMappings().get(0).getId().toString();
    ApiClient.send(
        api.json("/__admin/mappings/" + id)
            .PUT(BodyPublishers.ofString("{\"response\": {\"status\": 418}}")));
    int edited = api.get("/v2/workflow/templates").status();
    ApiClient.send(api.request("/__admin/mappings/" + id).DELETE());

    assertThat(edited).isEqualTo(418);
    assertThat(api.get("/v2/workflow/templates").status()).isEqualTo(200);
    assertThat(wireMock.allStubMappings().getMappings()).hasSize(1);
  }

  @Test
  void a_stub_can_proxy_another_server() {
    try (Simulator other = Simulator.builder().start()) {
      String id = new ApiClient(other, "proxied").createdFor("x").path("id").asText();
      wireMock.register(
          get(urlPathEqualTo("/v2/workflow/" + id))
              .willReturn(aResponse().proxiedFrom(other.url())));

      assertThat(new ApiClient(simulator, "proxied").workflow(id).path("id").asText())
          .isEqualTo(id);
    }
  }

  @Test
  void a_removed_stub_no_longer_takes_precedence() {
    wireMock.removeStubMapping(
        wireMock.register(get("/v2/workflow/x").willReturn(aResponse().withStatus(418))));

    assertThat(api.get("/v2/workflow/x").status()).isEqualTo(404);
  }

  @Test
  void the_global_delay_of_wiremock_applies_to_the_simulator() {
    wireMock.setGlobalFixedDelayVariable(200);
    long start = System.nanoTime();

    assertThat(api.get("/v2/workflow/templates").status()).isEqualTo(200);
    assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(200_000_000);
  }

  @Test
  void responses_do_not_name_the_stub_behind_them() {
    assertThat(api.get("/v2/workflow/templates").header("Matched-Stub-Id")).isEmpty();
  }

  @Test
  void files_in_the_working_directory_are_not_served() {
    assertThat(api.get("/pom.xml").status()).isEqualTo(404);
    assertThat(api.get("/__files/pom.xml").json().path("code").asText()).isEqualTo("NOT_FOUND");
  }

  @Test
  void wiremock_is_not_created_before_it_is_asked(@TempDir Path directory) throws IOException {
    Path log = directory.resolve("classes.log");
    List<String> command = SimulatorProcess.command(List.of("-Xlog:class+load:file=" + log));
    try (SimulatorProcess process = SimulatorProcess.start(new ProcessBuilder(command))) {
      String created = WireMockServer.class.getName() + " ";
      ApiClient client = new ApiClient(process.url(), "lazy");

      assertThat(client.create("{}").status()).isEqualTo(200);
      assertThat(Files.readString(log)).doesNotContain(created);
      assertThat(client.get("/__admin/mappings").status()).isEqualTo(200);
      assertThat(Files.readString(log)).contains(created);
    }
  }

  private void stubTemplates() {
    wireMock.register(
        get(urlPathEqualTo("/v2/workflow/templates")).willReturn(aResponse().withStatus(418)));
  }
}
