package net.vimmerse.workflow.simulator.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import net.vimmerse.workflow.simulator.namespace.Namespace;
import net.vimmerse.workflow.simulator.namespace.StateStore.Access;
import net.vimmerse.workflow.simulator.simulation.NamespaceId;
import net.vimmerse.workflow.simulator.store.Durability;
import net.vimmerse.workflow.simulator.store.StoreException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A disk that takes what is written, but fails when it is to be forced. */
@Timeout(30)
class FailingFsyncTest {

  @TempDir private Path directory;

  /** Which of the two files fails that a change forces to the disk: 0 or 1. */
  private volatile int failingFile;

  private volatile boolean failing;
  private int forced;

  @ParameterizedTest
  @ValueSource(ints = {0, 1})
  void a_change_that_cannot_be_forced_to_the_disk_is_neither_made_nor_kept(int file) {
    failingFile = file;
    try (FileStore store = open()) {
      Namespace namespace = store.namespaces().of(NamespaceId.of("key"));
      deposit(store, namespace, 1);
      failing = true;

      assertThatThrownBy(() -> deposit(store, namespace, 2))
          .isInstanceOf(StoreException.class)
          .hasMessageContaining("cannot be written");
      assertThat(amounts(namespace)).as("in memory").containsExactly(1L);
      assertThat(store.failure()).isPresent();
    }
    failing = false;
    try (FileStore store = open()) {
      Namespace namespace = store.namespaces().of(NamespaceId.of("key"));
      assertThat(amounts(namespace)).as("in the file").containsExactly(1L);
    }
  }

  @Test
  void changes_are_made_again_when_the_disk_can_be_forced_without_a_restart() {
    try (FileStore store = open()) {
      Namespace namespace = store.namespaces().of(NamespaceId.of("key"));
      deposit(store, namespace, 1);
      failing = true;
      assertThatThrownBy(() -> deposit(store, namespace, 2)).isInstanceOf(StoreException.class);
      failing = false;
      while (store.failure().isPresent()) {
        Thread.onSpinWait();
      }
      deposit(store, namespace, 3);
    }
    try (FileStore store = open()) {
      assertThat(amounts(store.namespaces().of(NamespaceId.of("key")))).containsExactly(1L, 3L);
    }
  }

  private FileStore open() {
    return FileStore.open(
        directory,
        Durability.FSYNC,
        force -> {
          // The writer thread is the only one that forces.
          if (failing && forced++ % 2 == failingFile) {
            forced = 0;
            throw new IOException("Input/output error");
          }
          force.run();
        },
        false,
        ManyWorkflowsTest::namespaces);
  }

  private static void deposit(FileStore store, Namespace namespace, long amount) {
    store.inNamespace(
        namespace,
        Access.CHANGE,
        () -> {
          namespace.credits().deposit(amount, "deposit", namespace.clock().instant());
          return Optional.empty();
        });
  }

  private static List<Long> amounts(Namespace namespace) {
    return namespace.credits().entries(namespace.clock().instant()).stream()
        .map(entry -> entry.amount())
        .toList();
  }
}
