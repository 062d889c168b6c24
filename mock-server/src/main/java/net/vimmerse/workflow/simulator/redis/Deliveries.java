package net.vimmerse.workflow.simulator.redis;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import net.vimmerse.workflow.simulator.clock.DueTasks;
import net.vimmerse.workflow.simulator.clock.VirtualClock;
import net.vimmerse.workflow.simulator.namespace.Namespace;
import net.vimmerse.workflow.simulator.namespace.Namespaces;
import net.vimmerse.workflow.simulator.namespace.StateStore.Access;
import net.vimmerse.workflow.simulator.simulation.NamespaceId;
import net.vimmerse.workflow.simulator.store.StoreException;
import net.vimmerse.workflow.simulator.thread.DaemonThreads;
import redis.clients.jedis.resps.Tuple;

/**
 * Delivers the webhooks that are due, those of a namespace by one simulator at a time.
 *
 * <p>Thread-safe.
 */
final class Deliveries implements DueTasks, AutoCloseable {

  private static final String DUE = Redis.PREFIX + "due";
  private static final String EXPIRING = Redis.PREFIX + "expiring";
  private static final long PAUSE_MILLIS = 20;
  private static final long RECORD_AGAIN_MILLIS = 100;
  private static final long PRUNING_NANOS = TimeUnit.SECONDS.toNanos(10);
  private static final int MAX_PRUNED = 100;

  /** The namespaces whose exact times are compared, as those in Redis are in milliseconds. */
  private static final int MAX_COMPARED = 64;

  private final RedisStore store;
  private final Redis redis;
  private final Leases leases;
  private final Set<String> active = ConcurrentHashMap.newKeySet();
  private final Set<String> refreshing = ConcurrentHashMap.newKeySet();
  private final ExecutorService workers =
      Executors.newCachedThreadPool(DaemonThreads.named("simulator-due-namespace"));

  private volatile boolean closed;

  /** Used by the thread of {@link #startDue} only. */
  private long pruneAt = System.nanoTime() + PRUNING_NANOS;

  Deliveries(RedisStore store, Redis redis, Leases leases) {
    this.store = store;
    this.redis = redis;
    this.leases = leases;
  }

  /** Tests whether this simulator delivers webhooks of a namespace. */
  boolean isActive(Namespace namespace) {
    return active.contains(namespace.id().name());
  }

  private VirtualClock globalClock() {
    return store.namespaces().clock();
  }

  /** Starts what is due, renews leases, and removes what has expired or is idle. */
  void startDue() {
    if (store.failure().isPresent()) {
      return;
    }
    try {
      leases.renew();
      long loads = store.clockLoads();
      List<?> response =
          redis.read(
              Script.DUE,
              List.of(
                  store.globalRevision(),
                  String.valueOf(globalClock().instant().toEpochMilli()),
                  leases.token(),
                  String.valueOf(Leases.DURATION_MILLIS)));
      store.loadGlobalClock(loads, response.get(0), response.get(1));
      for (Object name : (List<?>) response.get(2)) {
        start(namespace(String.valueOf(name)));
      }
      active.forEach(this::refresh);
      if (System.nanoTime() - pruneAt > 0) {
        pruneAt = System.nanoTime() + PRUNING_NANOS;
        workers.execute(this::prune);
      }
    } catch (StoreException e) {
      // It has been reported; the next run tries again.
    }
  }

  private Namespace namespace(String name) {
    return store.namespaces().of(new NamespaceId(name));
  }

  /** Delivers in a thread of its own; the lease has been acquired. */
  private void start(Namespace namespace) {
    Delivery delivery = new Delivery(namespace, namespace.clock());
    leases.hold(delivery.lease, delivery);
    workers.execute(
        () -> {
          try {
            store.inNamespace(namespace, Access.INSPECT, Optional::empty);
            delivery.deliver();
          } catch (StoreException e) {
            // It has been reported; what is due stays due.
          } finally {
            leases.release(delivery.lease, delivery);
          }
        });
  }

