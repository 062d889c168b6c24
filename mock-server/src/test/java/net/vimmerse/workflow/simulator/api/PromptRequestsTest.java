package net.vimmerse.workflow.simulator.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import net.vimmerse.workflow.simulator.cli.SimulatorProcess;
import net.vimmerse.workflow.simulator.http.ApiRequest;
import net.vimmerse.workflow.simulator.http.ApiResponse;
import net.vimmerse.workflow.simulator.namespace.EmptyNamespaces;
import net.vimmerse.workflow.simulator.namespace.Namespaces;
import net.vimmerse.workflow.simulator.store.StoreListener;
import net.vimmerse.workflow.simulator.store.WorkflowStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** Others wait while a prompt request is handled, so it must not wait for anything itself. */
@Timeout(120)
class PromptRequestsTest {

  private static final String KEY = "key";

  /** What Linux keeps of an output that nobody reads, less the line that does not fit any more. */
  private static final int FULL_PIPE = 65_536 - 1_024;

  @Test
  void a_poll_is_prompt_unless_it_has_to_draw_a_picture() throws Exception {
    Namespaces namespaces = EmptyNamespaces.of(new WorkflowStore(10, StoreListener.NONE), 10);
    SimulatedApi api = DefaultApi.of(namespaces);
    String picture = create(api, "vim_expression_grid");
    String video = create(api, "vim_astronaut");
    namespaces.clock().advance(Duration.ofHours(1));

    assertThat(api.isPrompt("GET", video)).isTrue();
    assertThat(api.isPrompt("GET", picture)).isFalse();
    assertThat(api.isPrompt("DELETE", picture)).isFalse();
    assertThat(get(api, picture).status()).isEqualTo(200);
    assertThat(api.isPrompt("GET", picture)).isTrue();
    assertThat(api.isPrompt("GET", "/v2/workflow/unknown")).isTrue();
    assertThat(api.isPrompt("GET", "/media/unknown/1.png")).isFalse();
  }

  @Test
  void a_create_is_prompt_unless_its_workflow_ends_at_once() {
    WorkflowStore store = new WorkflowStore(10, StoreListener.NONE);
    SimulatedApi later = DefaultApi.of(EmptyNamespaces.of(store, 10));
    SimulatedApi atOnce = DefaultApi.of(EmptyNamespaces.of(store, 10, Duration.ZERO));

    assertThat(later.isPrompt("POST", "/v2/workflow")).isTrue();
    assertThat(atOnce.isPrompt("POST", "/v2/workflow")).isFalse();
    assertThat(atOnce.isPrompt("GET", "/v2/workflow/templates")).isTrue();
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void output_that_nobody_reads_does_not_hold_up_health_checks() throws Exception {
    List<Socket> sockets = new ArrayList<>();
    try (SimulatorProcess simulator = SimulatorProcess.start("--verbose=true")) {
      URI url = URI.create(simulator.url());
      for (int i = 0; i < 20; i++) {
        sockets.add(
            send(url, request(url, "/v2/workflow/unknown", "X-Api-Key: key\r\n").repeat(200)));
      }
      while (simulator.process().getInputStream().available() < FULL_PIPE) {
        assertThat(simulator.process().isAlive()).isTrue();
        Thread.onSpinWait();
      }
      for (int i = 0; i < 20; i++) {
        Socket health =
            send(url, request(url, "/__admin/simulator/health", "Connection: close\r\n"));
        sockets.add(health);
        assertThat(new String(health.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
            .contains(" 200 ");
      }
    } finally {
      for (Socket socket : sockets) {
        socket.close();
      }
    }
  }

  /** Creates a workflow and returns its path. */
  private static String create(SimulatedApi api, String template) throws IOException {
    String body =
        "{\"template_id\": \"%s\", \"image_urls\": [\"https://example.com/in.png\"]}"
            .formatted(template);
    byte[] created = api.create(KEY, null, body.getBytes(StandardCharsets.UTF_8)).body();
    return "/v2/workflow/" + new ObjectMapper().readTree(created).at("/data/id").asText();
  }

  private static ApiResponse get(SimulatedApi api, String path) {
    Map<String, String> headers = Map.of("X-Api-Key", KEY);
    ApiRequest request =
        new ApiRequest("GET", path, "", Map.of(), headers::get, new byte[0], "http://localhost");
    return api.handle(request, Runnable::run).join();
  }

  private static String request(URI url, String path, String header) {
    return "GET %s HTTP/1.1\r\nHost: %s\r\n%s\r\n".formatted(path, url.getAuthority(), header);
  }

  private static Socket send(URI url, String requests) throws IOException {
    Socket socket = new Socket(InetAddress.getByName(url.getHost()), url.getPort());
    socket.setSoTimeout(30_000);
    socket.getOutputStream().write(requests.getBytes(StandardCharsets.US_ASCII));
    return socket;
  }
}
