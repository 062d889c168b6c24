package net.vimmerse.workflow.contract.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import net.vimmerse.workflow.contract.suite.AudioTemplate;
import net.vimmerse.workflow.contract.suite.JavaClientBuild;
import net.vimmerse.workflow.contract.suite.SimulatorProgram;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * A template whose output is audio needs no code: the simulator, the kit and the client follow the
 * document. The dashboard and the TypeScript types have tests of their own.
 */
@EnabledIfSystemProperty(named = "tests", matches = "all")
@Timeout(400)
class AudioTemplateTest {
  private static final String KEY = "s3cret-of-mine";
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final JsonMapper JSON = new JsonMapper();
  private static final String CREATION =
      """
      {"template_id": "%s", "image_urls": ["https://example.com/in.png"], "options": %s}
      """;

  @TempDir static Path directory;

  private static Path document;
  private static SimulatorProgram simulator;

  @BeforeAll
  static void start() throws Exception {
    document = Files.writeString(SimulatorProgram.document(directory), AudioTemplate.document());
    simulator = SimulatorProgram.start(directory, "--duration=0s");
  }

  @AfterAll
  static void stop() {
    if (simulator != null) {
      simulator.close();
    }
  }

  @Test
  void the_simulator_serves_an_mp3_as_a_whole_and_in_parts() throws Exception {
    JsonNode output = created("{}").at("/result/0");
    String url = output.path("url").asText();

    HttpResponse<byte[]> whole = get(url, "Accept", "*/*");
    HttpResponse<byte[]> part = get(url, "Range", "bytes=100-299");
    HttpResponse<byte[]> end = get(url, "Range", "bytes=-100");

    assertThat(output.path("content_type").asText()).isEqualTo("audio/mpeg");
    assertThat(url).endsWith("/2-sing.mp3");
    int size = whole.body().length;
    assertThat(whole.statusCode()).isEqualTo(200);
    assertThat(List.of(whole, part, end))
        .allSatisfy(
            it -> {
              assertThat(it.headers().firstValue("Content-Type")).contains("audio/mpeg");
              assertThat(it.headers().firstValue("Accept-Ranges")).contains("bytes");
            });
    assertThat(part.statusCode()).isEqualTo(206);
    assertThat(part.headers().firstValue("Content-Range")).contains("bytes 100-299/" + size);
    assertThat(part.body()).isEqualTo(Arrays.copyOfRange(whole.body(), 100, 300));
    assertThat(end.body()).isEqualTo(Arrays.copyOfRange(whole.body(), size - 100, size));
  }

  @Test
  void the_option_selects_the_output_and_its_price() throws Exception {
    JsonNode audio = created("{\"verses\": 3}");
    JsonNode video = created("{\"pipeline_mode\": \"video\"}");

    assertThat(audio.at("/options/verses").asInt()).isEqualTo(3);
    assertThat(video.at("/result/0/content_type").asText()).isEqualTo("video/mp4");
    assertThat(credits(audio)).isEqualTo(10);
    assertThat(credits(video)).isEqualTo(320);
  }

  @Test
  void the_kit_finds_no_difference() {
    ProgramRun run =
        ProgramRun.of(
            Map.of("KEY", KEY)::get,
            List.of(
                "--target=" + simulator.url(),
                "--api-key-env=KEY",
                "--document=" + document,
                "--template=" + AudioTemplate.ID,
                "--sequences=5"));

    assertThat(run.out()).as(run.err()).endsWith("Conforms to the document\n");
    assertThat(run.code()).isZero();
  }

  @Test
  void the_client_has_the_builder_and_downloads_an_mp3() throws Exception {
    JavaClientBuild client = JavaClientBuild.of(document, directory.resolve("client"));
    Path files = directory.resolve("files");

    String output =
        client.run(
            """
            import java.nio.file.Files;
            import java.nio.file.Path;
            import net.vimmerse.workflow.client.WorkflowClient;
            import net.vimmerse.workflow.client.model.*;

            class Lullaby {
              public static void main(String[] args) throws Exception {
                try (WorkflowClient client =
                    WorkflowClient.builder().baseUrl(args[0]).apiKey("demo").build()) {
                  VimLullabyOptions options =
                      VimLullabyOptions.builder()
                          .pipelineMode(VimLullabyPipelineMode.AUDIO)
                          .verses(3)
                          .build();
                  Workflow done =
                      client.create(
                              VimLullabyRequest.builder()
                                  .addImageUrl("https://example.com/in.png")
                                  .options(options)
                                  .build())
                          .await();
                  for (Path file : client.downloadAll(done, Path.of(args[1]))) {
                    System.out.println(file.getFileName() + " " + Files.size(file));
                  }
                }
              }
            }
            """,
            simulator.url(),
            files.toString());

    assertThat(output).isEqualTo("2-sing.mp3 " + Files.size(files.resolve("2-sing.mp3")));
    assertThat(Files.readAllBytes(files.resolve("2-sing.mp3")))
        .isEqualTo(get(created("{}").at("/result/0/url").asText(), "Accept", "*/*").body());
  }

  /** Creates a workflow, which ends at once, and returns it. */
  private static JsonNode created(String options) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(simulator.url() + "/v2/workflow"))
            .header("X-Api-Key", KEY)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(CREATION.formatted(AudioTemplate.ID, options)))
            .build();
    HttpResponse<String> response = HTTP.send(request, BodyHandlers.ofString());
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    return JSON.readTree(response.body()).path("data");
  }

  /** Returns what a workflow has cost. */
  private static int credits(JsonNode workflow) throws Exception {
    String path = "/__admin/simulator/workflows/" + workflow.path("id").asText();
    return JSON.readTree(get(simulator.url() + path, "X-Api-Key", KEY).body())
        .path("credits")
        .asInt();
  }

  private static HttpResponse<byte[]> get(String url, String header, String value)
      throws IOException, InterruptedException {
    return HTTP.send(
        HttpRequest.newBuilder(URI.create(url)).header(header, value).build(),
        BodyHandlers.ofByteArray());
  }
}
