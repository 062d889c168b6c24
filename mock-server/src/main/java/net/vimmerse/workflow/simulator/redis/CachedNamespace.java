package net.vimmerse.workflow.simulator.redis;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import net.vimmerse.workflow.simulator.namespace.LoggedExchange;
import net.vimmerse.workflow.simulator.namespace.Namespace;
import net.vimmerse.workflow.simulator.namespace.RequestLog;
import net.vimmerse.workflow.simulator.namespace.StateStore.Access;
import net.vimmerse.workflow.simulator.simulation.Workflow;
import net.vimmerse.workflow.simulator.snapshot.StateJson;
import net.vimmerse.workflow.simulator.store.StoreException;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.params.ScanParams;
import redis.clients.jedis.resps.ScanResult;

/**
 * A namespace in the memory of this simulator, which follows the one in Redis. Each action brings
 * it up to date before; what the action changes is written if no other simulator has written
 * meanwhile, or else undone and repeated.
 *
 * <p>Thread-safe.
 */
final class CachedNamespace {

  /** How long an action is repeated while other simulators are faster. */
  private static final long MAX_REPEAT_NANOS = TimeUnit.SECONDS.toNanos(5);

  private static final int MAX_BACKOFF_MILLIS = 32;
  private static final int SCANNED_FIELDS = 1_000;

  /** The revision of a namespace whose state is not known. */
  private static final String UNKNOWN = "";

  /** The revision of a namespace that is not in Redis. */
  private static final String ABSENT = "0";

  private final Namespace namespace;
  private final RedisStore store;
  private final Redis redis;
  private final NamespaceFields fields;

  /** Held during an action. All fields below are guarded by it. */
  private final ReentrantLock mutex = new ReentrantLock();

  private String revision = ABSENT;
  private Namespace.Mark mark;

  /** The workflows that an action has changed, as they were before. */
  private final Map<String, Optional<Workflow>> changed = new LinkedHashMap<>();

  private final TreeSet<Expiry> expiries =
      new TreeSet<>(Comparator.comparing(Expiry::at).thenComparing(Expiry::id));

  /** Whether changes of workflows come from Redis. */
  private boolean loading;

  private long lastUsed = System.nanoTime();

  /** Creates the cache of a namespace whose state is still that of one that is not in Redis. */
  CachedNamespace(Namespace namespace, RedisStore store, Redis redis) {
    this.namespace = namespace;
    this.store = store;
    this.redis = redis;
    this.fields = new NamespaceFields(namespace.stateWithoutWorkflows(() -> {}));
    this.mark = namespace.mark();
  }

  Namespace namespace() {
    return namespace;
  }

  /** Tests whether the current thread runs an action on this namespace. */
  boolean isInAction() {
    return mutex.isHeldByCurrentThread();
  }

  /** Receives a change of a workflow. */
  void workflowChanged(@Nullable Workflow previous, @Nullable Workflow current, String id) {
    if (previous != null && previous.plan().expiresAt() != null) {
      expiries.remove(new Expiry(previous.plan().expiresAt(), id));
    }
    if (current != null && current.plan().expiresAt() != null) {
      expiries.add(new Expiry(current.plan().expiresAt(), id));
    }
    if (!loading) {
      changed.putIfAbsent(id, Optional.ofNullable(previous));
    }
  }

  /**
   * Runs an action.
   *
   * @throws StoreException if Redis cannot be used; the changes were not made then, or it is not
   *     known
   */
  <T> T run(Access access, Supplier<T> action) {
    long end = System.nanoTime() + MAX_REPEAT_NANOS;
    for (int attempt = 0; true; attempt++) {
      Attempt<T> made = attempt(access, action);
      if (made.committed) {
        if (!made.logged.isEmpty()) {
          write(made.logged);
        }
        return made.result;
      }
      if (System.nanoTime() - end > 0) {
        throw StoreException.notMade(
            "other simulators change the namespace " + namespace.id().name() + " all the time");
      }
      pause(attempt);
    }
  }

  private <T> Attempt<T> attempt(Access access, Supplier<T> action) {
    mutex.lock();
    try {
      lastUsed = System.nanoTime();
      try {
        if (!synchronize()) {
          return new Attempt<>(null, false, RedisRequestLog.Pending.NONE);
        }
      } catch (StoreException e) {
        throw access == Access.CHANGE ? StoreException.notMade(e.reason()) : e;
      }
      T result;
      try {
        result = action.get();
      } catch (RuntimeException | Error e) {
        undo();
        throw e;
      }
      if (access == Access.INSPECT) {
        return new Attempt<>(result, true, RedisRequestLog.Pending.NONE);
      }
      return commit(result);
    } finally {
      mutex.unlock();
    }
  }

