package net.vimmerse.workflow.simulator.persistence;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.LongConsumer;
import java.util.function.Supplier;
import net.vimmerse.workflow.simulator.clock.VirtualClock;
import net.vimmerse.workflow.simulator.credits.CreditLedger;
import net.vimmerse.workflow.simulator.namespace.Namespace;
import net.vimmerse.workflow.simulator.namespace.NamespaceState;
import net.vimmerse.workflow.simulator.namespace.Namespaces;
import net.vimmerse.workflow.simulator.namespace.StateStore;
import net.vimmerse.workflow.simulator.simulation.Workflow;
import net.vimmerse.workflow.simulator.snapshot.MalformedStateException;
import net.vimmerse.workflow.simulator.snapshot.StateJson;
import net.vimmerse.workflow.simulator.store.Durability;
import net.vimmerse.workflow.simulator.store.StartupException;
import net.vimmerse.workflow.simulator.store.StoreException;
import net.vimmerse.workflow.simulator.store.StoreListener;
import net.vimmerse.workflow.simulator.thread.Futures;
import net.vimmerse.workflow.simulator.webhook.DeliveryRecord;
import org.h2.mvstore.MVStoreException;
import org.jspecify.annotations.Nullable;

/**
 * Persists a simulator in a directory, except its request logs and the use of rate limits. The
 * state survives however the process ends.
 *
 * <p>Thread-safe.
 */
public final class FileStore implements StateStore, AutoCloseable {

  static final String CLOCK = "clock";

  private static final long RETRY_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final Path directory;
  private StateFile file;
  private final ChangedWorkflows changed;
  private final Map<String, NamespaceRecords> namespaceRecords = new HashMap<>();
  private final WriterThread thread;
  private final Namespaces namespaces;
  private final Queue<Change> changes = new ConcurrentLinkedQueue<>();

  /** How many changes are made or not yet persisted, by namespace; of all by empty. */
  private final ConcurrentMap<Optional<Namespace>, Integer> changing = new ConcurrentHashMap<>();

  /** Whether the thread will write the changes that wait. */
  private final AtomicBoolean writing = new AtomicBoolean();

  private final Queue<Namespace> removed = new ConcurrentLinkedQueue<>();
  private boolean closed;

  /** Why nothing can be persisted; null if it can. Set by the writer thread. */
  private volatile @Nullable String failure;

  private long retryAt;

  private volatile LongConsumer observer = nanoseconds -> {};

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

  private StateMap metadata() {
    return file.map(StateFile.METADATA);
  }

  private StateMap workflows() {
    return file.map(StateFile.WORKFLOWS);
  }

  /**
   * Opens a directory, creates it if necessary, and loads its state.
   *
   * @param recover whether to continue with what is readable if the state is damaged; prints what
   *     is missing, and keeps a copy of the damaged file
   * @param namespaces creates the empty namespaces to persist, given the listener for their store
   * @throws StartupException if the directory is in use, or its state is damaged or of a newer
   *     version. It is not changed then.
   */
  public static FileStore open(
      Path directory,
      Durability durability,
      boolean recover,
      Function<StoreListener, Namespaces> namespaces) {
    return open(directory, durability, Forcing.of(durability), recover, namespaces);
  }

  /** Opens a directory whose changes are forced to the disk in another way. */
  static FileStore open(
      Path directory,
      Durability durability,
      Forcing forcing,
      boolean recover,
      Function<StoreListener, Namespaces> namespaces) {
    WriterThread thread = new WriterThread();
    AtomicReference<FileStore> opened = new AtomicReference<>();
    try {
      thread.run(
          () -> {
            try {
              opened.set(load(directory, forcing, thread, namespaces));
            } catch (DamagedFileException e) {
              if (!recover) {
                throw new StartupException(
                    e.getMessage()
                        + "; it was not changed; --recover continues with what is readable",
                    e);
              }
              System.err.println(e.getMessage() + "; " + Recovery.recover(directory, durability));
              opened.set(loadRecovered(directory, forcing, thread, namespaces));
            }
          });
    } catch (RuntimeException e) {
      thread.stop();
      throw e;
    }
    FileStore fileStore = opened.get();
    fileStore.namespaces.setStateStore(fileStore);
    return fileStore;
  }

