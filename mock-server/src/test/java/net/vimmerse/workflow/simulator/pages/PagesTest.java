package net.vimmerse.workflow.simulator.pages;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.zip.GZIPInputStream;
import net.vimmerse.workflow.simulator.ApiClient;
import net.vimmerse.workflow.simulator.Simulator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PagesTest {

  private static final String SCRIPT = "/assets/lit-html/lit-html.js";

  private static Simulator simulator;

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
    "/, text/html",
    "/docs, text/html",
    "/docs/admin, text/html",
    "/openapi.json, application/json",
    "/openapi.yaml, application/yaml",
    "/assets/reference/main.js, text/javascript",
    SCRIPT + ", text/javascript",
    "/assets/dashboard/theme.css, text/css",
    "/assets/dashboard/icon.svg, image/svg+xml"
  })
  void files_are_served_with_their_content_type_and_nosniff(String path, String type) {
    ApiClient.Response response = get(path);

    assertThat(response.status()).isEqualTo(200);
    assertThat(response.header("Content-Type")).startsWith(type);
    assertThat(response.header("X-Content-Type-Options")).isEqualTo("nosniff");
    assertThat(response.body()).isNotEmpty();
  }

  @Test
  void the_document_is_served_as_json_and_yaml_with_the_simulator_as_its_server()
      throws IOException {
    JsonNode yaml = new YAMLMapper().readTree(get("/openapi.yaml").text());

    assertThat(get("/openapi.json").json()).isEqualTo(yaml);
    assertThat(yaml.path("paths").has("/v2/workflow")).isTrue();
    assertThat(yaml.path("servers")).hasSize(1);
    assertThat(yaml.at("/servers/0/url").asText()).isEqualTo(simulator.url());
    assertThat(get("/openapi.yaml").text()).startsWith("# The Workflow API: ");
  }

  @Test
  void the_server_of_a_document_is_the_host_that_the_client_used() throws IOException {
    String named = simulator.url().replace("127.0.0.1", "localhost");
    for (String path :
        List.of("/openapi.json", "/openapi.yaml", "/__admin/simulator/openapi.yaml")) {
      HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(named + path));
      JsonNode document = new YAMLMapper().readTree(ApiClient.send(request).text());

      assertThat(document.path("servers")).as(path).hasSize(1);
      assertThat(document.at("/servers/0/url").asText()).as(path).isEqualTo(named);
    }
  }

  @Test
  void third_party_licences_are_served() {
    assertThat(Pages.class.getResource("assets/lit-html/LICENSE")).isNotNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/docs", "/docs/admin"})
  void pages_load_only_their_own_resources_and_run_no_inline_code(String page) {
    assertThat(get(page).header("Content-Security-Policy"))
        .contains(
            "default-src 'none'",
            "script-src 'self'",
            "connect-src 'self'",
            "frame-ancestors 'none'")
        .doesNotContain("unsafe", "http:", "https:", "*");
  }

  @Test
  void a_matching_etag_returns_304() {
    ApiClient.Response first = get("/");

    ApiClient.Response again =
        ApiClient.send(
            request("/").header("If-None-Match", "\"other\", W/" + first.header("ETag")));
    ApiClient.Response changed = ApiClient.send(request("/").header("If-None-Match", "\"other\""));

    assertThat(first.header("Cache-Control")).isEqualTo("no-cache");
    assertThat(again.status()).isEqualTo(304);
    assertThat(again.body()).isEmpty();
    assertThat(changed.status()).isEqualTo(200);
  }

  @Test
  void files_are_compressed_for_clients_that_accept_gzip() throws IOException {
    byte[] plain = get(SCRIPT).body();

    ApiClient.Response packed =
        ApiClient.send(request(SCRIPT).header("Accept-Encoding", "br, gzip;q=0.8"));

    assertThat(packed.header("Content-Encoding")).isEqualTo("gzip");
    assertThat(packed.header("Vary")).isEqualTo("Accept-Encoding");
    assertThat(packed.body().length).isLessThan(plain.length);
    assertThat(new GZIPInputStream(new ByteArrayInputStream(packed.body())).readAllBytes())
        .isEqualTo(plain);
  }

  @Test
  void files_are_not_compressed_for_clients_that_refuse_gzip() {
    ApiClient.Response response =
        ApiClient.send(request(SCRIPT).header("Accept-Encoding", "gzip;q=0"));

    assertThat(response.header("Content-Encoding")).isEmpty();
  }

  @Test
  void head_returns_the_length_without_a_body() {
    ApiClient.Response response =
        ApiClient.send(request("/").method("HEAD", BodyPublishers.noBody()));

    assertThat(response.status()).isEqualTo(200);
    assertThat(response.header("Content-Length")).isEqualTo(String.valueOf(get("/").body().length));
    assertThat(response.body()).isEmpty();
  }

  @Test
  void pages_support_only_get_and_head() {
    ApiClient.Response response = ApiClient.send(request("/").POST(BodyPublishers.ofString("x")));

    assertThat(response.status()).isEqualTo(405);
    assertThat(response.header("Allow")).isEqualTo("GET, HEAD, OPTIONS");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/assets",
        "/assets/",
        "/assets/dashboard",
        "/assets/dashboard/nothing.js",
        "/assets/../dashboard.html",
        "/assets/%2e%2e/dashboard.html",
        "/assets/dashboard/..%2f..%2fdashboard.html",
        "/assets//dashboard/main.js",
        "/assets/dashboard/main.js;x=1",
        "/assets/lit-html/LICENSE",
        "/assets/Pages.class",
        "/dashboard.html",
        "/index.html"
      })
  void other_paths_return_the_error_of_the_api(String path) {
    ApiClient.Response response = get(path);

    assertThat(response.status()).isEqualTo(404);
    assertThat(response.json().path("code").asText()).isEqualTo("NOT_FOUND");
  }

  private static ApiClient.Response get(String path) {
    return ApiClient.send(request(path));
  }

  private static HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(simulator.url() + path));
  }
}
