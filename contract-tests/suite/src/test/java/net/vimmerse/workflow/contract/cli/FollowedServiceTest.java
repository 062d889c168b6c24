package net.vimmerse.workflow.contract.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import net.vimmerse.workflow.contract.openapi.Document;
import net.vimmerse.workflow.contract.suite.ReferenceServer;
import net.vimmerse.workflow.contract.suite.SimulatorProgram;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * A service with other templates, prices, options, steps and times is followed by two commands:
 * then the kit finds no difference in templates, and the simulator takes the service's steps and
 * times.
 */
@EnabledIfSystemProperty(named = "tests", matches = "all")
@Timeout(300)
class FollowedServiceTest {
  private static final String KEY = "s3cret-of-mine";
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path directory;

  private Path document;
  private Path timing;

  @BeforeEach
  void copy() throws IOException {
    document = Files.write(SimulatorProgram.document(directory), Document.bundledBytes());
    timing = directory.resolve("timing.yaml");
  }

  private static ProgramRun run(String... arguments) {
    return ProgramRun.of(Map.of("KEY", KEY)::get, List.of(arguments));
  }

  private ProgramRun command(String name, ReferenceServer server, String... arguments) {
    List<String> all = new ArrayList<>(List.of(name, "--target=" + server.url()));
    all.addAll(List.of("--api-key-env=KEY", "--document=" + document));
    all.addAll(List.of(arguments));
    return run(all.toArray(String[]::new));
  }

  @Test
  void the_document_the_kit_and_the_simulator_follow_the_service() throws Exception {
    try (ReferenceServer server = ReferenceServer.start("--later", "--duration=6")) {
      ProgramRun synced = command("sync", server);
      writeDescriptions();
      ProgramRun observed =
          command(
              "observe",
              server,
              "--budget-credits=200",
              "--template=vim_jingle",
              "--template=vim_moonwalk",
              "--every-mode",
              "--parallel=3",
              "--interval=0.05",
              "--timing=" + timing);
      ProgramRun checked = command("sync", server, "--dry-run");
      ProgramRun tested =
          run(
              "--target=" + server.url(),
              "--api-key-env=KEY",
              "--document=" + document,
              "--budget-credits=200",
              "--duration=20",
              "--sequences=0");

      assertThat(synced.code()).as(synced.err()).isZero();
      assertThat(synced.out())
          .contains("added    vim_jingle", "removed  vim_genz: is not listed")
          .contains("vim_birthday: video costs 150 credits, not 100")
          .contains("  Flow: x-outputs.draw_score\n", "  Genre: description\n");
      assertThat(observed.err()).isEmpty();
      assertThat(observed.code()).as(observed.out()).isZero();
      assertThat(observed.out())
          .contains("vim_jingle audio: success after ", "1 outputs [audio/mpeg]; webhook")
          .contains("changed  the step draw_score: produces image/png");
      assertThat(checked.out()).isEqualTo("%s is up to date%n".formatted(document));
      assertThat(Files.readString(document)).doesNotContain("x-placeholder", "PLACEHOLDER");
      assertThat(tested.out())
          .contains("life of a workflow: created, read, updated, followed and deleted")
          .doesNotContain("Missing templates", "Templates with other", "Undocumented templates");
      assertThat(Files.readString(timing)).doesNotContain(KEY, "http", "127.0.0.1");
    }
    assertServedWithTheseTimes();
  }

  /** Does what a person does after sync: writes what the list does not tell. */
  private void writeDescriptions() throws IOException {
    String text = Files.readString(document);
    Files.writeString(
        document,
        text.replace("description: PLACEHOLDER", "description: Described by a person.")
            .replaceAll("(?m)^ +x-placeholder: \\[description\\]\\n", ""));
  }

  private void assertServedWithTheseTimes() throws Exception {
    JsonNode run =
        new YAMLMapper().readTree(Files.readString(timing)).at("/templates/vim_jingle/0");
    try (SimulatorProgram simulator =
        SimulatorProgram.start(directory, "--timing=" + timing, "--speed=0.1")) {
      String url = simulator.url();
      send(url + "/__admin/simulator/clock", "POST", "{\"frozen\": true}");
      JsonNode created =
          send(
              url + "/v2/workflow",
              "POST",
              "{\"template_id\":\"vim_jingle\",\"image_urls\":[\"https://example.com/a.png\"],"
                  + "\"options\":{\"verses\":3}}");
      String workflow = url + "/v2/workflow/" + created.at("/data/id").asText();
      double beforeFirst = run.path("new").asDouble() + run.at("/steps/draw_score").asDouble();
      double whole = beforeFirst + run.at("/steps/sing").asDouble();

      assertThat(created.at("/data/options/genre").asText()).isEqualTo("Rock");
      assertThat(steps(url, workflow, 10 * beforeFirst - 0.01)).isEmpty();
      assertThat(steps(url, workflow, 0.02)).containsExactly("draw_score");
      assertThat(steps(url, workflow, 10 * (whole - beforeFirst) - 0.02))
          .containsExactly("draw_score");
      assertThat(steps(url, workflow, 0.02)).containsExactly("draw_score", "sing");
      assertPlayable(send(workflow, "GET", "").at("/data/result/0"));
    }
  }

  private static List<String> steps(String url, String workflow, double later) throws Exception {
    send(
        url + "/__admin/simulator/clock",
        "POST",
        "{\"advance\": \"PT%sS\"}".formatted(Math.round(later * 1000) / 1000.0));
    JsonNode state = send(workflow, "GET", "").at("/data/completions");
    return StreamSupport.stream(state.spliterator(), false)
        .map(it -> it.path("flow").asText())
        .toList();
  }

  private static JsonNode send(String url, String method, String body) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url))
            .header("X-Api-Key", KEY)
            .header("Content-Type", "application/json")
            .method(
                method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
            .build();
    HttpResponse<String> response = HTTP.send(request, BodyHandlers.ofString());
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    return JSON.readTree(response.body());
  }

  /** Asserts that an output is a file that begins like an MP3. */
  private static void assertPlayable(JsonNode output) throws Exception {
    HttpResponse<byte[]> file =
        HTTP.send(
            HttpRequest.newBuilder(URI.create(output.path("url").asText())).build(),
            BodyHandlers.ofByteArray());
    assertThat(output.path("content_type").asText()).isEqualTo("audio/mpeg");
    assertThat(file.headers().firstValue("Content-Type")).contains("audio/mpeg");
    assertThat(file.body()[0] == 'I' || file.body()[0] == (byte) 0xff).isTrue();
  }
}
