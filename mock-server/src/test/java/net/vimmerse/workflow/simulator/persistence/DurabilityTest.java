package net.vimmerse.workflow.simulator.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import net.vimmerse.workflow.simulator.ApiClient;
import net.vimmerse.workflow.simulator.Simulator;
import net.vimmerse.workflow.simulator.store.Durability;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Counts how often the JVM forces a file to the disk. */
class DurabilityTest {

  private static final int CHANGES = 10;

  @TempDir private Path directory;

  @Test
  void each_change_is_forced_to_the_disk_with_fsync() throws IOException {
    assertThat(forced(Durability.FSYNC, Journal.NAME)).isGreaterThanOrEqualTo(CHANGES);
    assertThat(forced(Durability.FSYNC, CommitFile.NAME)).isGreaterThanOrEqualTo(CHANGES);
  }

  @Test
  void no_change_waits_for_the_disk_by_default() throws IOException {
    assertThat(forced(Durability.PROCESS, Journal.NAME)).isZero();
    assertThat(forced(Durability.PROCESS, CommitFile.NAME)).isZero();
  }

  private long forced(Durability durability, String file) throws IOException {
    Path data = directory.resolve(durability + file);
    Path events = directory.resolve("events.jfr");
    try (Recording recording = new Recording();
        Simulator simulator = Simulator.builder().data(data).durability(durability).start()) {
      recording.enable("jdk.FileForce").withoutThreshold();
      recording.start();
      ApiClient api = new ApiClient(simulator);
      for (int i = 0; i < CHANGES; i++) {
        api.createdFor("x");
      }
      recording.stop();
      recording.dump(events);
    }
    return RecordingFile.readAllEvents(events).stream()
        .map((RecordedEvent event) -> event.getString("path"))
        // Another test of this process may force a channel that it has closed.
        .filter(Objects::nonNull)
        .map(Path::of)
        .filter(data.resolve(file)::equals)
        .count();
  }
}
