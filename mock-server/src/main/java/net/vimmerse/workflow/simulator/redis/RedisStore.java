package net.vimmerse.workflow.simulator.redis;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.LongConsumer;
import java.util.function.Supplier;
import net.vimmerse.workflow.simulator.clock.ClockChanges;
import net.vimmerse.workflow.simulator.clock.DueTasks;
import net.vimmerse.workflow.simulator.clock.VirtualClock;
import net.vimmerse.workflow.simulator.namespace.Coordination;
import net.vimmerse.workflow.simulator.namespace.Namespace;
import net.vimmerse.workflow.simulator.namespace.NamespaceState;
import net.vimmerse.workflow.simulator.namespace.Namespaces;
import net.vimmerse.workflow.simulator.namespace.RequestLog;
import net.vimmerse.workflow.simulator.namespace.StateStore;
import net.vimmerse.workflow.simulator.simulation.NamespaceId;
import net.vimmerse.workflow.simulator.simulation.Workflow;
import net.vimmerse.workflow.simulator.snapshot.StateJson;
import net.vimmerse.workflow.simulator.store.StartupException;
import net.vimmerse.workflow.simulator.store.StoreException;
import net.vimmerse.workflow.simulator.store.StoreListener;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.params.SetParams;

/**
 * Keeps the state of several simulators in Redis. Any of them serves any namespace, and none leads.
 *
 * <p>Thread-safe.
 */
public final class RedisStore implements StateStore, AutoCloseable {

  private static final String NAMESPACES = Redis.PREFIX + "namespaces";
  private static final String OWNERS = Redis.PREFIX + "owners";
  private static final int SEEDING_SECONDS = 60;
  private static final int IDS_PER_COMMAND = 1_000;
  private static final Duration MAX_IDLE = Duration.ofMinutes(10);

  private final Redis redis;
  private final int maxWorkflows;
  private final long maxLogBytes;
  private final Namespaces namespaces;
  private final Leases leases;
  private final Deliveries deliveries;
  private final ConcurrentMap<String, CachedNamespace> cached = new ConcurrentHashMap<>();
  private final ConcurrentMap<String, RedisRequestLog> logs = new ConcurrentHashMap<>();

  /** Held for reading by actions on one namespace, for writing while all are replaced. */
  private final ReentrantReadWriteLock all = new ReentrantReadWriteLock();

  /** Held while the global clock is changed; acquired before {@link #all}. */
  private final ReentrantLock global = new ReentrantLock();

  /** Held while the global clock is loaded. */
  private final Object clockMonitor = new Object();

  private volatile String globalRevision = "0";

  /** Counts the loads of the global clock. */
  private volatile long clockLoads;

  private volatile LongConsumer observer = nanoseconds -> {};
  private volatile int lastSize;

  private RedisStore(
      Redis redis, int maxWorkflows, long maxLogBytes, NamespacesFactory namespaces) {
    this.redis = redis;
    this.maxWorkflows = maxWorkflows;
    this.maxLogBytes = maxLogBytes;
    this.leases = new Leases(redis);
    this.deliveries = new Deliveries(this, redis, leases);
    this.namespaces = namespaces.create(new Listener(), new Coordinator());
    this.namespaces.setStateStore(this);
  }

  /** Creates the empty namespaces of a simulator. */
  public interface NamespacesFactory {
    /** Creates namespaces whose store has no limit, but a listener. */
    Namespaces create(StoreListener listener, Coordination coordination);
  }

  /**
   * Connects to Redis.
   *
   * @param maxWorkflows the maximum number of workflows of all simulators together
   * @param maxLogBytes the maximum size of the request logs in Redis, in bytes
   * @throws StartupException if Redis cannot be used
   */
  public static RedisStore open(
      RedisUrl url, int maxWorkflows, long maxLogBytes, NamespacesFactory namespaces) {
    Redis redis = Redis.connect(url);
    try {
      return new RedisStore(redis, maxWorkflows, maxLogBytes, namespaces);
    } catch (RuntimeException e) {
      redis.close();
      throw e;
    }
  }

  /** Returns the namespaces, which load their state when they are used. */
  public Namespaces namespaces() {
    return namespaces;
  }

  int maxWorkflows() {
    return maxWorkflows;
  }

  long maxLogBytes() {
    return maxLogBytes;
  }

  String globalRevision() {
    return globalRevision;
  }

  void wrote(long nanoseconds) {
    observer.accept(nanoseconds);
  }

  RedisRequestLog log(Namespace namespace) {
    return log(namespace.id());
  }

  private RedisRequestLog log(NamespaceId id) {
    return logs.computeIfAbsent(id.name(), name -> new RedisRequestLog(redis, id));
  }

  /** Returns what {@link #loadGlobalClock} needs to know of the time before a script was run. */
  long clockLoads() {
    return clockLoads;
  }

