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
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
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
import org.jspecify.annotations.Nullable;

/**
 * Persists a simulator in a directory, except its request logs and the use of rate limits. The
 * state survives however the process ends.
 *
 * <p>Thread-safe.
 */
public final class FileStore implements StatePersister, AutoCloseable {

  private static final String CLOCK = "clock";

  private static final long RETRY_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final Path directory;
  private StateFile file;
  private final ChangedWorkflows changed;
  private final Map<String, NamespaceRecords> namespaceRecords = new HashMap<>();
  private final WriterThread thread;
  private final Namespaces namespaces;
  private boolean closed;

  /** Why nothing can be persisted; null if it can. Set by the writer thread. */
  private volatile @Nullable String failure;

  private long retryAt;

  private FileStore(
      Path directory,
      StateFile file,
      WriterThread thread,
      ChangedWorkflows changed,
      Namespaces namespaces) {
    this.directory = directory;
    this.file = file;
    this.thread = thread;
    this.changed = changed;
    this.namespaces = namespaces;
  }

  private MVMap<String, String> metadata() {
    return file.map(StateFile.METADATA);
  }

  private MVMap<String, String> workflows() {
    return file.map("workflows");
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
              FileStore fileStore =
                  new FileStore(directory, file, thread, changed, namespaces.apply(changed));
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
    String clock = metadata().get(CLOCK);
    if (clock != null) {
      namespaces.clock().restore(StateFile.parse(VirtualClock.State.class, CLOCK, clock));
    }
    states().forEach(namespaces::restore);
    changed.clearStored();
  }

  /** Reads the persisted state of all namespaces. */
  private List<NamespaceState> states() {
    Map<NamespaceId, List<Workflow>> byOwner = new HashMap<>();
    for (Map.Entry<String, String> record : workflows().entrySet()) {
      Workflow workflow = StateFile.parse(Workflow.class, record.getKey(), record.getValue());
      byOwner.computeIfAbsent(workflow.owner(), owner -> new ArrayList<>()).add(workflow);
    }
    List<NamespaceState> states = new ArrayList<>();
    namespaceRecords.clear();
    for (String name : NamespaceRecords.names(file)) {
      NamespaceRecords namespace = new NamespaceRecords(file, name);
      List<Workflow> own = byOwner.getOrDefault(new NamespaceId(name), List.of());
      states.add(
          namespace.read(own.stream().sorted(Comparator.comparing(Workflow::createdAt)).toList()));
      namespaceRecords.put(name, namespace);
    }
    return states;
  }

  /**
   * {@inheritDoc}
   *
   * @throws UncheckedIOException if the directory cannot be written; nothing is persisted then
   *     until {@link #failure} has found that it can
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
          if (failure == null) {
            try {
              change.run();
              file.commit();
            } catch (MVStoreException e) {
              fail(e);
            }
          }
          String reason = failure;
          if (reason != null) {
            throw new UncheckedIOException(new IOException(reason));
          }
        });
  }

  private void fail(MVStoreException e) {
    failure = directory + " cannot be written: " + StateFile.causeOf(e);
    retryAt = System.nanoTime() + RETRY_NANOS;
    System.err.println(failure + "; changes are rejected until it can");
    reopen();
  }

  /** Opens the file again, which the library closes after a failure, at its last commit. */
  private boolean reopen() {
    file.abandon();
    try {
      file = StateFile.open(directory);
      return true;
    } catch (StartupException e) {
      failure = e.getMessage();
      return false;
    }
  }

  @Override
  public void rollBack(Namespace namespace) {
    thread.run(
        () -> {
          if (!closed && !file.isClosed()) {
            states().stream()
                .filter(state -> state.namespace().equals(namespace.id()))
                .findFirst()
                .ifPresentOrElse(namespace::rollBack, namespace::reset);
          }
        });
  }

  @Override
  public void rollBackAll() {
    thread.run(
        () -> {
          if (!closed && !file.isClosed()) {
            String clock = metadata().get(CLOCK);
            List<NamespaceState> states = states();
            namespaces.restore(
                clock == null
                    ? namespaces.clock().state()
                    : StateFile.parse(VirtualClock.State.class, CLOCK, clock),
                states);
          }
        });
  }

  @Override
  public Optional<String> failure() {
    if (failure != null) {
      thread.run(this::retry);
    }
    return Optional.ofNullable(failure);
  }

  private void retry() {
    if (closed || failure == null || System.nanoTime() - retryAt < 0) {
      return;
    }
    retryAt = System.nanoTime() + RETRY_NANOS;
    if (!reopen()) {
      return;
    }
    try {
      file.probe();
      putEverything();
      file.commit();
      failure = null;
      System.err.println(directory + " can be written again");
    } catch (MVStoreException e) {
      failure = directory + " cannot be written: " + StateFile.causeOf(e);
      reopen();
    }
  }

  /** Writes what differs from the file, whether or not it is known to have changed. */
  private void putEverything() {
    states();
    putAll();
    Set<String> gone = new HashSet<>(workflows().keySet());
    for (Namespace namespace : namespaces.all()) {
      for (Workflow workflow : namespace.state().workflows()) {
        gone.remove(workflow.id());
        String json = StateJson.toJson(workflow);
        if (!json.equals(workflows().get(workflow.id()))) {
          workflows().put(workflow.id(), json);
        }
      }
    }
    gone.forEach(workflows()::remove);
  }

  private void putAll() {
    metadata().put(CLOCK, StateJson.toJson(namespaces.clock().state()));
    List<Namespace> all = namespaces.all();
    all.forEach(this::put);
    Set<String> gone = new HashSet<>(namespaceRecords.keySet());
    all.forEach(namespace -> gone.remove(namespace.id().name()));
    gone.forEach(name -> namespaceRecords.remove(name).remove());
    changed.drainRemoved().forEach(workflows()::remove);
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
    stored.forEach(workflow -> workflows().put(workflow.id(), StateJson.toJson(workflow)));
    changed.drainRemoved().forEach(workflows()::remove);
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
          try {
            if (failure == null) {
              putAll();
              file.commit();
              file.close();
            } else {
              file.abandon();
            }
          } catch (MVStoreException e) {
            System.err.println(directory + " cannot be written: " + StateFile.causeOf(e));
            file.abandon();
          }
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
