package net.vimmerse.workflow.simulator.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.vimmerse.workflow.simulator.ApiClient;
import net.vimmerse.workflow.simulator.Simulator;
import net.vimmerse.workflow.simulator.simulation.NamespaceId;
import net.vimmerse.workflow.simulator.snapshot.SampleState;
import net.vimmerse.workflow.simulator.store.Durability;
import net.vimmerse.workflow.simulator.store.StartupException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Damages a file of a simulator: the state file after a regular end, or the journal of a killed
 * simulator.
 */
@ParameterizedClass
@ValueSource(strings = {StateFile.NAME, Journal.NAME})
class DamagedDataTest {

  private static final String KEY = "the-same-key";
  private static final int LATER = 40;

  private static final List<String> FILES = List.of(StateFile.NAME, Journal.NAME, CommitFile.NAME);

  @Parameter private String file;

  @TempDir private Path directory;
  private final List<String> ids = new ArrayList<>();
  private List<String> whole = List.of();
  private byte[] before = new byte[0];
  private byte[] bytes = new byte[0];
  private final Map<String, byte[]> copies = new HashMap<>();
  private Path damaged;

  /** A copy of the files while the simulator runs is what a killed one leaves. */
  @BeforeEach
  void end() throws IOException {
    Path running = directory.resolve("running");
    damaged = Files.createDirectory(directory.resolve("damaged"));
    boolean killed = file.equals(Journal.NAME);
    Simulator simulator = Simulator.builder().data(running).start();
    try {
      SampleState.fill(new ApiClient(simulator, KEY));
      if (!killed) {
        simulator.close();
      }
      before = Files.readAllBytes(running.resolve(file));
      if (!killed) {
        simulator = Simulator.builder().data(running).start();
      }
      ApiClient api = new ApiClient(simulator, KEY);
      for (int i = 0; i < LATER; i++) {
        api.createdFor("x");
      }
      ids.addAll(ids(api));
      whole = SampleState.responses(simulator, api);
      if (!killed) {
        simulator.close();
      }
      for (String name : FILES) {
        copies.put(name, Files.readAllBytes(running.resolve(name)));
      }
      bytes = copies.get(file);
      restore();
    } finally {
      simulator.close();
    }
  }

  @Test
  void an_intact_file_is_accepted() {
    assertThat(responses()).isEqualTo(whole);
  }

  @Test
  void a_change_that_was_not_acknowledged_is_accepted() throws IOException {
    Path commitFile = damaged.resolve(CommitFile.NAME);
    Commit last = CommitFile.read(commitFile).orElseThrow();
    try (CommitFile older = CommitFile.open(commitFile)) {
      older.write(new Commit(last.number() - 1, last.at(), 0, 0), force -> {});
    }

    assertThat(responses()).isEqualTo(whole);
  }

  @Test
  void a_missing_byte_is_found_and_the_message_says_what_is_missing() throws IOException {
    truncate();

    assertThatThrownBy(this::start)
        .isInstanceOf(StartupException.class)
        .hasMessageContaining("simulator.db is damaged: the last ")
        .hasMessageContaining("changes, made from 20")
        .hasMessageContaining("--recover");
  }

  @Test
  void an_older_file_is_found() throws IOException {
    write(before);

    assertThatThrownBy(this::start)
        .isInstanceOf(StartupException.class)
        .hasMessageMatching(".*the last 4\\d changes, made from 20.*");
  }

  @Test
  void damage_anywhere_is_found_or_harmless() throws IOException {
    Random random = new Random(7);
    int found = 0;
    for (int n = 0; n < 40; n++) {
      byte[] malformed = bytes.clone();
      int length = n % 2 == 0 ? 1 : 64;
      for (int at = random.nextInt(bytes.length - length), i = 0; i < length; i++) {
        malformed[at + i] ^= (byte) (random.nextInt(255) + 1);
      }
      write(malformed);
      try {
        assertThat(responses()).isEqualTo(whole);
        restore();
      } catch (StartupException e) {
        found++;
        assertThat(e.getMessage()).hasLineCount(1).contains(damaged.toString(), "--recover");
        assertThat(damaged.resolve(file)).hasBinaryContent(malformed);
      }
    }
    assertThat(found).isPositive();
  }

  @Test
  void a_commit_file_that_is_damaged_or_missing_is_named() throws IOException {
    Path commitFile = damaged.resolve(CommitFile.NAME);
    Files.writeString(commitFile, Files.readString(commitFile).replace('T', 't'));
    assertThatThrownBy(this::start).hasMessageContaining("simulator.commit is damaged");

    Files.delete(commitFile);
    assertThatThrownBy(this::start).hasMessageContaining("simulator.commit is missing");

    try (Simulator simulator = recover()) {
      assertThat(SampleState.responses(simulator, new ApiClient(simulator, KEY))).isEqualTo(whole);
    }
    assertThat(responses()).isEqualTo(whole);
  }

