package net.vimmerse.workflow.simulator.redis;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import net.vimmerse.workflow.simulator.store.StoreException;
import redis.clients.jedis.params.SetParams;

/**
 * The rights of this simulator to do what one simulator at a time may do. They are renewed until
 * they are released, and expire when this simulator is killed.
 *
 * <p>Thread-safe.
 */
final class Leases {

  /** After this time, another simulator takes over from one that was killed. */
  static final int DURATION_MILLIS = 4_000;

  private static final long RENEWAL_NANOS = TimeUnit.SECONDS.toNanos(1);

  /** Identifies this simulator. */
  private final String token = UUID.randomUUID().toString();

  private final Redis redis;

  /** What to do when a lease is lost, by its key. */
  private final Map<String, Runnable> held = new ConcurrentHashMap<>();

  private volatile long renewAt = System.nanoTime();

  Leases(Redis redis) {
    this.redis = redis;
  }

  String token() {
    return token;
  }

  /**
   * Acquires a lease; returns false if another call has it, here or elsewhere.
   *
   * @param lost runs if the lease expires before it is released
   */
  boolean acquire(String key, Runnable lost) {
    SetParams ifAbsent = SetParams.setParams().nx().px(DURATION_MILLIS);
    boolean acquired =
        redis.read(client -> client.set(Redis.PREFIX + key, token, ifAbsent)) != null;
    if (acquired) {
      held.put(key, lost);
    }
    return acquired;
  }

  /** Renews a lease that a script has acquired for this simulator. */
  void hold(String key, Runnable lost) {
    held.put(key, lost);
  }

  /**
   * Releases a lease, if it is still held with this action. Never at the same time as a renewal,
   * which would acquire it again.
   */
  synchronized void release(String key, Runnable lost) {
    if (held.remove(key, lost)) {
      end(List.of(key));
    }
  }

  synchronized void releaseAll() {
    List<String> keys = List.copyOf(held.keySet());
    held.clear();
    end(keys);
  }

  private void end(List<String> keys) {
    try {
      redis.read(Script.LEASE, arguments(0, keys));
    } catch (StoreException e) {
      // It expires.
    }
  }

  /** Renews all leases, about once a second. */
  synchronized void renew() {
    if (held.isEmpty() || System.nanoTime() - renewAt < 0) {
      return;
    }
    renewAt = System.nanoTime() + RENEWAL_NANOS;
    Set<String> lost = new HashSet<>(held.keySet());
    redis
        .read(Script.LEASE, arguments(DURATION_MILLIS, List.copyOf(lost)))
        .forEach(kept -> lost.remove(String.valueOf(kept)));
    for (String key : lost) {
      Runnable action = held.remove(key);
      if (action != null) {
        action.run();
      }
    }
  }

  private List<String> arguments(int milliseconds, List<String> keys) {
    List<String> arguments = new ArrayList<>(List.of(token, String.valueOf(milliseconds)));
    arguments.addAll(keys);
    return arguments;
  }
}
