package net.vimmerse.workflow.simulator.pages;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import net.vimmerse.workflow.simulator.Simulator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The dashboard renders whatever order the responses arrive in. */
@UsesChromium
@ResourceLock("third chromium")
class DashboardColdStartTest {
  private static final int LOADS = "all".equals(System.getProperty("tests")) ? 20 : 3;

  /** One of these is the last response in each load; the first is none of them. */
  private static final List<String> LAST =
      List.of(
          "no response",
          "/namespaces",
          "/summary",
          "/openapi.json",
          "/workflows?",
          "/workflows/",
          "/webhooks",
          "/requests",
          "/credits",
          "/outcomes",
          "/faults",
          "/preflights");

  private static final String HOLD =
      """
      window.errors = [];
      addEventListener('error', (event) => errors.push(event.message));
      addEventListener('unhandledrejection', (event) => errors.push(String(event.reason?.stack)));
      const send = window.fetch;
      window.fetch = async (...args) => {
        const response = await send(...args);
        if (String(args[0]).includes('%s')) {
          await new Promise((resolve) => setTimeout(resolve, 500));
        }
        return response;
      };
      """;

  private final Simulator simulator = Simulator.builder().duration(Duration.ofHours(1)).start();

  @AfterEach
  void stop() {
    simulator.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/workflows",
        "/workflows/ID",
        "/templates",
        "/templates/vim_astronaut",
        "/templates/new",
        "/requests",
        "/requests/1",
        "/controls"
      })
  void every_view_loads_cold_without_an_error(String view, BrowserPage page) {
    TestClient demo = new TestClient(simulator.url(), "demo");
    String id =
        demo.create(
            "{\"image_urls\": [\"https://example.com/a\"], \"webhook_url\": \"http://127.0.0.1:9/\"}");
    demo.advance(Duration.ofHours(1).plusSeconds(1));

    for (int load = 0; load < LOADS; load++) {
      page.openAfter(
          HOLD.formatted(LAST.get((load * 5 + view.length()) % LAST.size())),
          simulator.url() + "/?" + load + "#" + view.replace("ID", id));
      page.waitUntil(
          "the view is shown",
          () ->
              page.count(".row, #detail-title ~ section, .template, form .field") > 0
                  && !page.text().contains("Loading…"));
      assertThat(page.script("return window.errors")).as("load %d", load).isEqualTo(List.of());
    }
  }
}
