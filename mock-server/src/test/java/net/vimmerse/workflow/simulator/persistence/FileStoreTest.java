package net.vimmerse.workflow.simulator.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import net.vimmerse.workflow.simulator.api.DefaultApi;
import net.vimmerse.workflow.simulator.api.SimulatedApi;
import net.vimmerse.workflow.simulator.namespace.Namespace;
import net.vimmerse.workflow.simulator.namespace.StateStore.Access;
import net.vimmerse.workflow.simulator.simulation.NamespaceId;
import net.vimmerse.workflow.simulator.simulation.Workflow;
import net.vimmerse.workflow.simulator.store.Durability;
import net.vimmerse.workflow.simulator.store.StoreException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class FileStoreTest {

  @TempDir private Path directory;

  @Test
  void a_change_that_cannot_be_made_json_is_rejected_like_one_that_cannot_be_written() {
    Workflow kept;
    try (FileStore store = open()) {
      Namespace namespace = store.namespaces().of(NamespaceId.of("key"));
      kept = store.inNamespace(namespace, Access.CHANGE, () -> create(store));

      assertThatThrownBy(
              () ->
                  store.inNamespace(
                      namespace,
                      Access.CHANGE,
                      () -> namespace.create(with(kept, "unwritable", new Unwritable()))))
          .isInstanceOf(StoreException.class)
          .hasMessageContaining("an internal error");
      assertThat(namespace.workflows()).containsExactly(kept);
    }

    try (FileStore store = open()) {
      assertThat(store.namespaces().of(NamespaceId.of("key")).workflows()).containsExactly(kept);
    }
  }

  @Test
  void changes_that_wait_for_a_commit_are_made_by_the_next_one() throws Exception {
    Slow slow = new Slow();
    List<Thread> callers = new ArrayList<>();
    try (FileStore store = open()) {
      Namespace namespace = store.namespaces().of(NamespaceId.of("key"));
      Workflow kept = store.inNamespace(namespace, Access.CHANGE, () -> create(store));
      long before = commits();
      callers.add(creating(store, namespace, with(kept, "slow", slow)));
      slow.started.await();
      for (int i = 0; i < 20; i++) {
        Thread caller = creating(store, namespace, with(kept, "workflow " + i, "text"));
        callers.add(caller);
        while (caller.getState() != Thread.State.WAITING) {
          Thread.onSpinWait();
        }
      }

      slow.finish.countDown();
      for (Thread caller : callers) {
        caller.join();
      }

      assertThat(commits() - before).isEqualTo(2);
      assertThat(namespace.workflows()).hasSize(22);
    }
    try (FileStore store = open()) {
      assertThat(store.namespaces().of(NamespaceId.of("key")).workflows()).hasSize(22);
    }
  }

  @Test
  void reads_wait_only_for_changes_that_they_may_have_seen() throws Exception {
    Slow slow = new Slow();
    try (FileStore store = open()) {
      Namespace namespace = store.namespaces().of(NamespaceId.of("key"));
      Namespace other = store.namespaces().of(NamespaceId.of("other"));
      Workflow kept = store.inNamespace(namespace, Access.CHANGE, () -> create(store));
      creating(store, namespace, with(kept, "slow", slow));
      slow.started.await();

      assertThat(store.inNamespace(other, Access.READ, () -> other.read("slow"))).isEmpty();
      Thread reader =
          new Thread(() -> store.inNamespace(namespace, Access.READ, () -> namespace.read("slow")));
      reader.start();
      while (reader.getState() != Thread.State.WAITING) {
        assertThat(reader.isAlive()).isTrue();
      }
      slow.finish.countDown();
      reader.join();
      long before = commits();
      assertThat(store.inNamespace(namespace, Access.READ, () -> namespace.read("slow")))
          .isPresent();
      assertThat(commits()).isEqualTo(before);
    }
  }

  @Test
  void no_thread_waits_for_the_disk_until_a_change_is_persisted() throws Exception {
    Slow slow = new Slow();
    try (FileStore store = open()) {
      Namespace namespace = store.namespaces().of(NamespaceId.of("key"));
      Workflow kept = store.inNamespace(namespace, Access.CHANGE, () -> create(store));
      CompletableFuture<Boolean> first = createAsync(store, namespace, with(kept, "slow", slow));
      slow.started.await();
      assertThat(store.isPrompt()).isTrue();
      CompletableFuture<Boolean> second = createAsync(store, namespace, with(kept, "next", "text"));
      CompletableFuture<Optional<Workflow>> seen =
          store.inNamespaceAsync(namespace, Access.READ, () -> namespace.read("slow"));

      assertThat(List.of(first, second, seen)).noneMatch(CompletableFuture::isDone);
      slow.finish.countDown();
      assertThat(first.get()).isTrue();
      assertThat(second.get()).isTrue();
      assertThat(seen.get()).isPresent();
    }
    try (FileStore store = open()) {
      assertThat(store.namespaces().of(NamespaceId.of("key")).workflows()).hasSize(3);
    }
  }

  @Test
  void a_change_that_cannot_be_persisted_is_undone_before_its_caller_learns_of_it() {
    try (FileStore store = open()) {
      Namespace namespace = store.namespaces().of(NamespaceId.of("key"));
      Workflow kept = store.inNamespace(namespace, Access.CHANGE, () -> create(store));
      CompletableFuture<List<Workflow>> seen =
          createAsync(store, namespace, with(kept, "unwritable", new Unwritable()))
              .handle((created, failed) -> namespace.workflows());

      assertThat(seen.join()).containsExactly(kept);
      assertThat(store.isPrompt()).isFalse();
    }
  }

  private static CompletableFuture<Boolean> createAsync(
      FileStore store, Namespace namespace, Workflow workflow) {
    return store.inNamespaceAsync(namespace, Access.CHANGE, () -> namespace.create(workflow));
  }

  private static Thread creating(FileStore store, Namespace namespace, Workflow workflow) {
    Thread thread =
        new Thread(
            () -> store.inNamespace(namespace, Access.CHANGE, () -> namespace.create(workflow)));
    thread.start();
    return thread;
  }

  private long commits() throws IOException {
    return CommitFile.read(directory.resolve(CommitFile.NAME)).orElseThrow().number();
  }

  private FileStore open() {
    return FileStore.open(directory, Durability.PROCESS, false, ManyWorkflowsTest::namespaces);
  }

  private static Workflow create(FileStore store) {
    SimulatedApi api = DefaultApi.of(store.namespaces());
    api.create(
        "key",
        null,
        "{\"image_urls\": [\"https://example.com/in.png\"]}".getBytes(StandardCharsets.UTF_8));
    return store.namespaces().of(NamespaceId.of("key")).workflows().get(0);
  }

  private static Workflow with(Workflow like, String id, Object option) {
    return new Workflow(
        id,
        like.number(),
        like.owner(),
        like.templateId(),
        like.label(),
        like.caption(),
        Map.of("option", option),
        like.images(),
        like.aspectRatio(),
        like.eventId(),
        like.webhookUrl(),
        like.traceHeaders(),
        like.credits(),
        like.pipeline(),
        like.plan(),
        like.position(),
        like.details(),
        like.createdAt());
  }

  /** Takes its time when it is written as JSON. */
  public static final class Slow {
    private final CountDownLatch started = new CountDownLatch(1);
    private final CountDownLatch finish = new CountDownLatch(1);

    public String getValue() throws InterruptedException {
      started.countDown();
      finish.await();
      return "slow";
    }
  }

  /** Fails when it is written as JSON. */
  public static final class Unwritable {
    public String getValue() {
      return Collections.<String>emptyIterator().next();
    }
  }
}
