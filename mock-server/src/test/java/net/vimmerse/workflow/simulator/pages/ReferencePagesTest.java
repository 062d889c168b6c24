package net.vimmerse.workflow.simulator.pages;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.vimmerse.workflow.simulator.Simulator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
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
  }

  @AfterEach
  void stop() {
    simulator.close();
  }

  @InEachBuild
  @ParameterizedTest
  @ValueSource(ints = {WIDE, NARROW})
  void trying_out_create_creates_a_workflow_with_the_prefilled_key(int width) {
    page.open(simulator.url() + "/docs", width, 900);

    send("createWorkflow");

    page.waitUntil("the workflow is created", () -> demo.workflows().size() == 1);
    page.waitForText("\"processing_status\": \"new\"");
    assertThat(page.find("#createWorkflow .curl").getText())
        .contains(simulator.url() + "/v2/workflow");
    assertThat(page.overflowing()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {WIDE, NARROW})
  void the_admin_api_acts_on_the_namespace_of_the_same_key(int width) {
    demo.create("{}");
    page.open(simulator.url() + "/docs/admin", width, 900);

    send("getClock");

    assertThat(page.find("#getClock .curl").getText()).contains("X-Api-Key: demo");
    assertThat(page.overflowing()).isEmpty();
  }

  @Test
  void the_admin_token_is_sent_only_to_the_api_that_declares_it() {
    page.open(simulator.url() + "/docs", WIDE, 900);
    page.script("sessionStorage.setItem('admin-token', 'secret')");
    try {
      page.reload();
      send("listTemplates");
      assertThat(page.find("#listTemplates .curl").getText())
          .contains("X-Api-Key: demo")
          .doesNotContain("X-Admin-Token");

      page.open(simulator.url() + "/docs/admin", WIDE, 900);
      send("getClock");
      assertThat(page.find("#getClock .curl").getText())
          .contains("X-Api-Key: demo", "X-Admin-Token: secret");
    } finally {
      page.script("sessionStorage.removeItem('admin-token')");
    }
  }

  @Test
  void an_operation_takes_parameters_and_shows_errors() {
    String id = demo.create("{\"title\": \"Launch\"}");
    page.open(simulator.url() + "/docs#getWorkflow", WIDE, 900);

    page.find("#getWorkflow [type=submit]").click();
    page.waitForText("Enter the parameter workflow_id.");
    page.find("#getWorkflow-workflow_id").sendKeys(id);
    page.find("#getWorkflow [type=submit]").click();

    page.waitForText("\"title\": \"Launch\"");
    page.find("#X-Api-Key").clear();
    page.find("#X-Api-Key").sendKeys("sim_forbidden");
    page.find("#getWorkflow [type=submit]").click();
    page.waitUntil(
        "the error is shown", () -> page.find("#getWorkflow .response").getText().contains("403"));
    page.click("Response headers");
    page.waitForText("the API key sim_forbidden always gets this response");
  }

  @Test
  void the_body_of_create_is_described_for_each_template() {
    page.open(simulator.url() + "/docs", WIDE, 900);

    page.find("#createWorkflow summary").click();
    page.select("Template", "UGC Product");

    page.waitUntil(
        "its options are shown",
        () -> page.find("#createWorkflow .schema").getText().contains("product_name"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/docs", "/docs/admin"})
  void a_reference_is_accessible_and_fits_at_four_widths_in_both_themes(String path) {
    demo.create("{}");
    page.open(simulator.url() + path, WIDE, 900);
    send(path.endsWith("admin") ? "getClock" : "listTemplates");
    // One of each kind: a body, responses, and a schema.
    page.script(
        "[...document.querySelectorAll('section details')].filter((each, index, all) => index < 8 || index > all.length - 4).forEach(each => each.open = true)");
    for (int width : List.of(WIDE, 768, NARROW, 320)) {
      page.resize(width, 900);
      for (String scheme : List.of("light", "dark")) {
        page.preferColorScheme(scheme);

        assertThat(page.accessibilityViolations()).as("%d, %s", width, scheme).isEmpty();
      }
      assertThat(page.overflowing()).as("wider than the window of %d", width).isEmpty();
    }
  }

  private void send(String operation) {
    page.find("#" + operation + " [type=submit]").click();
    page.waitUntil("a response is shown", () -> page.count("#" + operation + " .response") == 1);
  }
}