  private static FileStore loadRecovered(
      Path directory,
      Forcing forcing,
      WriterThread thread,
      Function<StoreListener, Namespaces> namespaces) {
    try {
      return load(directory, forcing, thread, namespaces);
    } catch (DamagedFileException e) {
      throw new StartupException(
          e.getMessage() + "; what was recovered is not consistent and cannot be used", e);
    }
  }

  private static FileStore load(
      Path directory,
      Forcing forcing,
      WriterThread thread,
      Function<StoreListener, Namespaces> namespaces) {
    ChangedWorkflows changed = new ChangedWorkflows();
    // Reads files of the user, whose errors are no damage.
    Namespaces empty = namespaces.apply(changed);
    StateFile file = StateFile.open(directory, forcing);
    try {
      file.requireLastCommit();
      FileStore fileStore = new FileStore(directory, file, thread, changed, empty);
      fileStore.load();
      return fileStore;
    } catch (DamagedFileException e) {
      file.abandon();
      throw e;
    } catch (MalformedStateException e) {
      file.abandon();
      throw file.damaged("is damaged: " + e.getMessage(), e);
    } catch (RuntimeException e) {
      // A damaged page can cause any exception in the library.
      file.abandon();
      throw file.damaged("is damaged", e);
    }
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
    RecordChecksum found = new RecordChecksum(Commit.NONE);
    Map<String, List<Workflow>> workflows = workflows().parse(Workflow.class, found);
    Map<String, List<CreditLedger.Entry>> entries =
        file.map(StateFile.CREDITS).parse(CreditLedger.Entry.class, found);
    Map<String, List<CreditLedger.Refund>> refunds =
        file.map(StateFile.REFUNDS).parse(CreditLedger.Refund.class, found);
    Map<String, List<DeliveryRecord>> deliveries =
        file.map(StateFile.DELIVERIES).parse(DeliveryRecord.class, found);
    for (String name : NamespaceRecords.names(file)) {
      namespaces.restore(
          records(name)
              .read(
                  workflows.getOrDefault(name, List.of()),
                  entries.getOrDefault(name, List.of()),
                  refunds.getOrDefault(name, List.of()),
                  deliveries.getOrDefault(name, List.of())));
    }
    file.requireRecords(found);
    changed.clearStored();
  }

  /** Reads the persisted state of all namespaces. */
  private List<NamespaceState> states() {
    namespaceRecords.clear();
    return NamespaceRecords.names(file).stream().map(this::state).toList();
  }

  private NamespaceState state(String name) {
    return records(name)
        .read(
            workflows().parse(Workflow.class, name),
            file.map(StateFile.CREDITS).parse(CreditLedger.Entry.class, name),
            file.map(StateFile.REFUNDS).parse(CreditLedger.Refund.class, name),
            file.map(StateFile.DELIVERIES).parse(DeliveryRecord.class, name));
  }

  private NamespaceRecords records(String name) {
    NamespaceRecords records = new NamespaceRecords(file, name);
    namespaceRecords.put(name, records);
    return records;
  }

  @Override
  public <T> T inNamespace(Namespace namespace, Access access, Supplier<T> action) {
    return Futures.join(inNamespaceAsync(namespace, access, action));
  }

  @Override
  public <T> CompletableFuture<T> inNamespaceAsync(
      Namespace namespace, Access access, Supplier<T> action) {
    return access == Access.READ
        ? read(namespace, action)
        : change(new Change(namespace, access), action);
  }

  /** After a failure, a change waits until the directory was tried again. */
  @Override
  public boolean isPrompt() {
    return failure == null;
  }

