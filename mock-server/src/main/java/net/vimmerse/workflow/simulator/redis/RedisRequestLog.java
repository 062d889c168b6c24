package net.vimmerse.workflow.simulator.redis;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.vimmerse.workflow.simulator.namespace.LoggedExchange;
import net.vimmerse.workflow.simulator.namespace.LoggedRequest;
import net.vimmerse.workflow.simulator.namespace.RequestLog;
import net.vimmerse.workflow.simulator.simulation.NamespaceId;
import net.vimmerse.workflow.simulator.snapshot.StateJson;
import org.jspecify.annotations.Nullable;

/** The request log of a namespace in Redis. What is added is kept here until it is committed. */
final class RedisRequestLog implements RequestLog {

  private final Redis redis;
  private final String list;
  private final String info;
  private Pending pending = Pending.NONE;

  RedisRequestLog(Redis redis, NamespaceId id) {
    this.redis = redis;
    this.list = Redis.PREFIX + "log:" + id.name();
    this.info = Redis.PREFIX + "log-info:" + id.name();
  }

  @Override
  public synchronized void add(LoggedExchange exchange) {
    List<LoggedExchange> exchanges = new ArrayList<>(pending.exchanges);
    exchanges.add(exchange);
    pending = new Pending(pending.cleared, exchanges);
  }

  @Override
  public synchronized void clear() {
    pending = new Pending(true, List.of());
  }

  /** Returns and forgets what is to be committed. */
  synchronized Pending drain() {
    Pending drained = pending;
    pending = Pending.NONE;
    return drained;
  }

  @Override
  public List<LoggedRequest> requests() {
    return redis.read(client -> client.lrange(list, 0, -1)).stream()
        .map(RedisRequestLog::parse)
        .toList();
  }

  private static LoggedRequest parse(String entry) {
    int space = entry.indexOf(' ');
    return StateJson.read(LoggedRequest.class, entry.substring(space + 1))
        .withNumber(Long.parseLong(entry.substring(0, space)));
  }

  @Override
  public long count(@Nullable String operation, @Nullable String status) {
    return info().entrySet().stream()
        .filter(each -> each.getKey().startsWith("=") && matches(each.getKey(), operation, status))
        .mapToLong(each -> Long.parseLong(each.getValue()))
        .sum();
  }

  private static boolean matches(String key, @Nullable String operation, @Nullable String status) {
    return (operation == null || key.startsWith("=" + operation + " "))
        && (status == null || key.endsWith(" " + status));
  }

  @Override
  public String revision() {
    Map<String, String> current = info();
    return current.getOrDefault("number", "0") + "-" + current.getOrDefault("size", "0");
  }

  @Override
  public Optional<Instant> lastAdded() {
    return Optional.ofNullable(info().get("at"))
        .map(millis -> Instant.ofEpochMilli(Long.parseLong(millis)));
  }

  @Override
  public boolean isShortened() {
    return info().containsKey("shortened");
  }

  private Map<String, String> info() {
    return redis.read(client -> client.hgetAll(info));
  }

  /**
   * What is to be committed.
   *
   * @param cleared whether the log is cleared first
   */
  record Pending(boolean cleared, List<LoggedExchange> exchanges) {
    static final Pending NONE = new Pending(false, List.of());

    boolean isEmpty() {
      return !cleared && exchanges.isEmpty();
    }
  }
}
