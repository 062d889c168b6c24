package net.vimmerse.workflow.simulator.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import net.vimmerse.workflow.simulator.store.Durability;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalTest {

  /** Longer than a block of the journal. */
  private static final String LONG = "x".repeat(100_000);

  @TempDir private Path directory;

  @Test
  void changes_are_there_after_a_process_was_killed() {
    StateFile file = open();
    put(file, "key", "é, \uD83D\uDE80, " + LONG);
    put(file, "removed", "text");
    file.map(StateFile.WORKFLOWS).remove("removed");
    file.commit();
    file.abandon();

    file = checked();
    StateMap workflows = file.map(StateFile.WORKFLOWS);
    assertThat(workflows.keys()).containsExactly("key");
    assertThat(workflows.get("key")).isEqualTo("é, \uD83D\uDE80, " + LONG);
    file.abandon();
  }

  @Test
  void a_commit_whose_end_is_missing_was_not_made_and_is_overwritten() throws IOException {
    StateFile file = open();
    put(file, "first", "text");
    byte[] commitFile = Files.readAllBytes(directory.resolve(CommitFile.NAME));
    long complete = Files.size(journal());
    put(file, "second", LONG);
    file.abandon();
    byte[] bytes = Files.readAllBytes(journal());
    for (int length = bytes.length - 1; length >= complete; length -= 30_000) {
      Files.write(journal(), Arrays.copyOf(bytes, length));
      Files.write(directory.resolve(CommitFile.NAME), commitFile);

      file = checked();
      assertThat(file.map(StateFile.WORKFLOWS).keys()).containsExactly("first");
      put(file, "third", "text");
      file.abandon();
      file = checked();
      assertThat(file.map(StateFile.WORKFLOWS).keys()).containsExactly("first", "third");
      file.abandon();
    }
  }

  @Test
  void the_state_file_takes_over_the_journal_when_it_has_grown() throws IOException {
    StateFile file = open();
    for (int i = 0; i < 50; i++) {
      put(file, "key " + i, LONG);
      file.checkpointIfDue();
    }

    assertThat(Files.size(journal())).isLessThan(2 << 20);
    file.abandon();
    file = checked();
    assertThat(file.map(StateFile.WORKFLOWS).keys()).hasSize(50);
    file.abandon();
  }

  @Test
  void commits_that_the_state_file_has_already_are_skipped() throws IOException {
    StateFile file = open();
    put(file, "key", "first");
    put(file, "key", "second");
    byte[] copy = Files.readAllBytes(journal());
    file.close();
    assertThat(journal()).isEmptyFile();
    Files.write(journal(), copy);

    file = checked();
    put(file, "another", "text");
    file.abandon();
    file = checked();
    assertThat(file.map(StateFile.WORKFLOWS).get("key")).isEqualTo("second");
    assertThat(file.map(StateFile.WORKFLOWS).keys()).containsExactly("another", "key");
    file.abandon();
  }

  @Test
  void an_older_copy_of_the_state_file_is_found() throws IOException {
    StateFile file = open();
    put(file, "key", "first");
    file.close();
    byte[] state = Files.readAllBytes(directory.resolve(StateFile.NAME));
    byte[] commit = Files.readAllBytes(directory.resolve(CommitFile.NAME));
    file = open();
    put(file, "key", "second");
    file.close();
    file = open();
    put(file, "key", "third");
    file.abandon();
    Files.write(directory.resolve(StateFile.NAME), state);
    Files.write(directory.resolve(CommitFile.NAME), commit);

    assertThatThrownBy(this::checked)
        .isInstanceOf(DamagedFileException.class)
        .hasMessageContaining("simulator.db is older than simulator.journal");
  }

  @Test
  void what_follows_the_last_commit_is_ignored() throws IOException {
    StateFile file = open();
    put(file, "key", "text");
    file.abandon();
    for (byte[] garbage :
        new byte[][] {{1}, new byte[100], LONG.getBytes(StandardCharsets.US_ASCII)}) {
      byte[] before = Files.readAllBytes(journal());
      Files.write(journal(), garbage, StandardOpenOption.APPEND);

      file = checked();
      assertThat(file.map(StateFile.WORKFLOWS).keys()).containsExactly("key");
      file.abandon();
      Files.write(journal(), before);
    }
  }

  private StateFile open() {
    return StateFile.open(directory, Durability.PROCESS);
  }

  private StateFile checked() {
    StateFile file = open();
    try {
      file.requireLastCommit();
      RecordChecksum found = new RecordChecksum(Commit.NONE);
      file.map(StateFile.WORKFLOWS)
          .entries()
          .forEach(each -> found.add(StateFile.WORKFLOWS, each.getKey(), each.getValue()));
      file.requireRecords(found);
      return file;
    } catch (DamagedFileException e) {
      file.abandon();
      throw e;
    }
  }

  private Path journal() {
    return directory.resolve(Journal.NAME);
  }

  private static void put(StateFile file, String key, String json) {
    file.map(StateFile.WORKFLOWS).put(key, json);
    file.commit();
  }
}