  /**
   * Persists only if something has changed, so that reads do not wait for the disk; or if a change
   * is on its way there, as the action may have seen it.
   */
  private <T> CompletableFuture<T> read(Namespace namespace, Supplier<T> action) {
    Namespace.Mark mark = namespace.mark();
    long workflows = namespace.workflowRevision();
    T result = action.get();
    if (changing.containsKey(Optional.of(namespace))
        || changing.containsKey(Optional.empty())
        || workflows != namespace.workflowRevision()
        || !mark.equals(namespace.mark())) {
      return persist(new Change(namespace, Access.READ)).thenApply(persisted -> result);
    }
    return CompletableFuture.completedFuture(result);
  }

  @Override
  public <T> T inAll(Access access, Supplier<T> action) {
    return Futures.join(change(new Change(null, access), action));
  }

  private <T> CompletableFuture<T> change(Change change, Supplier<T> action) {
    if (change.access == Access.INSPECT || change.access == Access.PREPARE) {
      return CompletableFuture.completedFuture(action.get());
    }
    Optional<Namespace> changed = Optional.ofNullable(change.namespace);
    changing.merge(changed, 1, Integer::sum);
    try {
      T result = action.get();
      return persist(change)
          .thenApply(persisted -> result)
          .whenComplete((persisted, failed) -> changeEnded(changed));
    } catch (RuntimeException | Error e) {
      changeEnded(changed);
      throw e;
    }
  }

  private void changeEnded(Optional<Namespace> changed) {
    changing.computeIfPresent(changed, (key, count) -> count == 1 ? null : count - 1);
  }

  @Override
  public void removed(List<Namespace> removed) {
    this.removed.addAll(removed);
    // Those that cannot be removed now are when the directory can be written again.
    Futures.join(persist(new Change(removed.get(0), Access.READ)));
  }

  @Override
  public void observeWrites(LongConsumer nanoseconds) {
    observer = nanoseconds;
  }

  /**
   * Persists a change after an action, soon.
   *
   * @return completed when it is; with a {@link StoreException} if the directory cannot be written:
   *     the change is undone then, and nothing is persisted until {@link #failure} has found that
   *     it can
   */
  private CompletableFuture<@Nullable Void> persist(Change change) {
    long start = System.nanoTime();
    changes.add(change);
    if (writing.compareAndSet(false, true) && !thread.start(this::writeChanges)) {
      writing.set(false);
      // Closed, so there is nothing to write any more.
      drainChanges().forEach(each -> each.persisted.complete(null));
    }
    return change.persisted.whenComplete(
        (persisted, failed) -> observer.accept(System.nanoTime() - start));
  }

  /** Writes the changes that wait, in one commit. */
  private void writeChanges() {
    // First: a change that comes later may not be among those that wait now.
    writing.set(false);
    List<Change> batch = drainChanges();
    try {
      if (!closed && failure == null) {
        write(batch);
      }
      batch.forEach(this::complete);
    } catch (Throwable e) {
      batch.forEach(change -> change.persisted.completeExceptionally(e));
      throw e;
    }
    if (!closed && failure == null) {
      checkpoint();
    }
  }

  private void complete(Change change) {
    // What a read changes, such as the count of a rule, is persisted later.
    if (closed || failure == null || change.access == Access.READ) {
      change.persisted.complete(null);
    } else {
      rollBack(change.namespace);
      change.persisted.completeExceptionally(StoreException.notMade(failure));
    }
  }

  private List<Change> drainChanges() {
    List<Change> drained = new ArrayList<>();
    for (Change change = changes.poll(); change != null; change = changes.poll()) {
      drained.add(change);
    }
    return drained;
  }

