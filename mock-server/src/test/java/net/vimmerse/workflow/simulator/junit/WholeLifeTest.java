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
import net.vimmerse.workflow.simulator.simulation.Status;
import net.vimmerse.workflow.simulator.webhook.DeliveryState;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;

/** Hours of a workflow's life, in milliseconds of a test's: its report shows how many. */
@WithSimulator
class WholeLifeTest {

  private final List<Integer> answers = new CopyOnWriteArrayList<>(List.of(500, 503, 200));
  private HttpServer receiver;

  @BeforeEach
  void listen() throws IOException {
    receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    receiver.createContext(
        "/",
        exchange -> {
          exchange.getRequestBody().readAllBytes();
          exchange.sendResponseHeaders(answers.remove(0), -1);
          exchange.close();
        });
    receiver.start();
  }

  @AfterEach
  void stop() {
    receiver.stop(0);
  }

  @RepeatedTest(5)
  void it_fails_calls_back_and_is_heard_at_the_third_time(TestWorld world) throws Exception {
    world.outcome("slow=2h,fail-at=upscale");
    HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(URI.create(world.url() + "/v2/workflow"))
                .header("X-Api-Key", world.key())
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

    world.advance(Duration.ofHours(3));

    assertThat(world.look(world.workflows().get(0)).status()).isEqualTo(Status.FAIL);
    assertThat(world.webhooks())
        .singleElement()
        .satisfies(
            entry -> {
              assertThat(entry.state()).isEqualTo(DeliveryState.DELIVERED);
              assertThat(entry.attempts()).hasSize(3);
            });
  }
}
