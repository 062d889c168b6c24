package net.vimmerse.workflow.simulator.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import net.vimmerse.workflow.simulator.ApiClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

@EnabledIfSystemProperty(named = "tests", matches = "all")
@Timeout(300)
class GracefulStopTest {

  private SimulatorProcess program;
  private Process process;
  private ApiClient api;
  private URI url;

  @AfterEach
  void kill() throws IOException {
    program.close();
  }

  @Test
  void a_signal_lets_responses_in_progress_arrive() throws Exception {
    start();
    api.admin("POST", "/faults", "{\"operation\": \"getWorkflow\", \"delay\": \"4s\"}");
    api.admin("POST", "/faults", "{\"operation\": \"listTemplates\", \"fault\": \"dribble\"}");
    HttpClient client = HttpClient.newHttpClient();
    CompletableFuture<HttpResponse<String>> delayed =
        client.sendAsync(api.request("/v2/workflow/x").build(), BodyHandlers.ofString());
    CompletableFuture<HttpResponse<String>> dribbled =
        client.sendAsync(api.request("/v2/workflow/templates").build(), BodyHandlers.ofString());
    awaitLogged(2);

    try (Socket idle = new Socket(InetAddress.getLoopbackAddress(), url.getPort())) {
      process.destroy();

      assertThat(idle.getInputStream().read()).isEqualTo(-1);
      assertThat(dribbled.join().body()).endsWith("]}");
      assertThat(delayed.join().statusCode()).isEqualTo(404);
      assertThat(delayed.join().headers().firstValue("Connection")).hasValue("close");
      assertThat(process.waitFor()).isEqualTo(128 + 15);
    }
  }

  @Test
  void a_signal_closes_the_port_before_the_last_response_is_sent() throws Exception {
    start("--grace=10m");
    api.admin("POST", "/faults", "{\"operation\": \"getWorkflow\", \"delay\": \"10m\"}");
    CompletableFuture<HttpResponse<String>> delayed =
        HttpClient.newHttpClient()
            .sendAsync(api.request("/v2/workflow/x").build(), BodyHandlers.ofString());
    awaitLogged(1);

    process.destroy();
    awaitRefused();

    assertThat(process.isAlive()).isTrue();
    assertThat(delayed).isNotDone();
  }

  @Test
  void the_grace_ends() throws Exception {
    start("--grace=1s");
    api.admin("POST", "/faults", "{\"operation\": \"getWorkflow\", \"delay\": \"10m\"}");
    CompletableFuture<HttpResponse<String>> delayed =
        HttpClient.newHttpClient()
            .sendAsync(api.request("/v2/workflow/x").build(), BodyHandlers.ofString());
    awaitLogged(1);

    process.destroy();

    assertThat(process.waitFor()).isEqualTo(128 + 15);
    assertThatThrownBy(delayed::join).hasCauseInstanceOf(IOException.class);
  }

  @Test
  void half_a_body_does_not_use_up_the_grace() throws Exception {
    start("--grace=10m");
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), url.getPort())) {
      socket
          .getOutputStream()
          .write(
              "POST /v2/workflow HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9\r\n\r\n{"
                  .getBytes(StandardCharsets.US_ASCII));
      // The server has accepted the socket above once it has served a later one.
      assertThat(api.get("/v2/workflow/templates").status()).isEqualTo(200);
      process.destroy();

      assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
          .startsWith("HTTP/1.1 408")
          .contains("\"code\":\"TIMEOUT\"");
      assertThat(process.waitFor()).isEqualTo(128 + 15);
    }
  }

  private void start(String... options) throws IOException {
    program =
        SimulatorProcess.start(
            new ProcessBuilder(
                    SimulatorProcess.command(List.of("-XX:TieredStopAtLevel=1"), options))
                .redirectError(ProcessBuilder.Redirect.INHERIT));
    process = program.process();
    url = URI.create(program.url());
    api = new ApiClient(program.url(), "graceful");
  }

  private void awaitLogged(int requests) {
    while (api.admin("/requests").path("requests").size() < requests) {
      Thread.onSpinWait();
    }
  }

  private void awaitRefused() throws IOException {
    while (true) {
      try {
        new Socket(InetAddress.getLoopbackAddress(), url.getPort()).close();
      } catch (ConnectException e) {
        return;
      } catch (SocketException e) {
        // The kernel had accepted it when the port was closed, and resets it; the next is refused.
      }
    }
  }
}
