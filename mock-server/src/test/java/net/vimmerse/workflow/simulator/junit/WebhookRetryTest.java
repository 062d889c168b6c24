package net.vimmerse.workflow.simulator.junit;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import net.vimmerse.workflow.simulator.namespace.TestNamespace;
import net.vimmerse.workflow.simulator.simulation.Status;
import net.vimmerse.workflow.simulator.webhook.DeliveryState;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;

/** Tests hours of virtual time in milliseconds of real time. */
@WithSimulator
class WebhookRetryTest {

  private final List<Integer> responses = new CopyOnWriteArrayList<>(List.of(500, 503, 200));
  private HttpServer receiver;

  @BeforeEach
  void listen() throws IOException {
    receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    receiver.createContext(
        "/",
        exchange -> {
          exchange.getRequestBody().readAllBytes();
          exchange.sendResponseHeaders(responses.remove(0), -1);
          exchange.close();
        });
    receiver.start();
  }

  @AfterEach
  void stop() {
    receiver.stop(0);
  }

  @RepeatedTest(5)
  void a_webhook_is_delivered_at_the_third_attempt(TestNamespace namespace) throws Exception {
    namespace.outcome("slow=2h,fail-at=upscale");
    HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(URI.create(namespace.url() + "/v2/workflow"))
                .header("X-Api-Key", namespace.apiKey())
                .header("Content-Type", "application/json")
                .POST(
                    BodyPublishers.ofString(
                        """
                        {"image_urls": ["https://example.com/in.png"],
                         "webhook_url": "http://127.0.0.1:%d/"}
                        """
                            .formatted(receiver.getAddress().getPort())))
                .build(),
            BodyHandlers.discarding());

    namespace.advance(Duration.ofHours(3));

    assertThat(namespace.view(namespace.workflows().get(0)).status()).isEqualTo(Status.FAIL);
    assertThat(namespace.webhooks())
        .singleElement()
        .satisfies(
            entry -> {
              assertThat(entry.state()).isEqualTo(DeliveryState.DELIVERED);
              assertThat(entry.attempts()).hasSize(3);
            });
  }
}