  /**
   * Loads the global clock that a script has returned. Has no effect if it was loaded since, as the
   * result may be older, or while another thread changes it.
   *
   * @param loads the number of loads before the script was run
   * @param clock null if this simulator has it already
   * @return false if the script must be run again to know the clock
   */
  boolean loadGlobalClock(long loads, Object revision, @Nullable Object clock) {
    synchronized (clockMonitor) {
      if (clockLoads != loads) {
        return false;
      }
      if (clock == null) {
        return true;
      }
      if (global.isLocked() && !global.isHeldByCurrentThread()) {
        return false;
      }
      setGlobalClock(parseClock(String.valueOf(clock)), String.valueOf(revision));
      return true;
    }
  }

  private void setGlobalClock(VirtualClock.State clock, String revision) {
    synchronized (clockMonitor) {
      clockLoads++;
      namespaces.clock().load(clock);
      globalRevision = revision;
    }
  }

  private static VirtualClock.State parseClock(String json) {
    return json.isEmpty()
        ? VirtualClock.State.FOLLOWING
        : StateJson.read(VirtualClock.State.class, json);
  }

  @Override
  public <T> T inNamespace(Namespace namespace, Access access, Supplier<T> action) {
    if (access == Access.STEPS) {
      inNamespace(namespace, Access.INSPECT, Optional::empty);
      return action.get();
    }
    // It may have been replaced, together with all others.
    if (all.isWriteLockedByCurrentThread() || namespaces.of(namespace.id()) != namespace) {
      return action.get();
    }
    CachedNamespace cache = cache(namespace);
    if (cache.isInAction()) {
      return action.get();
    }
    all.readLock().lock();
    try {
      return cache.run(access, action);
    } finally {
      all.readLock().unlock();
    }
  }

  private CachedNamespace cache(Namespace namespace) {
    CachedNamespace known = cached.get(namespace.id().name());
    if (known != null && known.namespace() == namespace) {
      return known;
    }
    return cached.compute(
        namespace.id().name(),
        (name, other) ->
            other != null && other.namespace() == namespace
                ? other
                : new CachedNamespace(namespace, this, redis));
  }

  @Override
  public <T> T inAll(Access access, Supplier<T> action) {
    if (access != Access.CHANGE) {
      readGlobalClock();
      return action.get();
    }
    global.lock();
    all.writeLock().lock();
    try {
      readGlobalClock();
      T result;
      try {
        result = action.get();
      } catch (RuntimeException | Error e) {
        undoAll();
        throw e;
      }
      try {
        replaceAll();
      } finally {
        // Nothing is what it was, or is known.
        List.copyOf(namespaces.inMemory()).forEach(namespaces::forget);
        cached.clear();
        setGlobalClock(namespaces.clock().state(), "");
      }
      return result;
    } finally {
      all.writeLock().unlock();
      global.unlock();
    }
  }

  private void undoAll() {
    setGlobalClock(namespaces.clock().state(), "");
    for (Namespace namespace : List.copyOf(namespaces.inMemory())) {
      CachedNamespace cache = cached.get(namespace.id().name());
      if (cache != null && cache.namespace() == namespace) {
        cache.undoAll();
      } else {
        namespaces.forget(namespace);
      }
    }
  }

  private void readGlobalClock() {
    while (true) {
      long loads = clockLoads;
      List<?> response = redis.read(Script.CLOCK, List.of(globalRevision, ""));
      if (loadGlobalClock(loads, response.get(1), response.get(2))) {
        return;
      }
    }
  }

  private void replaceAll() {
    List<String> arguments = new ArrayList<>();
    arguments.add(String.valueOf(maxWorkflows));
    arguments.add(StateJson.toJson(namespaces.clock().state()));
    Collection<Namespace> replaced = namespaces.inMemory();
    arguments.add(String.valueOf(replaced.size()));
    for (Namespace namespace : replaced) {
      NamespaceState state = namespace.state();
      FieldChanges changes = new FieldChanges();
      new NamespaceFields(state.withWorkflows(List.of()))
          .compare(state, namespace.rateLimitUse(), true, changes);
      for (Workflow workflow : state.workflows()) {
        changes.put(NamespaceFields.field(workflow.id()), StateJson.toJson(workflow));
      }
      arguments.add(namespace.id().name());
      arguments.add(GlobalTime.of(namespace, namespace.webhooks().nextDue()));
      arguments.add(
          GlobalTime.of(
              namespace,
              state.workflows().stream()
                  .flatMap(workflow -> Optional.ofNullable(workflow.plan().expiresAt()).stream())
                  .min(java.util.Comparator.naturalOrder())));
      arguments.add(String.valueOf(changes.puts().size() / 2));
      arguments.addAll(changes.puts());
    }
    long start = System.nanoTime();
    try {
      redis.write(Script.REPLACE, arguments);
    } catch (StoreException e) {
      throw e.isUnknown() ? e : StoreException.notMade(e.reason());
    } finally {
      wrote(System.nanoTime() - start);
    }
  }

