package net.vimmerse.workflow.simulator.namespace;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import net.vimmerse.workflow.simulator.simulation.NamespaceId;
import net.vimmerse.workflow.simulator.store.StoreListener;
import net.vimmerse.workflow.simulator.store.WorkflowStore;
import org.junit.jupiter.api.Test;

class NamespacesTest {

  private static final int TIMES = 20_000;

  private final Namespaces namespaces =
      EmptyNamespaces.of(new WorkflowStore(1, StoreListener.NONE), TIMES);

  @Test
  void listing_or_finding_namespaces_creates_none() {
    NamespaceId id = NamespaceId.of("key");
    AtomicBoolean done = new AtomicBoolean();
    CompletableFuture<Void> reading =
        CompletableFuture.runAsync(
            () -> {
              while (!done.get()) {
                namespaces.all();
                namespaces.named(id.name());
              }
            });

    try {
      for (int n = 0; n < TIMES; n++) {
        assertThat(namespaces.inMemory(id.name())).isEmpty();
        namespaces.forget(namespaces.of(id));
      }
    } finally {
      done.set(true);
      reading.join();
    }
  }
}