  @Test
  void recovery_continues_with_what_is_readable_and_keeps_the_damaged_file() throws IOException {
    byte[] malformed = truncate();
    List<String> recovered;
    try (Simulator simulator = recover()) {
      ApiClient api = new ApiClient(simulator, KEY);
      recovered = ids(api);
      assertThat(recovered).isNotEmpty();
      assertThat(ids).containsAll(recovered);
      api.createdFor("later");
    }
    assertThat(
            damaged.resolve(
                file.equals(StateFile.NAME)
                    ? "simulator.db.damaged"
                    : "simulator.db.damaged.journal"))
        .hasBinaryContent(malformed);
    try (Simulator simulator = start()) {
      assertThat(simulator.namespace(KEY).workflows()).hasSize(recovered.size() + 1);
    }
  }

  @Test
  void recovery_drops_a_malformed_record() throws IOException {
    StateFile state = StateFile.open(damaged, Durability.PROCESS);
    String key = NamespaceId.of(KEY).name() + "/broken";
    state.map(StateFile.WORKFLOWS).put(key, "{\"id\": \"broken\"}");
    state.commit();
    state.close();
    assertThatThrownBy(this::start).hasMessageContaining("the record " + key + " cannot be read");

    try (Simulator simulator = recover()) {
      assertThat(SampleState.responses(simulator, new ApiClient(simulator, KEY))).isEqualTo(whole);
    }
  }

  @Test
  void a_file_without_anything_readable_is_not_replaced() throws IOException {
    byte[] foreign = new byte[20_000];
    Arrays.fill(foreign, (byte) 'x');
    write(foreign);

    assertThatThrownBy(this::recover)
        .isInstanceOf(StartupException.class)
        .hasMessageContaining("nothing in it is readable; it was not changed");
    assertThat(damaged.resolve(file)).hasBinaryContent(foreign);
  }

  @Test
  void a_file_whose_records_are_all_unreadable_is_not_replaced() throws IOException {
    Path empty = directory.resolve("empty");
    StateFile state = StateFile.open(empty, Durability.PROCESS);
    state.map(StateFile.NAMESPACES).put("broken", "{}");
    state.commit();
    state.close();
    byte[] content = Files.readAllBytes(empty.resolve(StateFile.NAME));

    assertThatThrownBy(() -> Simulator.builder().data(empty).recover(true).start())
        .isInstanceOf(StartupException.class)
        .hasMessageContaining("nothing in it is readable; it was not changed");
    assertThat(empty.resolve(StateFile.NAME)).hasBinaryContent(content);
    assertThat(empty.resolve("recovery")).doesNotExist();
  }

  @Test
  void records_that_contradict_each_other_are_reported_after_the_recovery() throws IOException {
    StateFile state = StateFile.open(damaged, Durability.PROCESS);
    String own = NamespaceId.of(KEY).name();
    String other = NamespaceId.of("other").name();
    state
        .map(StateFile.NAMESPACES)
        .put(other, state.map(StateFile.NAMESPACES).get(own).replace(own, other));
    String id = ids.get(0);
    StateMap workflows = state.map(StateFile.WORKFLOWS);
    String key = workflows.keys().stream().filter(it -> it.endsWith(id)).findFirst().orElseThrow();
    workflows.put(key.replace(own, other), workflows.get(key).replace(own, other));
    state.commit();
    state.close();

    assertThatThrownBy(this::recover)
        .isInstanceOf(StartupException.class)
        .hasMessageContaining("what was recovered is not consistent");
  }

  /** Truncates the file until it is damaged: its end may be free. */
  private byte[] truncate() throws IOException {
    byte[] malformed = Arrays.copyOf(bytes, bytes.length - 1);
    write(malformed);
    while (starts()) {
      restore();
      malformed = Arrays.copyOf(malformed, malformed.length - 4_096);
      write(malformed);
    }
    return malformed;
  }

  private boolean starts() {
    try {
      assertThat(responses()).isEqualTo(whole);
      return true;
    } catch (StartupException e) {
      return false;
    }
  }

  private List<String> responses() {
    try (Simulator simulator = start()) {
      return SampleState.responses(simulator, new ApiClient(simulator, KEY));
    }
  }

  private static List<String> ids(ApiClient api) {
    return api.admin("/workflows?limit=1000").path("workflows").findValuesAsText("id");
  }

  private Simulator start() {
    return Simulator.builder().data(damaged).start();
  }

  private Simulator recover() {
    return Simulator.builder().data(damaged).recover(true).start();
  }

  private void write(byte[] content) throws IOException {
    Files.write(damaged.resolve(file), content);
  }

  private void restore() throws IOException {
    for (String name : FILES) {
      Files.write(damaged.resolve(name), copies.get(name));
    }
  }
}
