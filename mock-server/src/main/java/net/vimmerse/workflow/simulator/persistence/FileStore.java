package net.vimmerse.workflow.simulator.persistence;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import net.vimmerse.workflow.simulator.clock.VirtualClock;
import net.vimmerse.workflow.simulator.namespace.Namespace;
import net.vimmerse.workflow.simulator.namespace.NamespaceState;
import net.vimmerse.workflow.simulator.namespace.Namespaces;
import net.vimmerse.workflow.simulator.namespace.StatePersister;
import net.vimmerse.workflow.simulator.simulation.NamespaceId;
import net.vimmerse.workflow.simulator.simulation.Workflow;
import net.vimmerse.workflow.simulator.snapshot.MalformedStateException;
import net.vimmerse.workflow.simulator.snapshot.StateJson;
import net.vimmerse.workflow.simulator.store.StartupException;
import net.vimmerse.workflow.simulator.store.StoreListener;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStoreException;

/**
 * Persists a simulator in a directory, except its request logs and the use of rate limits. The
 * state survives however the process ends.
 *
 * <p>Thread-safe.
 */
public final class FileStore implements StatePersister, AutoCloseable {

  private static final String CLOCK = "clock";

  private final StateFile file;
  private final MVMap<String, String> metadata;
  private final MVMap<String, String> workflows;
  private final ChangedWorkflows changed;
  private final Map<String, NamespaceRecords> namespaceRecords = new HashMap<>();
  private final WriterThread thread;
  private final Namespaces namespaces;
  private boolean closed;

  private FileStore(
      StateFile file, WriterThread thread, ChangedWorkflows changed, Namespaces namespaces) {
    this.file = file;
    this.thread = thread;
    this.changed = changed;
    this.namespaces = namespaces;
    this.metadata = file.map(StateFile.METADATA);
    this.workflows = file.map("workflows");
  }

  /**
   * Opens a directory, creates it if necessary, and loads its state.
   *
   * @param namespaces creates the empty namespaces to persist, given the listener for their store
   * @throws StartupException if the directory is in use, or its state is damaged or of a newer
   *     version. It is not changed then.
   */
  public static FileStore open(Path directory, Function<StoreListener, Namespaces> namespaces) {
    WriterThread thread = new WriterThread();
    ChangedWorkflows changed = new ChangedWorkflows();
    AtomicReference<FileStore> opened = new AtomicReference<>();
    try {
      thread.run(
          () -> {
            StateFile file = StateFile.open(directory);
            try {
              FileStore fileStore = new FileStore(file, thread, changed, namespaces.apply(changed));
              fileStore.load();
              opened.set(fileStore);
            } catch (MalformedStateException e) {
              file.abandon();
              throw new StartupException(
                  "the data in " + directory + " is damaged: " + e.getMessage(), e);
            } catch (RuntimeException e) {
              // A damaged page can cause any exception in the library.
              file.abandon();
              throw new StartupException(
                  "the data in " + directory + " is damaged; it was not changed", e);
            }
          });
    } catch (StartupException e) {
      thread.stop();
      throw e;
    }
    FileStore fileStore = opened.get();
    fileStore.namespaces.setPersister(fileStore);
    return fileStore;
  }

  /** Returns the namespaces that are persisted. */
  public Namespaces namespaces() {
    return namespaces;
  }

  private void load() {
    Map<NamespaceId, List<Workflow>> byOwner = new HashMap<>();
    for (Map.Entry<String, String> record : workflows.entrySet()) {
      Workflow workflow = StateFile.parse(Workflow.class, record.getKey(), record.getValue());
      byOwner.computeIfAbsent(workflow.owner(), owner -> new ArrayList<>()).add(workflow);
    }
    String clock = metadata.get(CLOCK);
    if (clock != null) {
      namespaces.clock().restore(StateFile.parse(VirtualClock.State.class, CLOCK, clock));
    }
    for (String name : NamespaceRecords.names(file)) {
      NamespaceRecords namespace = new NamespaceRecords(file, name);
      List<Workflow> own = byOwner.getOrDefault(new NamespaceId(name), List.of());
      namespaces.restore(
          namespace.read(own.stream().sorted(Comparator.comparing(Workflow::createdAt)).toList()));
      namespaceRecords.put(name, namespace);
    }
    changed.clearStored();
  }

  /**
   * {@inheritDoc}
   *
   * @throws UncheckedIOException if the directory cannot be written; nothing is persisted any more
   *     then
   */
  @Override
  public void persist(Namespace namespace) {
    write(() -> put(namespace));
  }

  @Override
  public void persistAll() {
    write(this::putAll);
  }

  private void write(Runnable change) {
    thread.run(
        () -> {
          if (closed) {
            return;
          }
          try {
            change.run();
            file.commit();
          } catch (MVStoreException e) {
            throw new UncheckedIOException(
                new IOException("the data directory cannot be written: " + e.getMessage(), e));
          }
        });
  }

  private void putAll() {
    metadata.put(CLOCK, StateJson.toJson(namespaces.clock().state()));
    List<Namespace> all = namespaces.all();
    all.forEach(this::put);
    Set<String> gone = new HashSet<>(namespaceRecords.keySet());
    all.forEach(namespace -> gone.remove(namespace.id().name()));
    gone.forEach(name -> namespaceRecords.remove(name).remove());
    changed.drainRemoved().forEach(workflows::remove);
  }

  private void put(Namespace namespace) {
    String name = namespace.id().name();
    // The namespace may have been reset since the request arrived.
    if (namespaces.named(name).filter(namespace::equals).isEmpty()) {
      return;
    }
    List<Workflow> stored = new ArrayList<>();
    NamespaceState state =
        namespace.stateWithoutWorkflows(() -> stored.addAll(changed.drainStored(namespace.id())));
    namespaceRecords.computeIfAbsent(name, n -> new NamespaceRecords(file, n)).write(state);
    stored.forEach(workflow -> workflows.put(workflow.id(), StateJson.toJson(workflow)));
    changed.drainRemoved().forEach(workflows::remove);
  }

  /**
   * Closes the directory without persisting anything more, for a simulator that failed to start.
   */
  public void abandon() {
    end(file::abandon);
  }

  /** Persists everything and closes the directory. Closing twice has no effect. */
  @Override
  public void close() {
    end(
        () -> {
          putAll();
          file.commit();
          file.close();
        });
  }

  private void end(Runnable last) {
    thread.runLast(
        () -> {
          if (!closed) {
            closed = true;
            last.run();
          }
        });
  }
}