  /** Runs a step that changes the global clock. */
  <T> T inGlobalClock(Supplier<T> step) {
    if (all.isWriteLockedByCurrentThread() || global.isHeldByCurrentThread()) {
      return step.get();
    }
    global.lock();
    try {
      while (true) {
        readGlobalClock();
        VirtualClock.State before = namespaces.clock().state();
        T result = step.get();
        VirtualClock.State after = namespaces.clock().state();
        if (after.equals(before)) {
          return result;
        }
        String json = StateJson.toJson(after);
        List<?> response;
        try {
          response = redis.write(Script.CLOCK, List.of(globalRevision, json));
        } catch (StoreException e) {
          setGlobalClock(before, "");
          throw e.isUnknown() ? e : StoreException.notMade(e.reason());
        }
        if (response.get(0).equals("ok")) {
          setGlobalClock(after, String.valueOf(response.get(1)));
          return result;
        }
        // What the step has set must not stay if the clock of others is not loaded.
        setGlobalClock(before, "");
      }
    } finally {
      global.unlock();
    }
  }

  /** Forgets the state of namespaces that have not been used for some time. */
  void unloadIdle() {
    for (CachedNamespace each : cached.values()) {
      if (each.isIdle(MAX_IDLE) && all.writeLock().tryLock()) {
        try {
          if (each.isIdle(MAX_IDLE) && !deliveries.isActive(each.namespace())) {
            namespaces.forget(each.namespace());
            cached.remove(each.namespace().id().name(), each);
            logs.remove(each.namespace().id().name());
          }
        } finally {
          all.writeLock().unlock();
        }
      }
    }
  }

  @Override
  public Optional<String> failure() {
    if (redis.failure().isPresent()) {
      redis.retry();
    }
    return redis.failure();
  }

  @Override
  public void observeWrites(LongConsumer nanoseconds) {
    observer = nanoseconds;
  }

  /** Lets other simulators take over at once, and disconnects. Closing twice has no effect. */
  @Override
  public void close() {
    deliveries.close();
    leases.releaseAll();
    redis.close();
  }

  /** Tells the caches which workflows an action has changed. */
  private final class Listener implements StoreListener {

    @Override
    public void stored(@Nullable Workflow previous, Workflow workflow) {
      changed(previous, workflow, workflow);
    }

    @Override
    public void removed(Workflow workflow) {
      changed(workflow, null, workflow);
    }

    private void changed(@Nullable Workflow previous, @Nullable Workflow current, Workflow any) {
      CachedNamespace cache = cached.get(any.owner().name());
      if (cache != null) {
        cache.workflowChanged(previous, current, any.id());
      }
    }
  }

  private final class Coordinator implements Coordination {

    @Override
    public Collection<Namespace> all() {
      return redis.read(client -> client.smembers(NAMESPACES)).stream()
          .map(name -> namespaces.of(new NamespaceId(name)))
          .toList();
    }

    @Override
    public int size() {
      try {
        lastSize = redis.read(client -> client.scard(NAMESPACES)).intValue();
      } catch (StoreException e) {
        // Metrics tell what was last known.
      }
      return lastSize;
    }

    @Override
    public Optional<Namespace> named(String name) {
      return redis.read(client -> client.sismember(NAMESPACES, name))
          ? Optional.of(namespaces.of(new NamespaceId(name)))
          : Optional.empty();
    }

    @Override
    public boolean startsEmpty() {
      SetParams once = SetParams.setParams().nx().ex(SEEDING_SECONDS);
      return redis.read(client -> client.scard(NAMESPACES)) == 0
          && redis.read(client -> client.set(Redis.PREFIX + "seeding", "", once)) != null;
    }

    @Override
    public Map<String, NamespaceId> owners(List<String> workflowIds) {
      if (all.isWriteLockedByCurrentThread()) {
        return namespaces.ownersInMemory(workflowIds);
      }
      Map<String, NamespaceId> owners = new HashMap<>();
      for (int i = 0; i < workflowIds.size(); i += IDS_PER_COMMAND) {
        List<String> ids =
            workflowIds.subList(i, Math.min(i + IDS_PER_COMMAND, workflowIds.size()));
        List<String> names = redis.read(client -> client.hmget(OWNERS, ids.toArray(String[]::new)));
        for (int j = 0; j < ids.size(); j++) {
          if (names.get(j) != null) {
            owners.put(ids.get(j), new NamespaceId(names.get(j)));
          }
        }
      }
      return owners;
    }

    /** Redis knows them. */
    @Override
    public void mayHaveAttempts(Namespace namespace) {}

    @Override
    public RequestLog requestLog(NamespaceId id) {
      return log(id);
    }

    @Override
    public ClockChanges clockChanges(Optional<Namespace> namespace) {
      return new SharedClockChanges(
          leases,
          namespace,
          new SharedClockChanges.Steps() {
            @Override
            public <T> T run(Supplier<T> step) {
              return namespace.isPresent()
                  ? inNamespace(namespace.get(), Access.CHANGE, step)
                  : inGlobalClock(step);
            }
          });
    }

    @Override
    public DueTasks globalDueTasks() {
      return deliveries;
    }

    @Override
    public void runDue(Namespace namespace) {
      deliveries.runDue(namespace);
    }

    @Override
    public void startDue() {
      deliveries.startDue();
    }
  }
}
