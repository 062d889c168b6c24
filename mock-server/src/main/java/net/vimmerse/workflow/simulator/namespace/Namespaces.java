package net.vimmerse.workflow.simulator.namespace;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import net.vimmerse.workflow.simulator.clock.ClockChanges;
import net.vimmerse.workflow.simulator.clock.DueTasks;
import net.vimmerse.workflow.simulator.clock.LocalClockChanges;
import net.vimmerse.workflow.simulator.clock.VirtualClock;
import net.vimmerse.workflow.simulator.simulation.NamespaceId;
import net.vimmerse.workflow.simulator.simulation.Workflow;
import net.vimmerse.workflow.simulator.store.WorkflowStore;
import net.vimmerse.workflow.simulator.thread.DaemonThreads;
import net.vimmerse.workflow.simulator.webhook.WebhookSender;
import org.jspecify.annotations.Nullable;

/**
 * Holds all namespaces, each created when its key is first used, and the global clock.
 *
 * <p>Thread-safe.
 */
public final class Namespaces implements AutoCloseable {

  private final ConcurrentMap<String, Namespace> namespaces = new ConcurrentHashMap<>();
  private final NamespaceDefaults defaults;
  private final WorkflowStore store;
  private final WebhookSender sender;
  private final VirtualClock clock;
  private final Coordination coordination;

  private final ExecutorService workers =
      Executors.newCachedThreadPool(DaemonThreads.named("simulator-due-namespace"));

  /** Saves hashing the key for each request. */
  private final AtomicReferenceArray<@Nullable RecentKey> recentKeys =
      new AtomicReferenceArray<>(256);

  private volatile StateStore stateStore = StateStore.IN_MEMORY;

  /**
   * Creates an empty set of namespaces.
   *
   * @param source the time that the global clock follows at first
   */
  public Namespaces(
      NamespaceDefaults defaults, WorkflowStore store, WebhookSender sender, InstantSource source) {
    this(defaults, store, sender, source, null);
  }

  /**
   * Creates an empty set of namespaces.
   *
   * @param source the time that the global clock follows at first
   * @param coordination coordinates this simulator with others; null for none
   */
  public Namespaces(
      NamespaceDefaults defaults,
      WorkflowStore store,
      WebhookSender sender,
      InstantSource source,
      @Nullable Coordination coordination) {
    this.defaults = defaults;
    this.store = store;
    this.sender = sender;
    this.coordination = coordination == null ? new Local() : coordination;
    this.clock =
        new VirtualClock(
            source,
            this.coordination.globalDueTasks(),
            this.coordination.clockChanges(Optional.empty()));
  }

  /** Returns the global clock, which the clock of each namespace follows unless changed. */
  public VirtualClock clock() {
    return clock;
  }

  /** Sets where state is kept from now on. */
  public void setStateStore(StateStore stateStore) {
    this.stateStore = stateStore;
  }

  /** Returns where state is kept. */
  public StateStore stateStore() {
    return stateStore;
  }

  private NamespaceId idOf(String apiKey) {
    int slot = Math.floorMod(apiKey.hashCode(), recentKeys.length());
    RecentKey recent = recentKeys.get(slot);
    if (recent == null || !recent.apiKey.equals(apiKey)) {
      recent = new RecentKey(apiKey, NamespaceId.of(apiKey));
      recentKeys.set(slot, recent);
    }
    return recent.id;
  }

  /** Returns the namespace with this id, created if necessary. */
  public Namespace of(NamespaceId id) {
    return namespaces.computeIfAbsent(id.name(), name -> create(id));
  }

  private Namespace create(NamespaceId id) {
    return new Namespace(id, defaults, store, this::hasEnded, clock, sender, coordination);
  }

  /**
   * Applies an action to the namespace of an API key, created if necessary, which counts as a
   * request: the namespace is not removed while the action runs.
   */
  public <T> T use(String apiKey, Function<Namespace, T> action) {
    return use(idOf(apiKey), action);
  }

  /** Applies an action to the namespace with this id, like {@link #use(String, Function)}. */
  public <T> T use(NamespaceId id, Function<Namespace, T> action) {
    Namespace namespace = startUse(id);
    try {
      return action.apply(namespace);
    } finally {
      namespace.endUse();
    }
  }

  /**
   * Applies an action to the namespace of an API key like {@link #use(String, Function)}, until the
   * future that it returns is completed.
   */
  public <T> CompletableFuture<T> useAsync(
      String apiKey, Function<Namespace, CompletableFuture<T>> action) {
    Namespace namespace = startUse(idOf(apiKey));
    CompletableFuture<T> result;
    try {
      result = action.apply(namespace);
    } catch (RuntimeException | Error e) {
      namespace.endUse();
      throw e;
    }
    return result.whenComplete((completed, failed) -> namespace.endUse());
  }

