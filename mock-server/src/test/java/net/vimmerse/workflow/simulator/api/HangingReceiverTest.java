package net.vimmerse.workflow.simulator.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import net.vimmerse.workflow.simulator.ApiClient;
import net.vimmerse.workflow.simulator.Simulator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Receivers of webhooks that take their time, as a program at a breakpoint does. */
@Timeout(60)
class HangingReceiverTest {

  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Semaphore hanging = new Semaphore(0);
  private final CountDownLatch end = new CountDownLatch(1);
  private final BlockingQueue<String> received = new LinkedBlockingQueue<>();
  private final BlockingQueue<Integer> statuses = new LinkedBlockingQueue<>();
  private HttpServer receiver;
  private Simulator simulator;
  private ApiClient api;

  @BeforeEach
  void start() throws IOException {
    receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    receiver.setExecutor(threads);
    receiver.createContext("/quick", this::receive);
    receiver.createContext(
        "/hang",
        exchange -> {
          try {
            hanging.release();
            end.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
    receiver.createContext(
        "/advance",
        exchange -> {
          statuses.add(api.admin("POST", "/clock", "{\"advance\": \"1s\"}").status());
          statuses.add(api.admin("POST", "/reset", "").status());
          receive(exchange);
        });
    receiver.start();
    simulator = Simulator.builder().duration(Duration.ofSeconds(1)).start();
    api = new ApiClient(simulator);
  }

  @AfterEach
  void stop() {
    end.countDown();
    simulator.close();
    receiver.stop(0);
    threads.shutdownNow();
  }

  @Test
  void does_not_delay_the_webhooks_of_other_namespaces() throws InterruptedException {
    List<ApiClient> others = Stream.generate(() -> new ApiClient(simulator)).limit(5).toList();
    others.forEach(client -> create(client, "/hang"));
    assertThat(hanging.tryAcquire(others.size(), 30, TimeUnit.SECONDS)).isTrue();
    create(api, "/quick");

    assertThat(received.poll(30, TimeUnit.SECONDS)).isEqualTo("/quick");
    // One after the other, the attempts would have had to end before.
    assertThat(others).anySatisfy(client -> assertThat(attempts(client)).isEmpty());
  }

  @Test
  void that_changes_the_clock_which_waits_for_it_gets_409() throws InterruptedException {
    api.admin("POST", "/clock", "{\"frozen\": true}");
    create(api, "/advance");

    assertThat(api.admin("POST", "/clock", "{\"advance\": \"1s\"}").status()).isEqualTo(200);
    // A response after the timeout of the attempt would have led to a second one.
    assertThat(attempts(api)).hasSize(1);
    assertThat(statuses).containsExactly(409, 409);
    assertThat(received).containsExactly("/advance");
    assertThat(api.admin("/webhooks").at("/deliveries/0/state").asText()).isEqualTo("delivered");
  }

  private static JsonNode attempts(ApiClient client) {
    return client.admin("/webhooks").at("/deliveries/0/attempts");
  }

  private void receive(HttpExchange exchange) throws IOException {
    received.add(exchange.getRequestURI().getPath());
    exchange.sendResponseHeaders(200, -1);
    exchange.close();
  }

  private void create(ApiClient client, String path) {
    client.created(
        """
        {"image_urls": ["https://example.com/in.png"],
         "webhook_url": "http://127.0.0.1:%d%s"}
        """
            .formatted(receiver.getAddress().getPort(), path));
  }
}
