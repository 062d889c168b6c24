package net.vimmerse.workflow.simulator.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import net.vimmerse.workflow.simulator.ApiClient;
import net.vimmerse.workflow.simulator.Simulator;
import net.vimmerse.workflow.simulator.cli.ProgramRunner;
import net.vimmerse.workflow.simulator.simulation.NamespaceId;
import net.vimmerse.workflow.simulator.snapshot.SampleState;
import net.vimmerse.workflow.simulator.store.StartupException;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.type.StringDataType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataDirectoryTest {

  private static final String KEY = "the-same-key";

  @TempDir private Path directory;

  @Test
  void a_restart_restores_the_complete_state() {
    List<String> before;
    try (Simulator simulator = start()) {
      ApiClient api = new ApiClient(simulator, KEY);
      SampleState.fill(api);
      before = SampleState.responses(simulator, api);
    }
    try (Simulator simulator = start()) {
      assertThat(SampleState.responses(simulator, new ApiClient(simulator, KEY))).isEqualTo(before);
    }
  }

  @Test
  void text_of_any_script_survives_a_restart() {
    String title = "Zürich, 東京, \uD83D\uDE80, " + "é".repeat(50);
    String id;
    try (Simulator simulator = start()) {
      ApiClient api = new ApiClient(simulator, KEY);
      id = api.createdFor("x").path("id").asText();
      api.update(id, "{\"title\": \"" + title + "\"}");
    }
    try (Simulator simulator = start()) {
      assertThat(new ApiClient(simulator, KEY).workflow(id).path("title").asText())
          .isEqualTo(title);
    }
  }

  @Test
  void only_the_owner_can_read_the_files() throws IOException {
    Path data = directory.resolve("new/data");
    Simulator.builder().data(data).start().close();

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data)))
        .isEqualTo("rwx------");
    try (Stream<Path> files = Files.list(data)) {
      assertThat(files)
          .isNotEmpty()
          .allSatisfy(
              file ->
                  assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                      .isEqualTo("rw-------"));
    }
  }

  @Test
  void workflows_survive_several_restarts() {
    String first;
    String second;
    try (Simulator simulator = start()) {
      first = new ApiClient(simulator, KEY).createdFor("x").path("id").asText();
    }
    try (Simulator simulator = start()) {
      second = new ApiClient(simulator, KEY).createdFor("x").path("id").asText();
    }
    try (Simulator simulator = start()) {
      assertThat(
              new ApiClient(simulator, KEY)
                  .admin("/workflows")
                  .path("workflows")
                  .findValuesAsText("id"))
          .containsExactly(first, second)
          .doesNotHaveDuplicates();
    }
  }

  @Test
  void workflows_that_are_created_at_the_same_time_stay_in_the_order_of_their_creation() {
    List<String> created = new ArrayList<>();
    try (Simulator simulator = start()) {
      ApiClient api = new ApiClient(simulator, KEY);
      api.admin("POST", "/clock", "{\"frozen\": true}");
      for (int i = 0; i < 10; i++) {
        created.add(api.createdFor("x").path("id").asText());
      }
      assertThat(ids(api)).isEqualTo(created);
    }
    try (Simulator simulator = start()) {
      assertThat(ids(new ApiClient(simulator, KEY))).isEqualTo(created);
    }
  }

  private static List<String> ids(ApiClient api) {
    return api.admin("/workflows").path("workflows").findValuesAsText("id");
  }

  @Test
  void scheduled_webhooks_are_sent_after_a_restart() {
    try (Simulator simulator = start()) {
      ApiClient api = new ApiClient(simulator, KEY);
      api.admin("POST", "/clock", "{\"frozen\": true}");
      api.created(SampleState.WITH_WEBHOOK);
    }
    try (Simulator simulator = start()) {
      ApiClient api = new ApiClient(simulator, KEY);
      assertThat(api.admin("/webhooks").at("/deliveries/0/attempts")).isEmpty();

      api.admin("POST", "/clock", "{\"advance\": \"1m\"}");

      assertThat(api.admin("/webhooks").at("/deliveries/0/attempts")).isNotEmpty();
    }
  }

  @Test
  void a_running_clock_continues_and_a_frozen_clock_stays_frozen() {
    Instant ran;
    Instant stood;
    try (Simulator simulator = start()) {
      simulator.namespace("runs").clock().set(Instant.parse("2040-01-01T00:00:00Z"));
      simulator.namespace("stands").clock().freeze();
      ran = simulator.namespace("runs").clock().instant();
      stood = simulator.namespace("stands").clock().instant();
    }
    try (Simulator simulator = start()) {
      assertThat(simulator.namespace("runs").clock().instant())
          .isAfter(ran)
          .isBefore(ran.plus(Duration.ofHours(1)));
      assertThat(simulator.namespace("stands").clock().instant()).isEqualTo(stood);
    }
  }

  @Test
  void the_global_clock_is_restored() {
    Instant stood;
    try (Simulator simulator = start()) {
      simulator.clock().set(Instant.parse("2040-01-01T00:00:00Z"));
      simulator.clock().freeze();
      stood = simulator.clock().instant();
    }
    try (Simulator simulator = start()) {
      assertThat(simulator.namespace(KEY).clock().instant()).isEqualTo(stood);
    }
  }

  @Test
  void deletions_updates_and_resets_are_persisted() {
    String changed;
    String deleted;
    try (Simulator simulator = start()) {
      ApiClient api = new ApiClient(simulator, KEY);
      changed = api.createdFor("x").path("id").asText();
      deleted = api.createdFor("x").path("id").asText();
      api.update(changed, "{\"title\": \"another\"}");
      api.delete(deleted);
      ApiClient other = new ApiClient(simulator, "other");
      other.createdFor("x");
      other.admin("POST", "/reset", "");
    }
    try (Simulator simulator = start()) {
      ApiClient api = new ApiClient(simulator, KEY);
      assertThat(api.workflow(changed).path("title").asText()).isEqualTo("another");
      assertThat(api.get("/v2/workflow/" + deleted).status()).isEqualTo(404);
      assertThat(new ApiClient(simulator, "other").admin("/workflows").path("workflows")).isEmpty();
      ApiClient.send(
          java.net.http.HttpRequest.newBuilder(
                  java.net.URI.create(simulator.url() + "/__admin/simulator/reset"))
              .POST(java.net.http.HttpRequest.BodyPublishers.noBody()));
    }
    try (Simulator simulator = start()) {
      assertThat(simulator.namespace("another").clock().followsSource()).isTrue();
      assertThat(new ApiClient(simulator, KEY).admin("/workflows").path("workflows")).isEmpty();
    }
  }

  @Test
  void a_directory_in_use_is_rejected() {
    try (Simulator first = start()) {
      assertThat(first.port()).isPositive();
      assertRejected("in use by another simulator");
    }
  }

  @Test
  void a_directory_that_is_a_file_is_rejected() throws IOException {
    Path file = Files.writeString(directory.resolve("file"), "x");

    assertThatThrownBy(() -> Simulator.builder().data(file).start())
        .isInstanceOf(StartupException.class)
        .hasMessageContaining(file.toString());
  }

  @Test
  void a_foreign_file_is_rejected_and_not_changed() throws IOException {
    Path file = Files.writeString(directory.resolve("simulator.db"), "x".repeat(20_000));

    assertRejected("is damaged");
    assertThat(file).hasContent("x".repeat(20_000));
  }

  @Test
  void a_damaged_record_is_named_and_the_file_is_not_changed() {
    try (Simulator simulator = start()) {
      new ApiClient(simulator, KEY).createdFor("x");
    }
    String key = NamespaceId.of(KEY).name() + "/broken";
    change("workflows", Map.of(key, "{\"id\": \"broken\"}"));

    assertRejected("the record " + key + " cannot be read");
    assertRejected("the record " + key + " cannot be read");
  }

  @Test
  void an_error_in_another_file_is_not_called_damage() throws IOException {
    try (Simulator simulator = start()) {
      new ApiClient(simulator, KEY).createdFor("x");
    }
    byte[] before = Files.readAllBytes(directory.resolve("simulator.db"));
    Path rules = Files.writeString(directory.resolve("rules.yaml"), "unknown: []");

    assertThat(
            ProgramRunner.failToStart(
                "--port=0", "--data=" + directory, "--recover", "--rules=" + rules))
        .contains(rules.toString())
        .doesNotContain("damaged", "recover");

    assertThat(directory.resolve("simulator.db")).hasBinaryContent(before);
    Path data = directory.resolve("new");
    ProgramRunner.failToStart("--port=0", "--data=" + data, "--rules=" + rules);
    assertThat(data).doesNotExist();
  }

  @Test
  void a_newer_format_is_rejected() {
    change("metadata", Map.of("version", "4"));

    assertRejected("version 4");
  }

  private void change(String map, Map<String, String> namespaceRecords) {
    try (MVStore store = MVStore.open(directory.resolve("simulator.db").toString())) {
      MVMap<String, String> persisted =
          store.openMap(
              map,
              new MVMap.Builder<String, String>()
                  .keyType(StringDataType.INSTANCE)
                  .valueType(StringDataType.INSTANCE));
      persisted.putAll(namespaceRecords);
    }
  }

  private void assertRejected(String reason) {
    assertThat(ProgramRunner.failToStart("--port=0", "--data=" + directory))
        .hasLineCount(1)
        .contains(directory.toString(), reason);
  }

  private Simulator start() {
    return Simulator.builder().seed(5).credits(100_000).refunds(true).data(directory).start();
  }
}