  private void write(List<Change> batch) {
    Set<@Nullable Namespace> changed = new LinkedHashSet<>();
    batch.forEach(change -> changed.add(change.namespace));
    try {
      if (changed.contains(null)) {
        putAll();
      } else {
        changed.forEach(this::put);
      }
      for (Namespace each = removed.poll(); each != null; each = removed.poll()) {
        remove(each);
      }
      file.commit();
    } catch (RuntimeException | AssertionError e) {
      fail(e);
    }
  }

  /** A failure does not concern the changes that were written, which are in the journal. */
  private void checkpoint() {
    try {
      file.checkpointIfDue();
    } catch (RuntimeException | AssertionError e) {
      fail(e);
    }
  }

  private void fail(Throwable e) {
    failure = directory + " cannot be written: " + StateFile.causeOf(e);
    retryAt = System.nanoTime() + RETRY_NANOS;
    System.err.println(failure + "; changes are rejected until it can");
    reopen();
  }

  /** Opens the file again, which the library closes after a failure, at its last commit. */
  private boolean reopen() {
    try {
      file = file.reopen();
      return true;
    } catch (StartupException | DamagedFileException e) {
      failure = e.getMessage();
      return false;
    } catch (MVStoreException e) {
      return false;
    }
  }

  private void rollBack(@Nullable Namespace namespace) {
    if (file.isClosed()) {
      return;
    }
    if (namespace == null) {
      rollBackAll();
    } else if (NamespaceRecords.names(file).contains(namespace.id().name())) {
      namespace.rollBack(state(namespace.id().name()));
    } else {
      namespace.reset();
    }
  }

  private void rollBackAll() {
    String clock = metadata().get(CLOCK);
    List<NamespaceState> states = states();
    namespaces.restore(
        clock == null
            ? namespaces.clock().state()
            : StateFile.parse(VirtualClock.State.class, CLOCK, clock),
        states);
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
      file.checkpointIfDue();
      failure = null;
      System.err.println(directory + " can be written again");
    } catch (RuntimeException | AssertionError e) {
      failure = directory + " cannot be written: " + StateFile.causeOf(e);
      reopen();
    }
  }

  /** Writes what differs from the file, whether or not it is known to have changed. */
  private void putEverything() {
    states();
    putAll();
    Set<String> gone = new HashSet<>(workflows().keys());
    for (Namespace namespace : namespaces.all()) {
      for (Workflow workflow : namespace.state().workflows()) {
        String key = ChangedWorkflows.key(workflow);
        gone.remove(key);
        String json = StateJson.toJson(workflow);
        if (!json.equals(workflows().get(key))) {
          workflows().put(key, json);
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
    // It may have been removed or reset since the request arrived.
    if (!namespaces.isCurrent(namespace)) {
      return;
    }
    List<Workflow> stored = new ArrayList<>();
    NamespaceState state =
        namespace.stateWithoutWorkflows(() -> stored.addAll(changed.drainStored(namespace.id())));
    namespaceRecords
        .computeIfAbsent(name, n -> new NamespaceRecords(file, n))
        .write(state, namespace);
    stored.forEach(
        workflow -> workflows().put(ChangedWorkflows.key(workflow), StateJson.toJson(workflow)));
    changed.drainRemoved().forEach(workflows()::remove);
  }

  private void remove(Namespace namespace) {
    Optional<Namespace> successor = namespaces.inMemory(namespace.id().name());
    if (successor.isPresent()) {
      put(successor.get());
      return;
    }
    NamespaceRecords records = namespaceRecords.remove(namespace.id().name());
    if (records != null) {
      records.remove();
    }
    changed.drainStored(namespace.id());
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
          } catch (RuntimeException | AssertionError e) {
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

  /**
   * A change that waits to be written.
   *
   * @param namespace null for the whole simulator
   * @param persisted completed after the attempt to write it
   */
  private record Change(
      @Nullable Namespace namespace, Access access, CompletableFuture<@Nullable Void> persisted) {
    Change(@Nullable Namespace namespace, Access access) {
      this(namespace, access, new CompletableFuture<>());
    }
  }
}