  private <T> Attempt<T> commit(T result) {
    removeExpired();
    FieldChanges changes = new FieldChanges();
    changed.forEach((id, before) -> addChange(id, before, changes));
    Namespace.Mark current = namespace.mark();
    boolean absent = revision.equals(ABSENT);
    if (!current.equals(mark) || (absent && !changes.isEmpty())) {
      fields.compare(
          namespace.stateWithoutWorkflows(() -> {}), namespace.rateLimitUse(), absent, changes);
    }
    RedisRequestLog.Pending logged = store.log(namespace).drain();
    if (changes.isEmpty()) {
      mark = current;
      changed.clear();
      return new Attempt<>(result, true, logged);
    }
    List<?> response = write(changes, logged);
    if (!response.get(0).equals("ok")) {
      undo();
      return new Attempt<>(result, false, logged);
    }
    changes.committed();
    setRevision(String.valueOf(response.get(1)));
    mark = current;
    changed.clear();
    for (Object evicted : (List<?>) response.get(2)) {
      load(Map.of(String.valueOf(evicted), Optional.empty()), false);
    }
    return new Attempt<>(result, true, RedisRequestLog.Pending.NONE);
  }

  private void addChange(String id, Optional<Workflow> before, FieldChanges changes) {
    Optional<Workflow> now = namespace.stored(id);
    if (now.isPresent() && !now.equals(before)) {
      changes.put(NamespaceFields.field(id), StateJson.toJson(now.get()));
    } else if (now.isEmpty() && before.isPresent()) {
      changes.remove(NamespaceFields.field(id));
    }
  }

  /** Writes changes; if that fails, undoes them here. */
  private List<?> write(FieldChanges changes, RedisRequestLog.Pending logged) {
    long start = System.nanoTime();
    try {
      return redis.write(Script.COMMIT, arguments(changes, logged));
    } catch (StoreException e) {
      undo();
      // Loads everything again, as others may see what this simulator does not know.
      revision = UNKNOWN;
      throw e.isUnknown() ? e : StoreException.notMade(e.reason());
    } finally {
      store.wrote(System.nanoTime() - start);
    }
  }

  /** Logs requests that have changed nothing; others may do the same meanwhile. */
  private void write(RedisRequestLog.Pending logged) {
    try {
      redis.write(Script.COMMIT, arguments(new FieldChanges(), logged));
    } catch (StoreException e) {
      throw StoreException.notRead(e.reason());
    }
  }

  private List<String> arguments(FieldChanges changes, RedisRequestLog.Pending logged) {
    List<String> arguments = new ArrayList<>();
    arguments.add(namespace.id().name());
    arguments.add(changes.isEmpty() ? "" : revision);
    arguments.add(
        changes.isEmpty() ? "" : GlobalTime.of(namespace, namespace.webhooks().nextDue()));
    arguments.add(changes.isEmpty() ? "" : GlobalTime.of(namespace, nextExpiry()));
    arguments.add(String.valueOf(store.maxWorkflows()));
    arguments.add(String.valueOf(RequestLog.MAX_REQUESTS));
    arguments.add(String.valueOf(store.maxLogBytes()));
    arguments.add(String.valueOf(changes.puts().size() / 2));
    arguments.add(String.valueOf(changes.removals().size()));
    arguments.add(String.valueOf(logged.exchanges().size()));
    arguments.add(logged.cleared() ? "1" : "0");
    arguments.addAll(changes.puts());
    arguments.addAll(changes.removals());
    for (LoggedExchange exchange : logged.exchanges()) {
      arguments.add(exchange.operation() + " " + exchange.status());
      arguments.add(StateJson.toJson(exchange.read(0)));
    }
    return arguments;
  }

  private Optional<Instant> nextExpiry() {
    return expiries.isEmpty() ? Optional.empty() : Optional.of(expiries.first().at);
  }

  private void removeExpired() {
    if (!expiries.isEmpty()) {
      Instant now = namespace.clock().instant();
      while (!expiries.isEmpty() && !expiries.first().at.isAfter(now)) {
        namespace.load(expiries.first().id, null);
      }
    }
  }

  /** Undoes what an action on all namespaces has changed. */
  void undoAll() {
    mutex.lock();
    try {
      undo();
    } finally {
      mutex.unlock();
    }
  }

