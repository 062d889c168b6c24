package net.vimmerse.workflow.simulator.pages;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import net.vimmerse.workflow.simulator.ApiClient;
import net.vimmerse.workflow.simulator.Simulator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;

/** A page of another origin in a real browser: it may use the Workflow API and nothing else. */
@UsesChromium(mayLog = true)
@ResourceLock("another chromium")
class ForeignPageTest {

  private static final String CALLS =
      """
      window.done = [];
      const [simulator, calls] = arguments;
      for (const [method, path, type] of calls) {
        const body = method === 'POST' ? '{"frozen": true, "request": {}, "response": {}}' : undefined;
        for (const mode of ['no-cors', 'cors']) {
          fetch(simulator + path, { method, body, mode, headers: type ? { 'Content-Type': type } : {} })
            .then(response => response.text())
            .then(text => window.done.push(text), error => window.done.push('error'));
        }
      }
      """;
  private static final String FORM =
      """
      const form = document.createElement('form');
      const frame = document.createElement('iframe');
      frame.name = 'hidden';
      frame.onload = () => window.loaded = (window.loaded ?? 0) + 1;
      form.method = 'POST';
      form.action = arguments[0] + '/__admin/simulator/reset';
      form.target = 'hidden';
      document.body.append(frame, form);
      form.submit();
      """;
  private static final String TEMPLATES =
      """
      fetch(arguments[0] + '/v2/workflow/templates', { headers: { 'X-Api-Key': 'demo' } })
        .then(response => response.json())
        .then(json => window.templates = json.data.length);
      """;

  private HttpServer stranger;
  private Simulator simulator;
  private BrowserPage page;

  @BeforeEach
  void start(BrowserPage page) throws IOException {
    this.page = page;
    stranger = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    stranger.createContext(
        "/",
        exchange -> {
          exchange.getResponseHeaders().set("Content-Type", "text/html");
          exchange.sendResponseHeaders(200, 0);
          exchange.getResponseBody().write("<!doctype html><body>hello".getBytes(UTF_8));
          exchange.close();
        });
    stranger.start();
    simulator = Simulator.builder().start();
  }

  @AfterEach
  void stop() {
    simulator.close();
    stranger.stop(0);
  }

  @Test
  void a_page_of_a_stranger_can_neither_read_nor_change_anything() {
    ApiClient api = new ApiClient(simulator);
    api.createdFor("x");
    page.open("http://localhost:" + stranger.getAddress().getPort() + "/", 800, 600);

    List<List<String>> calls =
        List.of(
            List.of("GET", "/__admin/mappings"),
            List.of("GET", "/__admin/simulator/namespaces"),
            List.of("POST", "/__admin/mappings", "text/plain"),
            List.of("POST", "/__admin/mappings", "application/json"),
            List.of("POST", "/__admin/reset"),
            List.of("POST", "/__admin/shutdown"),
            List.of("POST", "/__admin/simulator/clock", "text/plain"),
            List.of("POST", "/__admin/simulator/clock", "application/json"),
            List.of("POST", "/__admin/simulator/reset"),
            List.of("DELETE", "/__admin/mappings"));
    page.script(CALLS, simulator.url(), calls);
    page.waitUntil(
        "all calls ended", () -> page.script("return done.length").equals(2L * calls.size()));
    page.script(FORM, simulator.url());
    page.waitUntil("the form was sent", () -> page.script("return window.loaded > 1").equals(true));

    assertThat(page.script("return [...new Set(done)]").toString()).isIn("[error, ]", "[, error]");
    assertThat(api.admin("/workflows").path("workflows")).hasSize(1);
    assertThat(api.admin("/clock").path("frozen").asBoolean()).isFalse();
    assertThat(api.get("/__admin/mappings").json().at("/meta/total").asInt()).isEqualTo(1);
  }

  @Test
  void a_page_of_another_origin_may_use_the_workflow_api() {
    page.open("http://localhost:" + stranger.getAddress().getPort() + "/", 800, 600);

    page.script(TEMPLATES, simulator.url());

    page.waitUntil(
        "the templates are read", () -> page.script("return window.templates > 0").equals(true));
  }
}
