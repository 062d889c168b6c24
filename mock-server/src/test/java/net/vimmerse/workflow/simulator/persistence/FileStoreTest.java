package net.vimmerse.workflow.simulator.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Map;
import net.vimmerse.workflow.simulator.api.SimulatedApi;
import net.vimmerse.workflow.simulator.http.Envelope;
import net.vimmerse.workflow.simulator.http.ErrorFormat;
import net.vimmerse.workflow.simulator.namespace.Namespace;
import net.vimmerse.workflow.simulator.namespace.StateStore.Access;
import net.vimmerse.workflow.simulator.openapi.WorkflowApiDocument;
import net.vimmerse.workflow.simulator.simulation.Workflow;
import net.vimmerse.workflow.simulator.store.Durability;
import net.vimmerse.workflow.simulator.store.StoreException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileStoreTest {

  @TempDir private Path directory;

  @Test
  void a_change_that_cannot_be_made_json_is_rejected_like_one_that_cannot_be_written() {
    Workflow kept;
    try (FileStore store = open()) {
      Namespace namespace = store.namespaces().of("key");
      kept = store.inNamespace(namespace, Access.CHANGE, () -> create(store));

      assertThatThrownBy(
              () ->
                  store.inNamespace(
                      namespace, Access.CHANGE, () -> namespace.create(unwritable(kept))))
          .isInstanceOf(StoreException.class)
          .hasMessageContaining("an internal error");
      assertThat(namespace.workflows()).containsExactly(kept);
    }

    try (FileStore store = open()) {
      assertThat(store.namespaces().of("key").workflows()).containsExactly(kept);
    }
  }

  private FileStore open() {
    return FileStore.open(directory, Durability.PROCESS, false, ManyWorkflowsTest::namespaces);
  }

  private static Workflow create(FileStore store) {
    SimulatedApi api =
        new SimulatedApi(
            WorkflowApiDocument.load(),
            store.namespaces(),
            Envelope.DATA,
            ErrorFormat.VENDOR,
            line -> {});
    api.create(
        "key",
        null,
        "{\"image_urls\": [\"https://example.com/in.png\"]}".getBytes(StandardCharsets.UTF_8));
    return store.namespaces().of("key").workflows().get(0);
  }

  private static Workflow unwritable(Workflow like) {
    return new Workflow(
        "unwritable",
        like.owner(),
        like.templateId(),
        like.label(),
        like.caption(),
        Map.of("option", new Unwritable()),
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

  /** Fails when it is written as JSON. */
  public static final class Unwritable {
    public String getValue() {
      return Collections.<String>emptyIterator().next();
    }
  }
}