  private Namespace startUse(NamespaceId id) {
    return requireNonNull(
        namespaces.compute(
            id.name(),
            (name, known) -> {
              Namespace used = known == null ? create(id) : known;
              used.startUse();
              return used;
            }));
  }

  /** Returns a test's view of the namespace of an API key, created if necessary. */
  public TestNamespace forTest(String url, String apiKey) {
    return new TestNamespace(url, apiKey, this);
  }

  /** Returns the namespace with this name; empty if no request has used it. */
  public Optional<Namespace> named(String name) {
    return coordination.named(name);
  }

  /** Returns the number of namespaces. */
  public int size() {
    return coordination.size();
  }

  /** Returns all namespaces, sorted by name. */
  public List<Namespace> all() {
    return coordination.all().stream()
        .sorted(Comparator.comparing(namespace -> namespace.id().name()))
        .toList();
  }

  /** Tests whether a namespace was not removed or replaced. */
  public boolean isCurrent(Namespace namespace) {
    return namespaces.get(namespace.id().name()) == namespace;
  }

  /** Returns the namespace with this name if it is in the memory of this simulator. */
  public Optional<Namespace> inMemory(String name) {
    return Optional.ofNullable(namespaces.get(name));
  }

  /** Returns the namespaces whose state is in the memory of this simulator, in no order. */
  public Collection<Namespace> inMemory() {
    return namespaces.values();
  }

  /** Tests, once for all simulators of the same namespaces, whether there is none yet. */
  public boolean startsEmpty() {
    return coordination.startsEmpty();
  }

  /** Removes a namespace from the memory of this simulator. */
  public void forget(Namespace namespace) {
    namespaces.remove(namespace.id().name(), namespace);
    store.removeAll(namespace.id());
  }

  /** Returns the namespace of a workflow; empty if there is no such workflow. */
  public Optional<NamespaceId> ownerOf(String workflowId) {
    return Optional.ofNullable(coordination.owners(List.of(workflowId)).get(workflowId));
  }

  /** Returns the workflow with this id, of any owner, if it is in the memory of this simulator. */
  public Optional<Workflow> workflowInMemory(String id) {
    return store.find(id);
  }

  /** Tests whether workflows end as they are created, unless an outcome delays them. */
  public boolean endAtOnce() {
    return defaults.duration().isZero();
  }

  /** Returns the owners of those of these workflows that are in the memory of this simulator. */
  public Map<String, NamespaceId> ownersInMemory(List<String> workflowIds) {
    Map<String, NamespaceId> owners = new HashMap<>();
    for (String id : workflowIds) {
      store.find(id).ifPresent(found -> owners.put(id, found.owner()));
    }
    return owners;
  }

  /** Tests whether a workflow has ended by the clock of its own namespace. */
  private boolean hasEnded(Workflow workflow) {
    Namespace namespace = namespaces.get(workflow.owner().name());
    return namespace == null || namespace.hasEnded(workflow);
  }

  /**
   * Replaces the complete state of one namespace.
   *
   * @throws IllegalArgumentException if another namespace has a workflow with one of the ids
   */
  public void restore(NamespaceState state) {
    coordination
        .owners(state.workflows().stream().map(Workflow::id).toList())
        .forEach(
            (id, owner) -> {
              if (!owner.equals(state.namespace())) {
                throw new IllegalArgumentException(
                    "another namespace has a workflow with the id " + id);
              }
            });
    use(
        state.namespace(),
        namespace -> {
          namespace.restore(state);
          return namespace;
        });
  }

  /**
   * Replaces the complete state of the simulator.
   *
   * @throws IllegalArgumentException if two namespaces have the same name, or two workflows the
   *     same id; nothing has changed then
   */
  public void restore(VirtualClock.State clockState, List<NamespaceState> all) {
    Set<String> ids = new HashSet<>();
    for (NamespaceState state : all) {
      if (!ids.add(state.namespace().name())) {
        throw new IllegalArgumentException(
            "two namespaces have the name " + state.namespace().name());
      }
      for (Workflow workflow : state.workflows()) {
        if (!ids.add(workflow.id())) {
          throw new IllegalArgumentException("two workflows have the id " + workflow.id());
        }
      }
    }
    reset();
    clock.restore(clockState);
    all.forEach(this::restore);
  }

  /** Deletes all namespaces and lets the global clock follow its source again. */
  public void reset() {
    Collection<Namespace> known = namespaces.values();
    known.forEach(Namespace::reset);
    namespaces.clear();
    clock.reset();
  }

  /**
   * Starts to run and persist what is due in any namespace by now. Returns at once: a namespace
   * whose receivers do not respond does not delay the others.
   */
  public void startDue() {
    coordination.startDue();
  }

  /** Tests whether something is due in a namespace by now. */
  public static boolean isDue(Namespace namespace) {
    return namespace
        .nextDue(namespace.clock())
        .filter(due -> !due.isAfter(namespace.clock().instant()))
        .isPresent();
  }

