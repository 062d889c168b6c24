package net.vimmerse.workflow.simulator.redis;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.net.ssl.SSLParameters;
import org.apache.commons.pool2.impl.GenericObjectPoolConfig;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.Connection;
import redis.clients.jedis.ConnectionPoolConfig;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.JedisClientConfig;
import redis.clients.jedis.JedisCluster;
import redis.clients.jedis.JedisPooled;
import redis.clients.jedis.JedisSentineled;
import redis.clients.jedis.UnifiedJedis;

/** Says where Redis is: one server, the sentinels of one, or a cluster. */
public final class RedisUrl {

  private static final int DEFAULT_PORT = 6379;
  private static final int DEFAULT_SENTINEL_PORT = 26379;

  /** How long a command may take, and how long a thread waits for a connection. */
  private static final int TIMEOUT_MILLIS = 2_000;

  /** More than the threads that handle requests. */
  private static final int MAX_CONNECTIONS = 64;

  private static final int MAX_CLUSTER_ATTEMPTS = 3;

  private static final String EXPECTED =
      "expected redis://[USER:PASSWORD@]HOST[:PORT][/DATABASE], rediss:// for TLS,"
          + " redis-sentinel://HOST:PORT,HOST:PORT/MASTER or redis-cluster://HOST:PORT,HOST:PORT";

  private static final Pattern FORM =
      Pattern.compile(
          "(redis|rediss|redis-sentinel|rediss-sentinel|redis-cluster|rediss-cluster)"
              + "://(?:([^@/]*)@)?([^@/]+?)(?:/([^/?#]*))?/?",
          Pattern.CASE_INSENSITIVE);

  private final String scheme;
  private final @Nullable String user;
  private final @Nullable String password;
  private final Set<HostAndPort> servers;
  private final String path;

  private RedisUrl(
      String scheme,
      @Nullable String user,
      @Nullable String password,
      Set<HostAndPort> servers,
      String path) {
    this.scheme = scheme;
    this.user = user;
    this.password = password;
    this.servers = servers;
    this.path = path;
  }

  /**
   * Parses a URL.
   *
   * @throws IllegalArgumentException if it is malformed; the message does not contain the URL, as
   *     that may contain a password
   */
  public static RedisUrl parse(String url) {
    Matcher matcher = FORM.matcher(url.strip());
    if (!matcher.matches()) {
      throw new IllegalArgumentException(EXPECTED);
    }
    String scheme = matcher.group(1).toLowerCase(Locale.ROOT);
    String credentials = matcher.group(2);
    String path = matcher.group(4) == null ? "" : matcher.group(4);
    int defaultPort = scheme.endsWith("-sentinel") ? DEFAULT_SENTINEL_PORT : DEFAULT_PORT;
    Set<HostAndPort> servers = new LinkedHashSet<>();
    for (String server : matcher.group(3).split(",", -1)) {
      servers.add(server(server, defaultPort));
    }
    boolean several = scheme.contains("-");
    boolean valid =
        scheme.endsWith("-sentinel")
            ? !path.isEmpty()
            : scheme.endsWith("-cluster") ? path.isEmpty() : path.matches("\\d{0,4}");
    if (!valid || (!several && servers.size() > 1)) {
      throw new IllegalArgumentException(EXPECTED);
    }
    int colon = credentials == null ? -1 : credentials.indexOf(':');
    return new RedisUrl(
        scheme,
        colon > 0 ? decode(credentials.substring(0, colon)) : null,
        credentials == null ? null : decode(credentials.substring(colon + 1)),
        servers,
        path);
  }

  private static HostAndPort server(String text, int defaultPort) {
    try {
      URI uri = new URI("redis://" + text);
      if (uri.getHost() != null && uri.getPort() != 0 && uri.getPort() <= 65_535) {
        return new HostAndPort(uri.getHost(), uri.getPort() < 0 ? defaultPort : uri.getPort());
      }
    } catch (URISyntaxException e) {
      // Its message contains the text.
    }
    throw new IllegalArgumentException(EXPECTED);
  }

  private static String decode(String text) {
    return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
  }

  /** Connects. */
  UnifiedJedis connect() {
    if (scheme.endsWith("-sentinel")) {
      JedisClientConfig sentinels =
          DefaultJedisClientConfig.builder().timeoutMillis(TIMEOUT_MILLIS).build();
      return new JedisSentineled(path, client(0), pool(), servers, sentinels);
    }
    if (scheme.endsWith("-cluster")) {
      return new JedisCluster(servers, client(0), MAX_CLUSTER_ATTEMPTS, pool());
    }
    int database = path.isEmpty() ? 0 : Integer.parseInt(path);
    return new JedisPooled(pool(), servers.iterator().next(), client(database));
  }

  private JedisClientConfig client(int database) {
    DefaultJedisClientConfig.Builder client =
        DefaultJedisClientConfig.builder()
            .timeoutMillis(TIMEOUT_MILLIS)
            .user(user)
            .password(password)
            .database(database)
            .clientName("workflow-simulator");
    if (scheme.startsWith("rediss")) {
      SSLParameters parameters = new SSLParameters();
      parameters.setEndpointIdentificationAlgorithm("HTTPS");
      client.ssl(true).sslParameters(parameters);
    }
    return client.build();
  }

  private static GenericObjectPoolConfig<Connection> pool() {
    ConnectionPoolConfig pool = new ConnectionPoolConfig();
    pool.setMaxTotal(MAX_CONNECTIONS);
    pool.setMaxIdle(MAX_CONNECTIONS);
    pool.setMaxWait(java.time.Duration.ofMillis(TIMEOUT_MILLIS));
    pool.setJmxEnabled(false);
    return pool;
  }

  /** Returns the URL without user and password. */
  @Override
  public String toString() {
    return scheme
        + "://"
        + servers.stream().map(HostAndPort::toString).collect(Collectors.joining(","))
        + (path.isEmpty() ? "" : "/" + path);
  }
}
