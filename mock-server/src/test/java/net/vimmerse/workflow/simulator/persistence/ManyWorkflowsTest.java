package net.vimmerse.workflow.simulator.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import net.vimmerse.workflow.simulator.api.DefaultApi;
import net.vimmerse.workflow.simulator.api.SimulatedApi;
import net.vimmerse.workflow.simulator.namespace.EmptyNamespaces;
import net.vimmerse.workflow.simulator.namespace.Namespace;
import net.vimmerse.workflow.simulator.namespace.Namespaces;
import net.vimmerse.workflow.simulator.namespace.StateStore;
import net.vimmerse.workflow.simulator.simulation.NamespaceId;
import net.vimmerse.workflow.simulator.store.Durability;
import net.vimmerse.workflow.simulator.store.StoreListener;
import net.vimmerse.workflow.simulator.store.WorkflowStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** Persists many workflows: a few thousand, or as many as {@code -Dworkflows} says. */
@EnabledIfSystemProperty(named = "tests", matches = "all")
class ManyWorkflowsTest {

  private static final int WORKFLOWS = Integer.getInteger("workflows", 10_000);
  private static final int KEYS = 50;

  /** Requests that arrive at the same time are written together. */
  private static final int REQUESTS_PER_COMMIT = 8;

  private static final byte[] REQUEST =
      "{\"template_id\": \"vim_astronaut\", \"image_urls\": [\"https://example.com/in.png\"]}"
          .getBytes(StandardCharsets.UTF_8);

  @TempDir private Path directory;

  @Test
  void each_workflow_takes_at_most_a_kibibyte_of_the_file_and_is_there_after_a_restart()
      throws IOException {
    long start = System.nanoTime();
    try (FileStore store = open()) {
      Namespaces namespaces = store.namespaces();
      SimulatedApi api = DefaultApi.of(namespaces);
      for (int i = 0; i < WORKFLOWS; i++) {
        String key = "key " + i / REQUESTS_PER_COMMIT % KEYS;
        assertThat(api.create(key, null, REQUEST).status()).isEqualTo(200);
        if (i % REQUESTS_PER_COMMIT == REQUESTS_PER_COMMIT - 1) {
          namespaces
              .stateStore()
              .inNamespace(
                  namespaces.of(NamespaceId.of(key)), StateStore.Access.CHANGE, Optional::empty);
        }
      }
    }
    double created = seconds(start);
    long bytes = Files.size(directory.resolve(StateFile.NAME)) / WORKFLOWS;
    start = System.nanoTime();
    try (FileStore store = open()) {
      System.out.printf(
          "%d workflows: created in %.1f s, restarted in %.1f s, %d bytes each%n",
          WORKFLOWS, created, seconds(start), bytes);
      assertThat(
              store.namespaces().all().stream()
                  .map(Namespace::workflows)
                  .mapToInt(List::size)
                  .sum())
          .isEqualTo(WORKFLOWS);
    }
    assertThat(bytes).isLessThanOrEqualTo(1_024);
  }

  private static double seconds(long start) {
    return (System.nanoTime() - start) / 1e9;
  }

  private FileStore open() {
    return FileStore.open(directory, Durability.PROCESS, false, ManyWorkflowsTest::namespaces);
  }

  static Namespaces namespaces(StoreListener listener) {
    return EmptyNamespaces.of(new WorkflowStore(WORKFLOWS, listener), KEYS);
  }
}
