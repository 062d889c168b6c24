package net.vimmerse.workflow.simulator.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import net.vimmerse.workflow.simulator.ApiClient;
import net.vimmerse.workflow.simulator.Simulator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ErrorFormatTest {

  private static Simulator vendor;
  private static Simulator fastApi;

  private final ApiClient api = new ApiClient(fastApi);

  @BeforeAll
  static void start() {
    vendor = Simulator.builder().start();
    fastApi = Simulator.builder().errors(ErrorFormat.FASTAPI).start();
  }

  @AfterAll
  static void stop() {
    vendor.close();
    fastApi.close();
  }

  @Test
  void a_missing_key_is_not_authenticated() {
    ApiClient.Response response =
        ApiClient.send(HttpRequest.newBuilder(URI.create(fastApi.url() + "/v2/workflow/x")));

    assertThat(response.status()).isEqualTo(401);
    assertThat(response.text()).isEqualTo("{\"detail\":\"Not authenticated\"}");
    assertThat(response.header("WWW-Authenticate")).isEqualTo("APIKey");
  }

  @Test
  void unknown_paths_and_methods_have_the_details_of_the_framework() {
    ApiClient.Response method = ApiClient.send(api.request("/v2/workflow").DELETE());

    assertThat(api.get("/nowhere").text()).isEqualTo("{\"detail\":\"Not Found\"}");
    assertThat(method.status()).isEqualTo(405);
    assertThat(method.text()).isEqualTo("{\"detail\":\"Method Not Allowed\"}");
    assertThat(method.header("Allow")).isEqualTo("POST");
  }

  @Test
  void other_errors_have_their_message_as_the_detail() {
    ApiClient.Response response = api.get("/v2/workflow/unknown");

    assertThat(response.status()).isEqualTo(404);
    assertThat(response.json().path("detail").asText())
        .isEqualTo(
            new ApiClient(vendor).get("/v2/workflow/unknown").json().path("message").asText())
        .isNotEmpty();
    assertThat(response.json()).hasSize(1);
  }

  @Test
  void an_internal_error_is_plain_text() {
    ApiClient.Response response = new ApiClient(fastApi, "sim_broken").create("{}");

    assertThat(response.status()).isEqualTo(500);
    assertThat(response.header("Content-Type")).isEqualTo("text/plain; charset=utf-8");
    assertThat(response.text()).isEqualTo("Internal Server Error");
  }

  @Test
  void a_slash_at_the_end_redirects_and_keeps_the_query() {
    ApiClient.Response response = api.get("/v2/workflow/templates/?a=b%20c");

    assertThat(response.status()).isEqualTo(307);
    assertThat(response.header("Location"))
        .isEqualTo(fastApi.url() + "/v2/workflow/templates?a=b%20c");
    assertThat(api.get("/nowhere/").status()).isEqualTo(404);
  }

  @Test
  void a_slash_in_place_of_an_id_redirects() {
    HttpRequest.Builder create = api.json("/v2/workflow/").POST(BodyPublishers.ofString("{}"));

    assertThat(ApiClient.send(create).status()).isEqualTo(307);
    assertThat(ApiClient.send(create).header("Location")).isEqualTo(fastApi.url() + "/v2/workflow");
    assertThat(api.get("/v2/workflow/").status()).isEqualTo(307);
  }

  @Test
  void a_body_that_is_no_text_cannot_be_parsed() {
    byte[] noText = {'{', (byte) 0xff};
    HttpRequest.Builder request = api.json("/v2/workflow").POST(BodyPublishers.ofByteArray(noText));

    assertThat(ApiClient.send(request).status()).isEqualTo(400);
    assertThat(ApiClient.send(request).text())
        .isEqualTo("{\"detail\":\"There was an error parsing the body\"}");
    assertThat(api.create("{").status()).isEqualTo(422);
  }

  @Test
  void by_default_a_note_names_the_path_without_the_slash() {
    ApiClient.Response response = new ApiClient(vendor).get("/v2/workflow/templates/?a=b");

    assertThat(response.status()).isEqualTo(404);
    assertThat(response.json().path("code").asText()).isEqualTo("NOT_FOUND");
    assertThat(response.header("X-Simulator-Note")).isEqualTo("the path is /v2/workflow/templates");
  }

  @Test
  void by_default_a_note_names_the_path_of_a_creation_with_a_slash() {
    ApiClient client = new ApiClient(vendor);
    ApiClient.Response response =
        ApiClient.send(client.json("/v2/workflow/").POST(BodyPublishers.ofString("{}")));

    assertThat(response.status()).isEqualTo(404);
    assertThat(response.header("X-Simulator-Note")).isEqualTo("the path is /v2/workflow");
  }
}
