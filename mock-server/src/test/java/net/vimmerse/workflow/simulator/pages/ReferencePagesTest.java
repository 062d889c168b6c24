package net.vimmerse.workflow.simulator.pages;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.vimmerse.workflow.simulator.Simulator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The reference pages in a real browser: operations are tried out against this simulator. */
@UsesChromium
@ResourceLock("another chromium")
class ReferencePagesTest {
  private static final int WIDE = 1440;
  private static final int NARROW = 380;

  private Simulator simulator;
  private TestClient demo;
  private BrowserPage page;

  @BeforeEach
  void start(BrowserPage page) {
    this.page = page;
    simulator = Simulator.builder().start();
    demo = new TestClient(simulator.url(), "demo");
    page.consoleErrors();
  }

  @AfterEach
  void the_console_has_no_errors() {
    try {
      assertThat(page.consoleErrors()).isEmpty();
    } finally {
      simulator.close();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {WIDE, NARROW})
  void trying_out_create_creates_a_workflow_with_the_prefilled_key(int width) {
    page.open(simulator.url() + "/docs", width, 900);

    tryOut("createWorkflow");

    assertThat(demo.workflows()).hasSize(1);
    assertThat(page.find(".curl-command").getText()).contains(simulator.url() + "/v2/workflow");
    assertThat(page.overflowing()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {WIDE, NARROW})
  void the_admin_api_acts_on_the_namespace_of_the_same_key(int width) {
    demo.create("{}");
    page.open(simulator.url() + "/docs/admin", width, 900);

    tryOut("getClock");

    assertThat(page.find(".curl-command").getText()).contains("X-Api-Key: demo");
    assertThat(page.overflowing()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"light, 'rgb(255, 255, 255)'", "dark, 'rgb(28, 32, 34)'"})
  void the_page_follows_the_systems_theme(String scheme, String background) {
    page.preferColorScheme(scheme);
    page.open(simulator.url() + "/docs", WIDE, 900);

    assertThat(page.script("return getComputedStyle(document.body).backgroundColor"))
        .isEqualTo(background);
    page.find(".swagger-ui .info");
    assertThat(page.script("return document.documentElement.classList.contains('dark-mode')"))
        .isEqualTo(scheme.equals("dark"));
  }

  private void tryOut(String operation) {
    for (String button : List.of(".opblock-summary-control", ".execute")) {
      page.find("[id$='-%s'] %s".formatted(operation, button)).click();
    }
    page.waitUntil(
        "a response is shown", () -> page.count(".live-responses-table .microlight") > 0);
  }
}