  /** Undoes what an action has changed. */
  private void undo() {
    store.log(namespace).drain();
    loading = true;
    try {
      changed.forEach((id, before) -> namespace.load(id, before.orElse(null)));
    } finally {
      loading = false;
    }
    changed.clear();
    if (!namespace.mark().equals(mark)) {
      loadFields();
    }
  }

  /**
   * Brings the namespace and the global clock up to date; returns false if another thread, which
   * may wait for this namespace, changes the global clock.
   */
  private boolean synchronize() {
    while (true) {
      long loads = store.clockLoads();
      List<?> response =
          redis.read(Script.SYNC, List.of(namespace.id().name(), revision, store.globalRevision()));
      if (!store.loadGlobalClock(loads, response.get(0), response.get(1))) {
        return false;
      }
      String current = String.valueOf(response.get(2));
      String kind = String.valueOf(response.get(3));
      if (kind.equals("same")) {
        return true;
      }
      boolean scan = kind.equals("scan");
      Map<String, Optional<String>> read = scan ? scan() : pairs((List<?>) response.get(4));
      revision = UNKNOWN;
      load(read, !kind.equals("changes"));
      setRevision(current);
      if (!scan) {
        return true;
      }
      // While it was read, the namespace may have changed; the next response has what.
    }
  }

  private void setRevision(String current) {
    revision = current;
    namespace.setSharedRevision(Long.parseLong(current));
  }

  private static Map<String, Optional<String>> pairs(List<?> list) {
    Map<String, Optional<String>> pairs = new HashMap<>();
    for (Iterator<?> each = list.iterator(); each.hasNext(); ) {
      String field = String.valueOf(each.next());
      pairs.put(field, Optional.ofNullable((String) each.next()));
    }
    return pairs;
  }

  private Map<String, Optional<String>> scan() {
    Map<String, Optional<String>> found = new HashMap<>();
    String key = Redis.PREFIX + "namespace:" + namespace.id().name();
    ScanParams page = new ScanParams().count(SCANNED_FIELDS);
    String cursor = ScanParams.SCAN_POINTER_START;
    do {
      String from = cursor;
      ScanResult<Map.Entry<String, String>> result =
          redis.read(client -> client.hscan(key, from, page));
      result.getResult().forEach(each -> found.put(each.getKey(), Optional.of(each.getValue())));
      cursor = result.getCursor();
    } while (!cursor.equals(ScanParams.SCAN_POINTER_START));
    return found;
  }

  /**
   * Loads fields from Redis.
   *
   * @param all whether there are no others
   */
  private void load(Map<String, Optional<String>> read, boolean all) {
    boolean others = all;
    loading = true;
    try {
      if (all) {
        for (Workflow known : namespace.state().workflows()) {
          if (!read.containsKey(NamespaceFields.field(known.id()))) {
            namespace.load(known.id(), null);
          }
        }
        fields.clear();
      }
      for (Map.Entry<String, Optional<String>> each : read.entrySet()) {
        Optional<String> id = NamespaceFields.workflowId(each.getKey());
        if (id.isPresent()) {
          namespace.load(
              id.get(),
              each.getValue().map(json -> StateJson.read(Workflow.class, json)).orElse(null));
        } else {
          others = true;
        }
      }
    } finally {
      loading = false;
    }
    if (others) {
      fields.accept(read);
      loadFields();
    }
  }

  private void loadFields() {
    namespace.load(fields.state(), fields.rateLimitUse());
    mark = namespace.mark();
  }

  private static void pause(int attempt) {
    int bound = Math.min(MAX_BACKOFF_MILLIS, 1 << Math.min(attempt, 10));
    try {
      TimeUnit.MICROSECONDS.sleep(ThreadLocalRandom.current().nextInt(1_000 * bound));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw StoreException.notMade("the simulator is stopping");
    }
  }

  /** Tests whether no action has run for some time. */
  boolean isIdle(Duration time) {
    if (!mutex.tryLock()) {
      return false;
    }
    try {
      return System.nanoTime() - lastUsed > time.toNanos();
    } finally {
      mutex.unlock();
    }
  }

  private record Expiry(Instant at, String id) {}

  /**
   * The end of an action.
   *
   * @param result null if it was not committed
   * @param committed false if another simulator was faster
   * @param logged what is still to be logged
   */
  private record Attempt<T>(
      @Nullable T result, boolean committed, RedisRequestLog.Pending logged) {}
}
