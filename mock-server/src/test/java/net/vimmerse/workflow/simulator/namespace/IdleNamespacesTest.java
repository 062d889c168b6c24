package net.vimmerse.workflow.simulator.namespace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import net.vimmerse.workflow.simulator.ApiClient;
import net.vimmerse.workflow.simulator.Simulator;
import net.vimmerse.workflow.simulator.simulation.NamespaceId;
import net.vimmerse.workflow.simulator.store.StartupException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/** Alone, as the time to live is real. */
@Isolated
@Timeout(60)
class IdleNamespacesTest {

  private static final Duration TTL = Duration.ofMillis(300);
  private static final int MAX = 10;

  @Test
  void the_namespaces_that_were_idle_for_longest_go_first_but_none_that_owes_a_webhook() {
    try (Simulator simulator = Simulator.builder().maxNamespaces(MAX).start()) {
      simulator.clock().freeze();
      ApiClient owing = new ApiClient(simulator, "owing");
      String owed = owing.created(withWebhook("http://127.0.0.1:9/")).path("id").asText();
      ApiClient used = new ApiClient(simulator, "used");
      String kept = used.createdFor("x").path("id").asText();
      for (int n = 0; n < 3 * MAX; n++) {
        poll(simulator, "reader " + n);
      }
      String oldest = NamespaceId.of("reader 0").name();
      awaitSize(simulator, MAX);

      assertThat(names(simulator))
          .doesNotContain(oldest)
          .contains(NamespaceId.of("reader 29").name());
      assertThat(used.workflow(kept).path("id").asText()).isEqualTo(kept);
      assertThat(owing.workflow(owed).path("id").asText()).isEqualTo(owed);
      assertThat(used.admin("GET", "/workflows?namespace=" + oldest, "").status()).isEqualTo(404);

      for (int n = 0; n < MAX; n++) {
        new ApiClient(simulator, "worker " + n).createdFor("x");
      }
      poll(simulator, "last reader");
      awaitSize(simulator, MAX + 2);
      for (int n = 0; n < MAX; n++) {
        assertThat(names(simulator)).contains(NamespaceId.of("worker " + n).name());
      }
    }
  }

  @Test
  void a_namespace_without_requests_is_removed_and_begins_anew(@TempDir Path data) {
    String id;
    try (Simulator simulator = Simulator.builder().data(data).namespaceTtl(TTL).start()) {
      ApiClient api = new ApiClient(simulator, "key");
      api.admin("POST", "/outcomes", "{\"outcome\": \"fail\"}");
      id = api.createdFor("x").path("id").asText();
      awaitSize(simulator, 0);

      assertThat(api.get("/v2/workflow/" + id).status()).isEqualTo(404);
      assertThat(api.admin("/outcomes").path("rules")).isEmpty();
      assertThat(api.admin("/requests").path("count").asInt()).isEqualTo(1);
      api.createdFor("x");
      awaitSize(simulator, 0);
    }
    try (Simulator simulator = Simulator.builder().data(data).start()) {
      assertThat(names(simulator)).isEmpty();
      assertThat(new ApiClient(simulator, "key").get("/v2/workflow/" + id).status()).isEqualTo(404);
    }
  }

  @Test
  void a_removed_namespace_is_removed_from_the_directory_at_once(@TempDir Path directory)
      throws IOException {
    Path data = directory.resolve("data");
    try (Simulator simulator = Simulator.builder().data(data).namespaceTtl(TTL).start()) {
      new ApiClient(simulator, "key").createdFor("x");
      awaitSize(simulator, 0);
      int copies = 0;
      while (!isEmpty(copyOf(data, directory.resolve("copy " + copies)))) {
        // It is removed from memory first.
        copies++;
      }
    }
  }

  /** Copies the directory as a process leaves it that is killed. */
  private static Path copyOf(Path data, Path copy) throws IOException {
    Files.createDirectory(copy);
    try (Stream<Path> files = Files.list(data)) {
      for (Path file : files.toList()) {
        Files.copy(file, copy.resolve(file.getFileName()));
      }
    }
    return copy;
  }

  private static boolean isEmpty(Path data) {
    try (Simulator simulator = Simulator.builder().data(data).start()) {
      return names(simulator).isEmpty();
    } catch (StartupException e) {
      // The copy was made during a change.
      return false;
    }
  }

  @Test
  void a_namespace_is_removed_after_its_webhooks_were_sent() throws Exception {
    CountDownLatch received = new CountDownLatch(1);
    HttpServer receiver = receiver(received);
    try (Simulator simulator = Simulator.builder().namespaceTtl(TTL).start()) {
      simulator.clock().freeze();
      new ApiClient(simulator, "owing")
          .created(withWebhook("http://127.0.0.1:" + receiver.getAddress().getPort() + "/"));
      poll(simulator, "idle");
      awaitSize(simulator, 1);
      assertThat(names(simulator)).containsExactly(NamespaceId.of("owing").name());

      simulator.clock().advance(Duration.ofHours(1));
      assertThat(received.await(10, TimeUnit.SECONDS)).isTrue();
      awaitSize(simulator, 0);
    } finally {
      receiver.stop(0);
    }
  }

  @Test
  void requests_keep_a_namespace() {
    Duration longer = Duration.ofSeconds(3);
    try (Simulator simulator = Simulator.builder().namespaceTtl(longer).start()) {
      TestNamespace used = simulator.namespace("used");
      used.clock().freeze();
      poll(simulator, "idle");
      while (names(simulator).contains(NamespaceId.of("idle").name())) {
        used.workflows();
      }

      assertThat(used.clock().isFrozen()).isTrue();
    }
  }

  @Test
  void a_time_to_live_of_namespaces_is_refused_with_a_store() {
    Simulator.Builder builder =
        Simulator.builder().namespaceTtl(TTL).store("redis://localhost:1/0");
    assertThatThrownBy(builder::start)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("namespace-ttl");
  }

  private static HttpServer receiver(CountDownLatch received) throws IOException {
    HttpServer receiver =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    receiver.createContext(
        "/",
        exchange -> {
          exchange.sendResponseHeaders(204, -1);
          exchange.close();
          received.countDown();
        });
    receiver.start();
    return receiver;
  }

  private static String withWebhook(String url) {
    return "{\"image_urls\": [\"https://example.com/in.png\"], \"webhook_url\": \"" + url + "\"}";
  }

  private static void poll(Simulator simulator, String key) {
    assertThat(new ApiClient(simulator, key).get("/v2/workflow/x").status()).isEqualTo(404);
  }

  private static List<String> names(Simulator simulator) {
    return new ApiClient(simulator, "")
        .admin("/namespaces")
        .path("namespaces")
        .findValuesAsText("name");
  }

  private static void awaitSize(Simulator simulator, int max) {
    while (names(simulator).size() > max) {
      Thread.onSpinWait();
    }
  }
}
