package net.vimmerse.workflow.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.type.StringDataType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataDirectoryTest {

  private static final String KEY = "the-same-key";

  @TempDir private Path directory;

  @Test
  void everything_is_there_again_byte_for_byte() {
    List<String> before;
    try (Simulator simulator = start()) {
      Api api = new Api(simulator, KEY);
      Kept.fill(api);
      before = Kept.answers(simulator, api);
    }
    try (Simulator simulator = start()) {
      assertThat(Kept.answers(simulator, new Api(simulator, KEY))).isEqualTo(before);
    }
  }

  @Test
  void what_was_told_survives_the_third_start_as_well() {
    String first;
    String second;
    try (Simulator simulator = start()) {
      first = new Api(simulator, KEY).createdFor("x").path("id").asText();
    }
    try (Simulator simulator = start()) {
      second = new Api(simulator, KEY).createdFor("x").path("id").asText();
    }
    try (Simulator simulator = start()) {
      assertThat(
              new Api(simulator, KEY).admin("/workflows").path("workflows").findValuesAsText("id"))
          .containsExactly(first, second)
          .doesNotHaveDuplicates();
    }
  }

  @Test
  void a_call_back_that_was_to_come_still_comes() {
    try (Simulator simulator = start()) {
      Api api = new Api(simulator, KEY);
      api.admin("POST", "/clock", "{\"frozen\": true}");
      api.created(Kept.WITH_WEBHOOK);
    }
    try (Simulator simulator = start()) {
      Api api = new Api(simulator, KEY);
      assertThat(api.admin("/webhooks").at("/deliveries/0/attempts")).isEmpty();

      api.admin("POST", "/clock", "{\"advance\": \"1m\"}");

      assertThat(api.admin("/webhooks").at("/deliveries/0/attempts")).isNotEmpty();
    }
  }

  @Test
  void a_clock_that_ran_has_run_on_and_one_that_stood_still_stands() {
    Instant ran;
    Instant stood;
    try (Simulator simulator = start()) {
      simulator.world("runs").clock().set(Instant.parse("2040-01-01T00:00:00Z"));
      simulator.world("stands").clock().freeze();
      ran = simulator.world("runs").clock().instant();
      stood = simulator.world("stands").clock().instant();
    }
    try (Simulator simulator = start()) {
      assertThat(simulator.world("runs").clock().instant())
          .isAfter(ran)
          .isBefore(ran.plus(Duration.ofHours(1)));
      assertThat(simulator.world("stands").clock().instant()).isEqualTo(stood);
    }
  }

  @Test
  void the_clock_of_all_worlds_goes_on_as_well() {
    Instant stood;
    try (Simulator simulator = start()) {
      simulator.clock().set(Instant.parse("2040-01-01T00:00:00Z"));
      simulator.clock().freeze();
      stood = simulator.clock().instant();
    }
    try (Simulator simulator = start()) {
      assertThat(simulator.world(KEY).clock().instant()).isEqualTo(stood);
    }
  }

  @Test
  void what_was_deleted_changed_or_reset_stays_so() {
    String changed;
    String deleted;
    try (Simulator simulator = start()) {
      Api api = new Api(simulator, KEY);
      changed = api.createdFor("x").path("id").asText();
      deleted = api.createdFor("x").path("id").asText();
      api.update(changed, "{\"title\": \"another\"}");
      api.delete(deleted);
      Api other = new Api(simulator, "other");
      other.createdFor("x");
      other.admin("POST", "/reset", "");
    }
    try (Simulator simulator = start()) {
      Api api = new Api(simulator, KEY);
      assertThat(api.workflow(changed).path("title").asText()).isEqualTo("another");
      assertThat(api.get("/v2/workflow/" + deleted).status()).isEqualTo(404);
      assertThat(new Api(simulator, "other").admin("/workflows").path("workflows")).isEmpty();
      Api.send(
          java.net.http.HttpRequest.newBuilder(
                  java.net.URI.create(simulator.url() + "/__admin/simulator/reset"))
              .POST(java.net.http.HttpRequest.BodyPublishers.noBody()));
    }
    try (Simulator simulator = start()) {
      assertThat(simulator.world("another").clock().followsSource()).isTrue();
      assertThat(new Api(simulator, KEY).admin("/workflows").path("workflows")).isEmpty();
    }
  }

  @Test
  void two_at_once_cannot_have_one_directory() {
    try (Simulator first = start()) {
      assertThat(first.port()).isPositive();
      assertRefused("in use by another simulator");
    }
  }

  @Test
  void a_directory_that_is_a_file_is_refused() throws IOException {
    Path file = Files.writeString(directory.resolve("file"), "x");

    assertThatThrownBy(() -> Simulator.builder().data(file).start())
        .isInstanceOf(CannotStartException.class)
        .hasMessageContaining(file.toString());
  }

  @Test
  void a_file_of_something_else_is_refused_and_left_as_it_is() throws IOException {
    Path file = Files.writeString(directory.resolve("simulator.facts"), "x".repeat(20_000));

    assertRefused("is damaged");
    assertThat(file).hasContent("x".repeat(20_000));
  }

  @Test
  void a_damaged_record_is_named_and_nothing_is_lost() {
    try (Simulator simulator = start()) {
      new Api(simulator, KEY).createdFor("x");
    }
    change("workflows", Map.of("broken", "{\"id\": \"broken\"}"));

    assertRefused("the record broken cannot be read");
    assertRefused("the record broken cannot be read");
  }

  @Test
  void wherever_a_file_is_damaged_it_is_refused_and_left_as_it_is_or_read() throws IOException {
    try (Simulator simulator = start()) {
      Kept.fill(new Api(simulator, KEY));
    }
    Path file = directory.resolve("simulator.facts");
    byte[] whole = Files.readAllBytes(file);
    Random random = new Random(7);
    int refused = 0;
    for (int n = 0; n < 15; n++) {
      byte[] damaged = whole.clone();
      for (int at = random.nextInt(whole.length - 64), i = 0; i < 64; i++) {
        damaged[at + i] ^= (byte) (random.nextInt(255) + 1);
      }
      Files.write(file, damaged);
      try (Simulator simulator = start()) {
        assertThat(simulator.port()).isPositive();
      } catch (CannotStartException e) {
        refused++;
        assertThat(e.getMessage()).hasLineCount(1).contains(directory.toString());
        assertThat(file).hasBinaryContent(damaged);
      }
    }
    assertThat(refused).isPositive();
  }

  @Test
  void a_newer_format_is_refused() {
    change("about", Map.of("version", "2"));

    assertRefused("version 2");
  }

  private void change(String map, Map<String, String> records) {
    try (MVStore store = MVStore.open(directory.resolve("simulator.facts").toString())) {
      MVMap<String, String> kept =
          store.openMap(
              map,
              new MVMap.Builder<String, String>()
                  .keyType(StringDataType.INSTANCE)
                  .valueType(StringDataType.INSTANCE));
      kept.putAll(records);
    }
  }

  private void assertRefused(String reason) {
    StringWriter err = new StringWriter();
    int code =
        Main.commandLine(Map.of())
            .setErr(new PrintWriter(err, true))
            .execute("--port=0", "--data=" + directory);

    assertThat(err.toString().strip()).hasLineCount(1).contains(directory.toString(), reason);
    assertThat(code).isEqualTo(1);
  }

  private Simulator start() {
    return Simulator.builder().seed(5).credits(100_000).refunds(true).data(directory).start();
  }
}
