package net.vimmerse.workflow.simulator.seed;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import net.vimmerse.workflow.simulator.ApiClient;
import net.vimmerse.workflow.simulator.Simulator;
import net.vimmerse.workflow.simulator.cli.ProgramRunner;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SeedFileTest {

  private static final String GOOD =
      """
      - key: front-end
        request:
          template_id: vim_astronaut
          title: Launch
          image_urls: [https://example.com/in.png]
          options: {aspect_ratio: "9:16"}
        outcome: immediate
        count: 2
      - key: other
        request: {image_urls: ["https://example.com/in.png"]}
        outcome: stuck=70
      """;

  @TempDir private Path directory;

  @Test
  void workflows_exist_from_the_start_in_their_namespaces() throws IOException {
    try (Simulator simulator = Simulator.builder().seedFile(file(GOOD)).start()) {
      ApiClient frontEnd = new ApiClient(simulator, "front-end");
      String id = frontEnd.admin("/workflows").at("/workflows/1/id").asText();

      assertThat(frontEnd.admin("/workflows").path("workflows")).hasSize(2);
      assertThat(frontEnd.workflow(id).path("processing_status").asText()).isEqualTo("success");
      assertThat(frontEnd.workflow(id).at("/options/aspect_ratio").asText()).isEqualTo("9:16");
      assertThat(new ApiClient(simulator, "other").admin("/workflows").path("workflows"))
          .hasSize(1);
    }
  }

  @Test
  void seeded_workflows_cost_credits_but_are_not_logged() throws IOException {
    try (Simulator simulator = Simulator.builder().credits(250).seedFile(file(GOOD)).start()) {
      ApiClient api = new ApiClient(simulator, "front-end");

      assertThat(api.admin("/credits").path("balance").asInt()).isEqualTo(50);
      assertThat(api.admin("/requests").path("count").asInt()).isZero();
    }
  }

  @Test
  void the_file_may_be_json() throws IOException {
    Path json = file("[{\"key\": \"k\", \"request\": {}}]");

    try (Simulator simulator = Simulator.builder().seedFile(json).start()) {
      assertThat(new ApiClient(simulator, "k").admin("/workflows").path("workflows")).hasSize(1);
    }
  }

  @Test
  void a_data_directory_is_seeded_once() throws IOException {
    Path data = directory.resolve("data");
    for (int start = 0; start < 2; start++) {
      try (Simulator simulator = Simulator.builder().data(data).seedFile(file(GOOD)).start()) {
        assertThat(new ApiClient(simulator, "front-end").admin("/workflows").path("workflows"))
            .hasSize(2);
      }
    }
  }

  @Test
  void a_rejected_file_persists_nothing() throws IOException {
    Path data = directory.resolve("data");
    run("--data=" + data, "--seed-file=" + file(GOOD + "- {key: k, request: {title: 1}}\n"));

    try (Simulator simulator = Simulator.builder().data(data).start()) {
      assertThat(new ApiClient(simulator, "front-end").admin("/workflows").path("workflows"))
          .isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          key: x                                                  | a list of entries
          [3]                                                     | entry 1: expected an object
          [{request: {}}]                                         | entry 1: key
          [{key: ' ', request: {}}]                               | entry 1: key
          [{key: k}]                                              | entry 1: request
          [{key: k, request: {}}, {key: k, request: []}]          | entry 2: request
          [{key: k, request: {}, outcome: 3}]                     | entry 1: outcome
          [{key: k, request: {}, outcome: explode}]               | entry 1: outcome: unknown outcome 'explode'
          [{key: k, request: {}, count: 0}]                       | entry 1: count
          [{key: k, request: {}, count: many}]                    | entry 1: count
          [{key: k, request: {}, times: 2}]                       | entry 1: times: unknown property
          [{key: k, request: {title: 1}}]                         | entry 1: request.title
          [{key: k, request: {options: {aspect_ratio: round}}}]   | entry 1: request.options.aspect_ratio
          [{key: k, request: {template_id: vim_nope}}]            | entry 1: request:
          [{key: k, request: {event_id: 'sim:nope'}}]             | entry 1: request.event_id
          [{key: k, key: l, request: {}}]                         | line 1
          [{key: k                                                | line
          """)
  void errors_name_the_file_the_entry_and_the_property(String yaml, String named)
      throws IOException {
    Path file = file(yaml);

    String error = run("--seed-file=" + file);

    assertThat(error).hasLineCount(1).contains(file.toString(), named);
  }

  @Test
  void a_missing_file_is_reported_by_name() {
    assertThat(run("--seed-file=" + directory.resolve("nope.yaml")))
        .hasLineCount(1)
        .contains("nope.yaml", "cannot be read");
  }

  private static String run(String... options) {
    return ProgramRunner.failToStart(
        Stream.concat(Stream.of("--port=0"), Stream.of(options)).toArray(String[]::new));
  }

  private Path file(String text) throws IOException {
    return Files.writeString(directory.resolve("seeds.yaml"), text);
  }
}