  /** Returns when, by the global clock, the next task of a namespace is due; empty for never. */
  public Optional<Instant> nextDue(Namespace namespace) {
    return Optional.of(namespace.clock())
        .filter(own -> own.scale() > 0)
        .flatMap(namespace::nextDue)
        .map(due -> clock.instant().plus(until(due, namespace.clock())));
  }

  /** Returns the global time that passes until {@code clock} shows {@code due} or a bit more. */
  private static Duration until(Instant due, VirtualClock clock) {
    Duration left = Duration.between(clock.instant(), due);
    if (left.isNegative() || left.isZero()) {
      return Duration.ZERO;
    }
    return clock.scale() == 1
        ? left
        : Duration.ofNanos((long) Math.ceil(left.toNanos() / clock.scale()) + 1_000);
  }

  private Consumer<Runnable> recording(Namespace namespace) {
    return record ->
        stateStore.inNamespace(
            namespace,
            StateStore.Access.READ,
            () -> {
              record.run();
              return Optional.empty();
            });
  }

  /** Interrupts what is running because it is due; it stays due. */
  @Override
  public void close() {
    workers.shutdownNow();
  }

  private record RecentKey(String apiKey, NamespaceId id) {}

  /** Coordinates nothing: the namespaces are those of this simulator. */
  private final class Local implements Coordination, DueTasks {

    private final RequestLogBudget budget = new RequestLogBudget(defaults.maxLogBytes());

    /** Those that may have webhooks to send, so that the others take no time. */
    private final Set<Namespace> pending = ConcurrentHashMap.newKeySet();

    private final IdleNamespaces idle =
        new IdleNamespaces(namespaces, store, defaults.maxNamespaces(), defaults.namespaceTtl());

    /** The namespaces for which {@link #startDue} has started a thread. */
    private final Set<Namespace> delivering = ConcurrentHashMap.newKeySet();

    @Override
    public Collection<Namespace> all() {
      return namespaces.values();
    }

    @Override
    public int size() {
      return namespaces.size();
    }

    @Override
    public Optional<Namespace> named(String name) {
      return inMemory(name);
    }

    @Override
    public boolean startsEmpty() {
      return namespaces.isEmpty();
    }

    @Override
    public Map<String, NamespaceId> owners(List<String> workflowIds) {
      return ownersInMemory(workflowIds);
    }

    @Override
    public void mayHaveAttempts(Namespace namespace) {
      pending.add(namespace);
    }

    /** Returns the namespaces that have webhooks to send. */
    private Stream<Namespace> pending() {
      return pending.stream().filter(this::isPending);
    }

    private boolean isPending(Namespace namespace) {
      if (namespace.webhooks().pending() == 0) {
        pending.remove(namespace);
        // One may have been scheduled before that.
        if (namespace.webhooks().pending() == 0) {
          return false;
        }
        pending.add(namespace);
      }
      return isCurrent(namespace);
    }

    @Override
    public RequestLog requestLog(NamespaceId id) {
      return new MemoryRequestLog(budget);
    }

    @Override
    public ClockChanges clockChanges(Optional<Namespace> namespace) {
      return new LocalClockChanges();
    }

    @Override
    public DueTasks globalDueTasks() {
      return this;
    }

    @Override
    public void runDue(Namespace namespace) {
      Instant now = namespace.clock().instant();
      namespace.runDue(() -> now, Runnable::run);
    }

    @Override
    public void startDue() {
      if (idle.isDue() && stateStore.failure().isEmpty()) {
        workers.execute(() -> idle.remove(stateStore::removed));
      }
      for (Namespace namespace : pending().toList()) {
        if (isDue(namespace) && delivering.add(namespace)) {
          workers.execute(
              () -> {
                try {
                  namespace.runDue(namespace.clock(), recording(namespace));
                } finally {
                  delivering.remove(namespace);
                }
              });
        }
      }
    }

    @Override
    public Optional<Instant> nextDue(VirtualClock global) {
      return pending()
          .map(Namespaces.this::nextDue)
          .flatMap(Optional::stream)
          .min(Comparator.naturalOrder());
    }

    @Override
    public void runDue() {
      List<Future<?>> running = new ArrayList<>();
      try {
        for (Namespace namespace : pending().toList()) {
          if (isDue(namespace)) {
            Instant now = namespace.clock().instant();
            running.add(
                workers.submit(
                    DaemonThreads.reportingOutOfMemory(
                        () -> namespace.runDue(() -> now, recording(namespace)))));
          }
        }
        for (Future<?> namespace : running) {
          namespace.get();
        }
      } catch (InterruptedException e) {
        running.forEach(namespace -> namespace.cancel(true));
        Thread.currentThread().interrupt();
      } catch (ExecutionException e) {
        throw new IllegalStateException(e.getCause());
      }
    }
  }
}
