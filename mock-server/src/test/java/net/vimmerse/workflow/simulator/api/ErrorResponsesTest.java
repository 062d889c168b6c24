package net.vimmerse.workflow.simulator.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.List;
import net.vimmerse.workflow.simulator.ApiClient;
import net.vimmerse.workflow.simulator.Simulator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ErrorResponsesTest {

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
  void every_violation_is_listed_with_its_location() {
    ApiClient.Response response =
        api.create(
            """
            {"template_id": "vim_astronaut", "title": null, "image_urls": ["a", 5],
             "webhook_url": "ftp://example.com",
             "options": {"aspect_ratio": "2:1", "pipeline_mode": 7, "aspect": "1:1"}}
            """);

    assertThat(response.status()).isEqualTo(422);
    assertThat(places(response))
        .containsExactlyInAnyOrder(
            "[\"body\",\"title\"] string_type",
            "[\"body\",\"image_urls\",1] string_type",
            "[\"body\",\"webhook_url\"] string_pattern_mismatch",
            "[\"body\",\"options\",\"aspect_ratio\"] enum",
            "[\"body\",\"options\",\"pipeline_mode\"] enum",
            "[\"body\",\"options\",\"aspect\"] extra_forbidden");
  }

  @Test
  void violations_in_parameters_and_body_are_listed_together() {
    ApiClient.Response response =
        ApiClient.send(
            api.json("/v2/workflow/" + "x".repeat(129))
                .method("PUT", BodyPublishers.ofString("{\"title\": 5}")));

    assertThat(response.json().path("detail").findValuesAsText("type"))
        .containsExactlyInAnyOrder("string_too_long", "string_type");
  }

  @Test
  void a_violation_names_what_was_expected_and_the_note_the_known_options() {
    ApiClient.Response response =
        api.create("{\"options\": {\"aspect_ratio\": \"2:1\", \"voice\": \"Sarah\"}}");

    assertThat(response.json().path("detail").findValuesAsText("msg"))
        .containsExactlyInAnyOrder(
            "Input should be '16:9', '4:3', '1:1', '3:4', '9:16' or 'Origin'",
            "Extra inputs are not permitted");
    assertThat(response.header("X-Simulator-Note"))
        .contains("'voice'", "'pipeline_mode'", "'image_url'");
  }

  @Test
  void a_violation_carries_the_invalid_value_and_the_parameters_of_the_constraint() {
    JsonNode detail =
        api.create(
                """
                {"title": ["a"], "webhook_url": "ftp://example.com",
                 "options": {"aspect_ratio": "2:1", "aspect": {"a": null}}}
                """)
            .json()
            .path("detail");

    assertThat(inputs(detail))
        .containsExactlyInAnyOrder(
            "string_type [\"a\"] ",
            "string_pattern_mismatch \"ftp://example.com\" {\"pattern\":\"^https?://\"}",
            "enum \"2:1\" {\"expected\":\"'16:9', '4:3', '1:1', '3:4', '9:16' or 'Origin'\"}",
            "extra_forbidden {\"a\":null} ");
    assertThat(inputs(api.create("").json().path("detail"))).containsExactly("missing null ");
    assertThat(inputs(api.create("[1]").json().path("detail")))
        .containsExactly("model_attributes_type [1] ");
    assertThat(inputs(api.create("{").json().path("detail")))
        .singleElement()
        .asString()
        .startsWith("json_invalid {} {\"error\":\"Unexpected end-of-input");
    assertThat(inputs(api.create("{\"template_id\": 5}").json().path("detail")))
        .containsExactly("string_type 5 ");
  }

  @Test
  void a_violation_in_a_parameter_carries_the_text_that_was_sent() {
    String id = "x".repeat(129);

    assertThat(inputs(api.get("/v2/workflow/templates?detail=perhaps").json().path("detail")))
        .containsExactly("bool_parsing \"perhaps\" ");
    assertThat(inputs(api.get("/v2/workflow/" + id).json().path("detail")))
        .containsExactly("string_too_long \"" + id + "\" {\"max_length\":128}");
  }

  @Test
  void a_day_that_does_not_exist_is_reported_with_its_cause() {
    JsonNode detail =
        api.update("unknown", "{\"delivered_at\": \"2026-02-30 12:00:00+00:00\"}")
            .json()
            .path("detail");

    assertThat(inputs(detail))
        .containsExactly(
            "datetime_from_date_parsing \"2026-02-30 12:00:00+00:00\""
                + " {\"error\":\"day value is outside expected range\"}");
  }

  /** Returns type, input and context of each violation. */
  private static List<String> inputs(JsonNode detail) {
    return detail
        .valueStream()
        .map(it -> it.path("type").asText() + " " + it.get("input") + " " + it.path("ctx"))
        .toList();
  }

  @Test
  void the_options_of_another_template_are_rejected() {
    assertThat(
            places(
                api.create(
                    "{\"template_id\": \"vim_astronaut\", \"options\": {\"prompt\": \"x\"}}")))
        .containsExactly("[\"body\",\"options\",\"prompt\"] extra_forbidden");
  }

  @Test
  void options_must_be_an_object() {
    assertThat(places(api.create("{\"options\": [\"16:9\"]}")))
        .containsExactly("[\"body\",\"options\"] dict_type");
  }

  @Test
  void an_unknown_template_returns_404_and_a_non_string_returns_422() {
    ApiClient.Response unknown = api.create("{\"template_id\": \"vim_nope\", \"title\": 5}");

    assertThat(unknown.status()).isEqualTo(404);
    assertThat(unknown.json().path("code").asText()).isEqualTo("TEMPLATE_NOT_FOUND");
    assertThat(places(api.create("{\"template_id\": 5}")))
        .containsExactly("[\"body\",\"template_id\"] string_type");
    assertThat(places(api.create("{\"template_id\": null}")))
        .containsExactly("[\"body\",\"template_id\"] string_type");
  }

  @Test
  void error_bodies_have_exactly_a_message_and_a_code() {
    for (ApiClient.Response response :
        List.of(
            api.get("/v2/workflow/unknown"),
            api.get("/nowhere"),
            api.create("{\"template_id\": \"vim_nope\"}"),
            ApiClient.send(api.request("/v2/workflow").DELETE()),
            ApiClient.send(
                HttpRequest.newBuilder(URI.create(simulator.url() + "/v2/workflow/x"))))) {
      List<String> names = new ArrayList<>();
      response.json().fieldNames().forEachRemaining(names::add);
      assertThat(names).containsExactly("message", "code");
      assertThat(response.header("Content-Type")).isEqualTo("application/json");
    }
  }

  @Test
  void a_missing_or_blank_key_returns_401() {
    HttpRequest.Builder none =
        HttpRequest.newBuilder(URI.create(simulator.url() + "/v2/workflow/x"));
    HttpRequest.Builder blank =
        HttpRequest.newBuilder(URI.create(simulator.url() + "/v2/workflow/templates"))
            .header("X-Api-Key", " ");

    assertThat(ApiClient.send(none).status()).isEqualTo(401);
    assertThat(ApiClient.send(blank).status()).isEqualTo(401);
  }

  @ParameterizedTest
  @CsvSource({
    "sim_invalid, 401, UNAUTHORIZED",
    "sim_no_credit, 402, INSUFFICIENT_CREDIT",
    "sim_forbidden, 403, FORBIDDEN",
    "sim_rate_limited, 429, RATE_LIMITED",
    "sim_broken, 500, INTERNAL_ERROR",
    "sim_unavailable, 503, SERVICE_UNAVAILABLE"
  })
  void a_magic_key_always_returns_its_error_with_a_note(String key, int status, String code) {
    ApiClient.Response response = new ApiClient(simulator, key).create("{}");

    assertThat(response.status()).isEqualTo(status);
    assertThat(response.json().path("code").asText()).isEqualTo(code);
    assertThat(response.header("X-Simulator-Note")).contains(key);
  }

  @Test
  void a_rate_limited_response_has_a_retry_after_header() {
    assertThat(
            new ApiClient(simulator, "sim_rate_limited")
                .get("/v2/workflow/x")
                .header("Retry-After"))
        .matches("\\d+");
  }

  @Test
  void reads_do_not_require_credits() {
    assertThat(new ApiClient(simulator, "sim_no_credit").get("/v2/workflow/templates").status())
        .isEqualTo(200);
  }

  @Test
  void an_unsupported_method_returns_405_and_lists_the_supported_ones() {
    ApiClient.Response response = ApiClient.send(api.request("/v2/workflow").DELETE());

    assertThat(response.status()).isEqualTo(405);
    assertThat(response.header("Allow")).isEqualTo("OPTIONS, POST");
  }

  @Test
  void an_unknown_path_returns_404_and_lists_the_known_ones() {
    assertThat(api.get("/v1/workflow").json().path("message").asText())
        .contains("/v1/workflow", "/v2/workflow/{workflow_id}");
  }

  @Test
  void an_invalid_parameter_returns_422_with_its_location() {
    assertThat(places(api.get("/v2/workflow/templates?detail=perhaps")))
        .containsExactly("[\"query\",\"detail\"] bool_parsing");
    assertThat(places(api.get("/v2/workflow/" + "x".repeat(129))))
        .containsExactly("[\"path\",\"workflow_id\"] string_too_long");
  }

  @Test
  void bodies_of_up_to_one_mebibyte_are_accepted() {
    String filler = "{\"title\": \"%s\"}";
    int overhead = filler.length() - 2;
    int mebibyte = 1 << 20;

    assertThat(api.create(filler.formatted("x".repeat(mebibyte - overhead))).status())
        .isEqualTo(200);
    assertThat(api.create(filler.formatted("x".repeat(mebibyte - overhead + 1))).status())
        .isEqualTo(413);
  }

  @Test
  void an_oversized_body_still_gets_a_response() {
    assertThat(
            ApiClient.send(
                    api.json("/v2/workflow").POST(BodyPublishers.ofByteArray(new byte[20 << 20])))
                .json()
                .path("code")
                .asText())
        .isEqualTo("PAYLOAD_TOO_LARGE");
  }

  @Test
  void compressed_bodies_are_not_decompressed() {
    byte[] looksLikeGzip = {0x1f, (byte) 0x8b, 8, 0};

    assertThat(
            places(
                ApiClient.send(
                    api.json("/v2/workflow")
                        .header("Content-Encoding", "gzip")
                        .POST(BodyPublishers.ofByteArray(looksLikeGzip)))))
        .singleElement()
        .asString()
        .endsWith("json_invalid");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "text/plain",
        "multipart/form-data",
        "multipart/form-data; boundary=x",
        "application/x-www-form-urlencoded",
        "application/x-www-form-urlencoded; charset=none"
      })
  void other_content_types_return_422(String contentType) {
    assertThat(
            places(
                ApiClient.send(
                    api.request("/v2/workflow")
                        .header("Content-Type", contentType)
                        .POST(BodyPublishers.ofString("{}")))))
        .containsExactly("[\"body\"] model_attributes_type");
  }

  @Test
  void notes_contain_only_valid_header_characters() {
    ApiClient.Response response = api.create("{\"a\\r\\nX-Evil: 1\\u00e9\": 1}");

    assertThat(response.header("X-Evil")).isEmpty();
    assertThat(response.header("X-Simulator-Note")).contains("a??X-Evil: 1?");
  }

  private static List<String> places(ApiClient.Response response) {
    List<String> places = new ArrayList<>();
    response
        .json()
        .path("detail")
        .forEach(
            violation -> places.add(violation.path("loc") + " " + violation.path("type").asText()));
    return places;
  }
}