  /** Brings a namespace up to date in which this simulator waits for a receiver. */
  private void refresh(String name) {
    if (refreshing.add(name)) {
      workers.execute(
          () -> {
            try {
              store.inNamespace(namespace(name), Access.INSPECT, Optional::empty);
            } catch (StoreException e) {
              // It has been reported; the next run tries again.
            } finally {
              refreshing.remove(name);
            }
          });
    }
  }

  private void prune() {
    try {
      String now = String.valueOf(globalClock().instant().toEpochMilli());
      for (String name :
          redis.read(client -> client.zrangeByScore(EXPIRING, "-inf", now, 0, MAX_PRUNED))) {
        store.inNamespace(namespace(name), Access.CHANGE, Optional::empty);
      }
      store.unloadIdle();
    } catch (StoreException e) {
      // It has been reported, and is done later.
    }
  }

  /** Delivers what is due in a namespace, or waits for the simulator that does. */
  void runDue(Namespace namespace) {
    try {
      while (isDue(namespace)) {
        Instant now = namespace.clock().instant();
        Delivery delivery = new Delivery(namespace, () -> now);
        if (leases.acquire(delivery.lease, delivery)) {
          try {
            // Another simulator may have delivered it before it released the lease.
            if (isDue(namespace)) {
              delivery.deliver();
            }
          } finally {
            leases.release(delivery.lease, delivery);
          }
        } else {
          TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
        }
        if (Thread.currentThread().isInterrupted()) {
          return;
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean isDue(Namespace namespace) {
    return store.inNamespace(namespace, Access.INSPECT, () -> Namespaces.isDue(namespace));
  }

  @Override
  public Optional<Instant> nextDue(VirtualClock clock) {
    List<Tuple> next =
        redis.read(client -> client.zrangeByScoreWithScores(DUE, "(0", "+inf", 0, MAX_COMPARED));
    return next.stream()
        .filter(each -> each.getScore() <= next.get(0).getScore() + 1)
        .map(each -> namespace(each.getElement()))
        .flatMap(
            namespace ->
                store
                    .inNamespace(
                        namespace, Access.INSPECT, () -> store.namespaces().nextDue(namespace))
                    .stream())
        .min(Comparator.naturalOrder());
  }

  @Override
  public void runDue() {
    String now = String.valueOf(globalClock().instant().toEpochMilli());
    List<Future<?>> running = new ArrayList<>();
    try {
      for (String name : redis.read(client -> client.zrangeByScore(DUE, "-inf", now))) {
        running.add(
            workers.submit(DaemonThreads.reportingOutOfMemory(() -> runDue(namespace(name)))));
      }
      for (Future<?> each : running) {
        each.get();
      }
    } catch (InterruptedException e) {
      running.forEach(each -> each.cancel(true));
      Thread.currentThread().interrupt();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof StoreException failure
          ? failure
          : new IllegalStateException(e.getCause());
    }
  }

  @Override
  public void close() {
    closed = true;
    workers.shutdownNow();
  }

  /** The delivery of what is due in a namespace by one thread. Ends it when its lease is lost. */
  private final class Delivery implements Runnable {
    private final Namespace namespace;
    private final InstantSource clock;
    private final String lease;
    private volatile Thread thread = Thread.currentThread();

    Delivery(Namespace namespace, InstantSource clock) {
      this.namespace = namespace;
      this.clock = clock;
      this.lease = "lease:" + namespace.id().name();
    }

    void deliver() {
      thread = Thread.currentThread();
      active.add(namespace.id().name());
      try {
        namespace.runDue(clock, this::record);
      } finally {
        active.remove(namespace.id().name());
      }
    }

    /** Records the result of an attempt, which has been made and must not be forgotten. */
    private void record(Runnable result) {
      while (true) {
        try {
          store.inNamespace(
              namespace,
              Access.CHANGE,
              () -> {
                result.run();
                return Optional.empty();
              });
          return;
        } catch (StoreException e) {
          pause(e);
        }
      }
    }

    private void pause(StoreException failure) {
      try {
        TimeUnit.MILLISECONDS.sleep(RECORD_AGAIN_MILLIS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw failure;
      }
      if (closed) {
        throw failure;
      }
    }

    @Override
    public void run() {
      thread.interrupt();
    }
  }
}
