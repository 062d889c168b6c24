package net.vimmerse.workflow.simulator.redis;

import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Stream;
import net.vimmerse.workflow.simulator.store.StartupException;
import net.vimmerse.workflow.simulator.store.StoreException;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.exceptions.JedisException;
import redis.clients.jedis.exceptions.JedisNoScriptException;

/**
 * Runs commands in Redis. After a failure, commands fail at once until {@link #retry} has found
 * that Redis can be used again.
 *
 * <p>Thread-safe.
 */
final class Redis implements AutoCloseable {

  /** Begins all keys, and keeps them on one server of a cluster. */
  static final String PREFIX = "{workflow-simulator}:";

  /** The format of keys and values. Increment it with each incompatible change. */
  private static final String FORMAT = "1";

  /**
   * Returns the format of what is in Redis, which is set if there is none. Fails without the right
   * to do what the other scripts do.
   */
  private static final String PROBE =
      "redis.call('TIME') redis.call('SET', KEYS[1] .. 'format', ARGV[1], 'NX') "
          + "return redis.call('GET', KEYS[1] .. 'format')";

  /** A connection may have been closed while it was idle. */
  private static final int MAX_ATTEMPTS = 3;

  private static final long MAX_REPEAT_NANOS = TimeUnit.SECONDS.toNanos(1);
  private static final long RETRY_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

  private final RedisUrl url;
  private volatile UnifiedJedis jedis;

  /** Why Redis cannot be used; null if it can. */
  private volatile @Nullable String failure;

  private volatile long retryAt;
  private volatile boolean closed;

  private Redis(RedisUrl url, UnifiedJedis jedis) {
    this.url = url;
    this.jedis = jedis;
  }

  /**
   * Connects.
   *
   * @throws StartupException if Redis cannot be used
   */
  static Redis connect(RedisUrl url) {
    try {
      return new Redis(url, connected(url));
    } catch (JedisException e) {
      throw new StartupException(unusable(url, e), e);
    }
  }

  private static UnifiedJedis connected(RedisUrl url) {
    UnifiedJedis jedis = url.connect();
    try {
      Object format = jedis.eval(PROBE, List.of(PREFIX), List.of(FORMAT));
      if (!FORMAT.equals(format)) {
        throw new JedisDataException(
            "its state has format %s, but this simulator supports format %s; choose another database, or delete the keys %s*"
                .formatted(format, FORMAT, PREFIX));
      }
      return jedis;
    } catch (JedisException e) {
      jedis.close();
      throw e;
    }
  }

  private static String unusable(RedisUrl url, JedisException e) {
    return "Redis at " + url + " cannot be used: " + causeOf(e);
  }

  private static String causeOf(JedisException e) {
    List<Throwable> causes =
        Stream.<Throwable>iterate(e, Objects::nonNull, Redis::next).limit(20).toList();
    for (Throwable cause : causes) {
      if (cause instanceof ConnectException) {
        return "the connection was refused";
      }
      if (cause instanceof SocketTimeoutException) {
        return "it does not respond";
      }
      if (cause instanceof UnknownHostException) {
        return "its host is unknown";
      }
    }
    return String.valueOf(causes.get(causes.size() - 1).getMessage());
  }

  /** Returns the cause; of a host with several addresses, the first failure. */
  private static @Nullable Throwable next(Throwable e) {
    return e.getCause() == null && e.getSuppressed().length > 0
        ? e.getSuppressed()[0]
        : e.getCause();
  }

  /** Returns why Redis cannot be used; empty if it can. */
  Optional<String> failure() {
    return Optional.ofNullable(failure);
  }

  /** Finds out whether Redis can be used again, but not too often. */
  synchronized void retry() {
    if (failure == null || closed || System.nanoTime() - retryAt < 0) {
      return;
    }
    try {
      // New connections, as the server has closed those of before.
      UnifiedJedis before = jedis;
      jedis = connected(url);
      before.close();
      failure = null;
      System.err.println("Redis at " + url + " can be used again");
    } catch (JedisException e) {
      failure = unusable(url, e);
    }
    retryAt = System.nanoTime() + RETRY_NANOS;
  }

  private void requireUsable() {
    String reason = failure;
    if (reason != null) {
      throw StoreException.notRead(reason);
    }
  }

  private synchronized StoreException fail(JedisException e, boolean unknown) {
    String reason = unusable(url, e);
    if (failure == null && !closed) {
      failure = reason;
      retryAt = System.nanoTime();
      System.err.println(reason + "; requests are rejected until it can");
    }
    return unknown ? StoreException.unknown(reason) : StoreException.notRead(reason);
  }

  /**
   * Runs a command that can be repeated.
   *
   * @throws StoreException if it cannot be run
   */
  <T> T read(Function<UnifiedJedis, T> command) {
    requireUsable();
    long start = System.nanoTime();
    for (int attempt = 1; true; attempt++) {
      try {
        return command.apply(jedis);
      } catch (JedisConnectionException e) {
        if (attempt == MAX_ATTEMPTS || System.nanoTime() - start > MAX_REPEAT_NANOS) {
          throw fail(e, false);
        }
      } catch (JedisException e) {
        throw fail(e, false);
      }
    }
  }

  /**
   * Runs a script that can be repeated.
   *
   * @throws StoreException if it cannot be run
   */
  List<?> read(Script script, List<String> arguments) {
    return read(client -> run(client, script, arguments));
  }

  /**
   * Runs a script once.
   *
   * @throws StoreException if it cannot be run, or if it is unknown whether it was
   */
  List<?> write(Script script, List<String> arguments) {
    requireUsable();
    try {
      return run(jedis, script, arguments);
    } catch (JedisConnectionException e) {
      throw fail(e, true);
    } catch (JedisException e) {
      throw fail(e, false);
    }
  }

  private static List<?> run(UnifiedJedis jedis, Script script, List<String> arguments) {
    List<String> keys = List.of(PREFIX);
    Object result;
    try {
      result = jedis.evalsha(script.hash(), keys, arguments);
    } catch (JedisNoScriptException e) {
      result = jedis.eval(script.text(), keys, arguments);
    }
    return result instanceof List<?> list ? list : List.of(result);
  }

  @Override
  public synchronized void close() {
    closed = true;
    jedis.close();
  }
}
