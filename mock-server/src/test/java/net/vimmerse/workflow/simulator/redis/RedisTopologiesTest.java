package net.vimmerse.workflow.simulator.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.vimmerse.workflow.simulator.ApiClient;
import net.vimmerse.workflow.simulator.SelfSignedKey;
import net.vimmerse.workflow.simulator.cli.SimulatorProcess;
import net.vimmerse.workflow.simulator.store.RedisServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/** The simulator with Redis behind TLS, behind Sentinel, and as a cluster. */
@EnabledIfSystemProperty(named = "tests", matches = "all")
@Timeout(120)
@Isolated
class RedisTopologiesTest {

  private static final String DOWN_AFTER_MILLIS = "3000";

  private static final Pattern WRITTEN = Pattern.compile("master_repl_offset:(\\d+)");
  private static final Pattern RECEIVED = Pattern.compile("state=online,offset=(\\d+)");

  private final List<RedisServer> servers = new ArrayList<>();

  @TempDir private Path directory;

  @AfterEach
  void stop() {
    servers.forEach(RedisServer::close);
  }

  private RedisServer add(String... lines) {
    RedisServer server = RedisServer.started(lines);
    servers.add(server);
    return server;
  }

  @Test
  void tls_is_used_if_the_certificate_is_trusted() throws Exception {
    SelfSignedKey key = SelfSignedKey.create(directory);
    Path pem = key.writePem();
    RedisServer redis =
        add(
            "port 0",
            "tls-port {port}",
            "tls-auth-clients no",
            "tls-cert-file " + pem,
            "tls-key-file " + pem,
            "tls-ca-cert-file " + pem,
            "requirepass \"p@ss word\"");
    String url = "rediss://:p%40ss%20word@localhost:" + redis.port();

    try (SimulatorProcess simulator = start(url, key.trustOptions())) {
      ApiClient api = new ApiClient(simulator.url(), "key");
      String id = api.createdFor("behind TLS").path("id").asText();

      assertThat(api.get("/v2/workflow/" + id).status()).isEqualTo(200);
    }
    assertThatThrownBy(() -> start(url)).isInstanceOf(IOException.class);
    assertThat(Files.readString(directory.resolve("errors")))
        .contains("Redis at rediss://localhost:", "cannot be used: ", "certification path")
        .doesNotContain("p%40ss", "p@ss");
  }

  @Test
  void sentinels_name_the_server_that_replaces_a_killed_one() throws Exception {
    RedisServer master = add();
    add("replicaof 127.0.0.1 " + master.port());
    String monitor = "sentinel monitor main 127.0.0.1 %d 2".formatted(master.port());
    String sentinels =
        Stream.generate(
                () ->
                    add(
                        monitor,
                        "sentinel down-after-milliseconds main " + DOWN_AFTER_MILLIS,
                        "sentinel failover-timeout main 5000"))
            .limit(3)
            .map(RedisTopologiesTest::address)
            .collect(Collectors.joining(","));

    assertSurvives(master, "redis-sentinel://" + sentinels + "/main");
  }

  @Test
  void a_cluster_replaces_a_killed_server() throws Exception {
    for (int i = 0; i < 6; i++) {
      add("cluster-enabled yes", "cluster-node-timeout " + DOWN_AFTER_MILLIS);
    }
    String[] addresses = servers.stream().map(RedisTopologiesTest::address).toArray(String[]::new);
    run(
        Stream.of(
                List.of(servers.get(0).client().toString(), "--cluster", "create"),
                List.of(addresses),
                List.of("--cluster-replicas", "1", "--cluster-yes"))
            .flatMap(List::stream)
            .toList());

    for (RedisServer server : servers) {
      Instant deadline = Instant.now().plus(Duration.ofSeconds(60));
      while (!run(command(server, "CLUSTER", "INFO")).contains("cluster_state:ok")) {
        assertThat(Instant.now()).isBefore(deadline);
      }
    }

    String url = "redis-cluster://" + String.join(",", addresses);
    try (SimulatorProcess simulator = start(url)) {
      new ApiClient(simulator.url(), "key").createdFor("in a cluster");
    }
    List<RedisServer> inUse = new ArrayList<>();
    for (RedisServer server : servers.subList(0, 3)) {
      if (!run(command(server, "DBSIZE")).equals("0")) {
        inUse.add(server);
      }
    }
    assertThat(inUse).hasSize(1);
    assertSurvives(inUse.get(0), url);
  }

  /** Kills a server when its replica has all changes. */
  private void assertSurvives(RedisServer victim, String url) throws Exception {
    try (SimulatorProcess simulator = start(url)) {
      ApiClient api = new ApiClient(simulator.url(), "key");
      String id = api.createdFor("survives").path("id").asText();
      Instant deadline = Instant.now().plus(Duration.ofSeconds(60));
      // WAIT would wait only for what its own connection has written.
      long written = replication(victim, WRITTEN);
      while (replication(victim, RECEIVED) < written) {
        assertThat(Instant.now()).isBefore(deadline);
      }

      victim.kill();

      String json = "{\"title\": \"after that\"}";
      int status = api.update(id, json).status();
      while (status == 503) {
        assertThat(Instant.now()).isBefore(deadline);
        status = api.update(id, json).status();
      }
      assertThat(status).isEqualTo(200);
      assertThat(api.workflow(id).toString()).contains("after that");
    }
  }

  /** Returns a number of bytes of the stream of changes; -1 if there is none. */
  private static long replication(RedisServer server, Pattern number) throws Exception {
    Matcher found = number.matcher(run(command(server, "INFO", "replication")));
    return found.find() ? Long.parseLong(found.group(1)) : -1;
  }

  private SimulatorProcess start(String url, String... jvmOptions) throws IOException {
    return SimulatorProcess.start(
        new ProcessBuilder(SimulatorProcess.command(List.of(jvmOptions), "--store=" + url))
            .redirectError(directory.resolve("errors").toFile()));
  }

  private static String address(RedisServer server) {
    return "127.0.0.1:" + server.port();
  }

  private static List<String> command(RedisServer server, String... words) {
    return Stream.concat(
            Stream.of(server.client().toString(), "-p", String.valueOf(server.port())),
            Stream.of(words))
        .toList();
  }

  private static String run(List<String> command) throws Exception {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    assertThat(process.waitFor()).as(output).isZero();
    return output;
  }
}
