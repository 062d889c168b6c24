package net.vimmerse.workflow.simulator.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.Arrays;
import javax.imageio.ImageIO;
import net.vimmerse.workflow.simulator.ApiClient;
import net.vimmerse.workflow.simulator.Simulator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MediaDownloadTest {

  private static final String WITH_IMAGE =
      "{\"image_urls\": [\"https://example.com/in.png\"], \"options\": %s}";

  private static Simulator simulator;
  private final ApiClient api = new ApiClient(simulator);

  @BeforeAll
  static void start() {
    simulator = Simulator.builder().duration(Duration.ZERO).start();
  }

  @AfterAll
  static void stop() {
    simulator.close();
  }

  @Test
  void every_url_of_a_workflow_downloads_with_the_declared_type() throws IOException {
    JsonNode done = api.created(WITH_IMAGE.formatted("{\"aspect_ratio\": \"9:16\"}"));

    assertThat(done.path("completions")).isNotEmpty();
    for (JsonNode completion : done.path("completions")) {
      JsonNode output = completion.at("/result/0");
      ApiClient.Response file = api.get(output.path("url").asText());

      assertThat(file.status()).isEqualTo(200);
      assertThat(file.header("Content-Type")).isEqualTo(output.path("content_type").asText());
      assertThat(file.header("Content-Length")).isEqualTo(String.valueOf(file.body().length));
      if (file.header("Content-Type").equals("image/png")) {
        BufferedImage image = ImageIO.read(new ByteArrayInputStream(file.body()));
        assertThat(image.getWidth() * 16).isEqualTo(image.getHeight() * 9);
      } else {
        assertThat(new String(file.body(), 4, 4, java.nio.charset.StandardCharsets.US_ASCII))
            .isEqualTo("ftyp");
      }
    }
  }

  @Test
  void the_size_in_media_result_is_the_size_of_the_file() {
    JsonNode stored =
        api.created(WITH_IMAGE.formatted("{\"pipeline_mode\": \"image\"}")).at("/media_result/0");

    assertThat(api.get(stored.path("url").asText()).body()).hasSize(stored.path("size").asInt());
  }

  @Test
  void a_file_does_not_change_when_its_workflow_is_renamed() {
    JsonNode before = api.created(WITH_IMAGE.formatted("{\"pipeline_mode\": \"image\"}"));
    String url = before.at("/result/0/url").asText();
    byte[] file = api.get(url).body();

    ApiClient.Response renamed = api.update(before.path("id").asText(), "{\"title\": \"Renamed\"}");

    assertThat(api.get(url).body()).isEqualTo(file);
    assertThat(renamed.json().at("/data/media_result")).isEqualTo(before.path("media_result"));
  }

  @Test
  void urls_have_the_origin_that_the_client_used() {
    String url = clip();

    assertThat(url).startsWith(simulator.url() + "/");
    ApiClient.Response elsewhere =
        api.get(simulator.url().replace("127.0.0.1", "localhost") + "/v2/workflow/templates");
    assertThat(elsewhere.json().at("/data/0/thumbnail_url").asText())
        .startsWith("http://localhost:");
  }

  @Test
  void every_template_has_a_thumbnail() {
    JsonNode templates = api.get("/v2/workflow/templates").json().path("data");

    assertThat(templates).isNotEmpty();
    for (JsonNode template : templates) {
      assertThat(api.get(template.path("thumbnail_url").asText()).header("Content-Type"))
          .isEqualTo("image/png");
    }
  }

  @Test
  void files_of_incomplete_steps_return_404_with_a_note() {
    try (Simulator slow = Simulator.builder().duration(Duration.ofHours(1)).start()) {
      ApiClient caller = new ApiClient(slow);
      String id = caller.created(WITH_IMAGE.formatted("{}")).path("id").asText();
      String path = clip().replaceAll(".*/", slow.url() + "/media/" + id + "/");

      ApiClient.Response early = caller.get(path);
      slow.clock().advance(Duration.ofHours(1));

      assertThat(early.status()).isEqualTo(404);
      assertThat(early.header("X-Simulator-Note")).contains("not ended");
      assertThat(caller.get(path).status()).isEqualTo(200);
    }
  }

  @ParameterizedTest
  @CsvSource({"bytes=0-99, 0, 100", "bytes=100-, 100, -1", "bytes=-50, -50, -1", "bytes=5-5, 5, 6"})
  void range_requests_return_206(String range, int from, int to) {
    String url = clip();
    byte[] whole = api.get(url).body();
    int first = from < 0 ? whole.length + from : from;
    int end = to < 0 ? whole.length : to;

    ApiClient.Response part = ApiClient.send(api.request(url).header("Range", range));

    assertThat(part.status()).isEqualTo(206);
    assertThat(part.body()).isEqualTo(Arrays.copyOfRange(whole, first, end));
    assertThat(part.header("Content-Range"))
        .isEqualTo("bytes %d-%d/%d".formatted(first, end - 1, whole.length));
  }

  @Test
  void a_range_beyond_the_end_is_shortened_or_returns_416() {
    String url = clip();
    int length = api.get(url).body().length;

    ApiClient.Response cut = ApiClient.send(api.request(url).header("Range", "bytes=10-999999999"));
    ApiClient.Response refused =
        ApiClient.send(api.request(url).header("Range", "bytes=999999999-"));

    assertThat(cut.body()).hasSize(length - 10);
    assertThat(refused.status()).isEqualTo(416);
    assertThat(refused.header("Content-Range")).isEqualTo("bytes */" + length);
  }

  @ParameterizedTest
  @CsvSource({"bytes=9-5", "bytes=-", "bytes=a-b", "lines=0-5", "'bytes=0-1,5-6'"})
  void an_invalid_range_is_ignored(String range) {
    assertThat(ApiClient.send(api.request(clip()).header("Range", range)).status()).isEqualTo(200);
  }

  @Test
  void a_range_with_a_stale_if_range_returns_the_whole_file() {
    ApiClient.Response response =
        ApiClient.send(
            api.request(clip()).header("Range", "bytes=0-9").header("If-Range", "\"other\""));

    assertThat(response.status()).isEqualTo(200);
  }

  @Test
  void a_matching_etag_returns_304() {
    String url = clip();
    String tag = api.get(url).header("ETag");

    assertThat(ApiClient.send(api.request(url).header("If-None-Match", tag)).status())
        .isEqualTo(304);
  }

  @Test
  void head_returns_the_length_without_a_body() {
    String url = clip();

    ApiClient.Response head =
        ApiClient.send(api.request(url).method("HEAD", BodyPublishers.noBody()));

    assertThat(head.status()).isEqualTo(200);
    assertThat(head.body()).isEmpty();
    assertThat(head.header("Content-Length")).isEqualTo(String.valueOf(api.get(url).body().length));
  }

  @Test
  void files_support_only_get_and_head() {
    assertThat(ApiClient.send(api.request(clip()).DELETE()).status()).isEqualTo(405);
  }

  private String clip() {
    return api.created(WITH_IMAGE.formatted("{}")).at("/result/0/url").asText();
  }
}
