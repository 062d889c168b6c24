package net.vimmerse.workflow.simulator.pages;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import net.vimmerse.workflow.simulator.Simulator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.Keys;

/** The dashboard in a real browser, as a front-end developer uses it. */
@UsesChromium
@ResourceLock("chromium")
class DashboardTest {
  private static final int WIDE = 1440;
  private static final int NARROW = 380;
  private static final String SEARCH = "Search workflows by title, id, template or event";

  private Simulator simulator;
  private TestClient demo;
  private BrowserPage page;

  @BeforeEach
  void start(BrowserPage page) {
    this.page = page;
    start(Simulator.builder().duration(Duration.ofHours(1)));
  }

  private void start(Simulator.Builder builder) {
    simulator = builder.start();
    demo = client("demo");
  }

  @AfterEach
  void stop() {
    simulator.close();
  }

  @Test
  void an_empty_list_shows_how_to_create_the_first_workflow() {
    page.open(simulator.url(), WIDE, 900);

    page.waitForText("curl -X POST '" + simulator.url() + "/v2/workflow'");
    demo.create("{}");
    page.waitForText("1 workflow");
  }

  @Test
  void a_workflow_without_a_title_has_the_label_of_its_template() {
    demo.create(
        "{\"template_id\": \"vim_astronaut\", \"image_urls\": [\"https://example.com/a\"]}");

    page.open(simulator.url(), WIDE, 900);

    page.waitForText("Astronaut");
  }

  @InEachBuild
  @ParameterizedTest
  @ValueSource(ints = {WIDE, NARROW})
  void a_workflow_from_the_gallery_progresses_and_its_video_plays(int width) {
    page.open(simulator.url(), width, 900);

    page.click("Templates");
    page.waitForAllTemplates();
    page.click("Astronaut");
    page.type("API key", "my-key");
    page.type("title", "Launch");
    page.select("aspect_ratio", "9:16");
    page.click("Create workflow");
    page.waitUntil(
        "the new workflow is shown",
        () -> page.text().contains("Launch") && page.text().contains("New"));
    assertThat(page.value("Namespace")).isNotEmpty();
    client("my-key").advance(Duration.ofMinutes(30));
    page.waitForText("Processing");
    page.waitUntil(
        "the bar has moved",
        () -> Double.parseDouble(page.find(".progress progress").getDomProperty("value")) > 40);
    page.click("Finish all");
    page.waitUntil("the video is shown", () -> page.count(".result video") == 1);

    page.script("document.querySelector('.result video').muted = true");
    page.asyncScript("await document.querySelector('.result video').play()");

    page.waitUntil(
        "the video plays",
        () ->
            ((Number) page.script("return document.querySelector('.result video').currentTime"))
                    .doubleValue()
                > 0.2);
    assertThat(page.script("return document.querySelector('.result video').videoHeight > 100"))
        .isEqualTo(true);
  }

  @Test
  void a_workflow_fails_on_request_and_the_page_shows_the_reason() {
    open(demo, demo.create("{\"title\": \"Launch\"}"));

    page.click("Fail…");
    page.type("Reason", "power cut");
    page.click("Fail now");

    page.waitForText("Reason for failure: power cut");
    assertThat(demo.workflows().get(0).path("note").asText()).isEqualTo("power cut");
  }

  @Test
  void a_workflow_is_held_finished_and_deleted_on_request() {
    open(demo, demo.create("{\"title\": \"Launch\"}"));

    page.click("Hold at…");
    page.type("Percentage (0 to 99)", "73");
    page.click("Hold");
    page.waitForText("73%");
    page.click("Finish now");
    page.waitForText("Success");
    page.click("Delete…");
    page.click("Delete");

    page.waitForNoText("Launch");
    assertThat(demo.workflows()).isEmpty();
  }

  @Test
  void a_webhook_is_shown_and_sent_again() throws IOException {
    List<String> received = new CopyOnWriteArrayList<>();
    HttpServer receiver =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    receiver.createContext(
        "/",
        exchange -> {
          received.add(new String(exchange.getRequestBody().readAllBytes(), UTF_8));
          exchange.sendResponseHeaders(204, -1);
          exchange.close();
        });
    receiver.start();
    try {
      String hook = "http://127.0.0.1:" + receiver.getAddress().getPort() + "/hook";
      String id =
          demo.create(
              "{\"image_urls\": [\"https://example.com/a.png\"], \"webhook_url\": \""
                  + hook
                  + "\"}");
      open(demo, id);

      page.click("Finish all");
      page.waitForText("Delivered");
      page.click(hook);
      page.waitForText("attempt 1: status 204");
      page.click("Send again");

      page.waitForText("attempt 2: status 204");
      assertThat(received).hasSize(2).allMatch(body -> body.contains(id));
    } finally {
      receiver.stop(0);
    }
  }

  @Test
  void validation_errors_are_shown_beside_their_fields() {
    String message = demo.validationError("{\"event_id\": \"sim:nonsense\"}");
    page.open(simulator.url() + "/#/templates/vim_astronaut", WIDE, 900);

    page.type("webhook_url", "ftp://example.com");
    page.click("Create workflow");

    assertThat(error("webhook_url")).isEqualTo("Must begin with http:// or https://");
    page.waitUntil(
        "the field has the focus", () -> page.field("webhook_url").equals(page.focused()));
    page.type("webhook_url", "http://127.0.0.1:9/");
    page.type("event_id", "sim:nonsense");
    page.click("Create workflow");
    assertThat(error("event_id")).isEqualTo(message).contains("'nonsense'");
    assertThat(page.count("#webhook_url[aria-invalid]")).isZero();
    assertThat(demo.workflows()).isEmpty();
  }

  @Test
  void the_clock_freezes_advances_and_changes_its_speed() {
    open(demo, demo.create("{}"));

    page.click("Freeze");
    page.waitForText("Clock frozen");
    Instant before = demo.now();
    page.click("+10 s");
    page.waitUntil("10 s have passed", () -> demo.now().equals(before.plusSeconds(10)));
    page.click("Resume");
    page.select("Speed", "60×");
    page.waitUntil("the clock is fast", () -> demo.clock().path("scale").asDouble() == 60);
    page.click("Return to real time: Clock at 60×");
    page.waitUntil("the clock is reset", () -> demo.clock().path("scale").asDouble() == 1);
  }

  @Test
  void a_create_without_credits_shows_the_error() {
    demo.create("{}");
    page.open(simulator.url() + "/#/controls", WIDE, 1200);

    page.type("New balance", "many");
    page.click("Set");
    page.waitForText("Input should be a valid integer");
    page.type("New balance", "5");
    page.click("Set");
    page.waitForText("5 credits, low");
    page.open(simulator.url() + "/#/templates/vim_astronaut", WIDE, 900);
    page.type("API key", "demo");
    page.click("Create workflow");

    page.waitUntil(
        "an error is shown", () -> page.find("form .error").getText().contains("credit"));
  }

  @Test
  void a_fault_rule_applies_until_it_is_removed() {
    demo.create("{}");
    page.open(simulator.url() + "/#/controls", WIDE, 1200);

    page.select("Operation", "Read a workflow");
    page.type("Status", "99");
    page.click("Add fault rule");
    page.waitUntil("the error is shown", () -> page.count("#fault-status-error") == 1);
    page.type("Status", "503");
    page.click("Add fault rule");
    page.waitForText("getWorkflow · status 503");
    assertThat(demo.send("GET", "/v2/workflow/any", "").statusCode()).isEqualTo(503);
    page.waitForText("1 hit");
    page.click("Remove rule: getWorkflow · status 503");

    page.waitForText("No fault rules.");
    assertThat(demo.send("GET", "/v2/workflow/any", "").statusCode()).isEqualTo(404);
  }

  @Test
  void a_broken_response_is_a_fault_rule_of_every_kind() {
    demo.create("{}");
    page.open(simulator.url() + "/#/controls", WIDE, 1200);

    page.select("Effect", "Break the response");
    List<String> faults = List.of("Reset", "Truncate", "Send malformed", "Send the body");
    for (String fault : faults) {
      page.select("Fault", fault);
      page.click("Add fault rule");
      int added = faults.indexOf(fault) + 1;
      page.waitUntil("the rule is shown", () -> page.count(".rules li") == added);
    }

    page.waitForText("any operation · send the body in slow chunks");
  }

  @Test
  void an_outcome_rule_applies_to_new_workflows() {
    demo.create("{}");
    page.open(simulator.url() + "/#/controls", WIDE, 1200);

    page.type("Outcome", "nonsense");
    page.click("Add outcome rule");
    page.waitUntil("the error is shown", () -> page.count("#outcome-outcome-error") == 1);
    page.type("Outcome", "stuck=30");
    page.click("Add outcome rule");
    page.waitForText("any template · stuck=30");

    demo.create("{}");
    assertThat(demo.workflows().get(1).path("note").asText()).contains("stuck=30");
    page.click("Outcome directives");
    page.waitForText("fail-at=STEP");
  }

  @Test
  void a_reset_requires_a_confirmation() {
    demo.create("{\"title\": \"Launch\"}");
    page.open(simulator.url() + "/#/controls", WIDE, 1200);

    page.click("Reset this namespace…");
    page.click("Cancel");
    assertThat(demo.workflows()).hasSize(1);
    page.click("Reset this namespace…");
    page.click("Reset this namespace");
    page.waitUntil("the namespace is reset", () -> demo.workflows().isEmpty());

    page.click("Workflows");
    page.waitForText("No workflows yet");
  }

  @Test
  void a_namespace_is_selected_by_its_name_or_by_its_key() {
    client("two").create("{\"title\": \"Second\"}");
    TestClient one = client("one");
    one.create("{\"title\": \"First\"}");
    page.open(simulator.url(), WIDE, 900);

    page.waitForText("First");
    page.click("API key…");
    page.type("API key", "two");
    page.click("Open");
    page.waitForText("Second");
    assertThat(page.text()).doesNotContain("First");
    assertThat(page.field("Namespace").getText()).contains("two · 1 workflow");
    page.select("Namespace", one.namespace().substring(0, 8));

    page.waitForText("First");
    page.waitForNoText("Second");
  }

  @Test
  void an_api_key_takes_precedence_over_a_request_that_was_sent_before_it() {
    client("one").create("{\"title\": \"First\"}");
    client("two").create("{\"title\": \"Second\"}");
    page.open(simulator.url(), WIDE, 900);
    page.field("Namespace");
    page.script(
        """
        const originalFetch = fetch;
        const released = new Promise((release) => (window.release = release));
        window.fetch = async (...args) => {
          const response = await originalFetch(...args);
          if (String(args[0]).includes('/namespaces')) {
            window.held = true;
            await released;
          }
          return response;
        };
        document.querySelector('.namespace select').focus();
        """);
    page.waitUntil(
        "a response is held", () -> page.script("return window.held === true").equals(true));
    page.click("API key…");
    page.type("API key", "one");

    page.click("Open");
    page.script("window.release()");

    page.waitForText("First");
    page.waitForNoText("Second");
    assertThat(page.field("Namespace").getText()).contains("one · 1 workflow");
  }

  @Test
  void workflows_are_searched_and_filtered() {
    demo.create("{\"title\": \"Moon launch\"}");
    demo.create("{\"title\": \"Spring sale\", \"event_id\": \"sim:fail\"}");
    demo.advance(Duration.ofHours(2));
    demo.create("{\"title\": \"Summer sale\"}");
    page.open(simulator.url(), WIDE, 900);

    page.type(SEARCH, "SALE");
    page.waitForText("2 workflows");
    page.waitForNoText("Moon launch");
    assertThat(page.text()).containsSubsequence("Summer sale", "Spring sale");
    page.select("Status", "Fail");
    page.waitForText("1 workflow");
    page.waitForNoText("Summer sale");
    page.type(SEARCH, "no such text");
    page.click("Show all");

    page.waitForText("3 workflows");
  }

  @Test
  void new_requests_appear_with_their_validation_errors() {
    demo.create("{\"title\": \"Launch\"}");
    page.open(simulator.url() + "/#/requests", WIDE, 900);
    page.waitForText("1 request");

    demo.send("POST", "/v2/workflow", "{\"options\": {\"aspect_ratio\": \"2:1\"}}");
    page.waitForText("2 requests");
    page.find("a.request").click();

    page.waitForText("options › aspect_ratio Input should be '16:9'");
    page.waitForText("received \"2:1\"");
    page.waitForText("-d '{\"options\": {\"aspect_ratio\": \"2:1\"}}'");
    page.click("Clear log");
    page.waitForText("No requests yet");
  }

  @Test
  void a_title_with_markup_is_shown_as_text() {
    String title = "<img src=x onerror='window.injected=1'><script>window.injected=1</script>";

    open(demo, demo.create("{\"title\": \"" + title + "\"}"));

    page.waitForText(title);
    page.click("Requests");
    page.find("a.request").click();
    page.waitForText("\"title\": \"" + title);
    assertThat(page.script("return window.injected")).isNull();
    assertThat(page.count("img[src=x]")).isZero();
  }

  @Test
  void an_address_and_the_back_button_restore_what_was_shown() {
    demo.create("{}");
    TestClient other = client("other");
    String id = other.create("{\"title\": \"Launch\"}");
    page.open(simulator.url() + "/", WIDE, 900);
    page.select("Namespace", other.namespace().substring(0, 8));
    page.click("Templates");
    page.waitForAllTemplates();

    page.back();
    page.waitForText("Launch");
    page.find(".row").click();
    page.waitUntil("the workflow is shown", () -> page.count("#detail-title") == 1);
    String address = page.address();
    page.open(address, WIDE, 900);

    assertThat(address).contains("/workflows/" + id);
    page.waitForText(id);
  }

  @Test
  void everything_works_by_keyboard() {
    page.open(simulator.url() + "/#/templates", WIDE, 900);
    page.waitForAllTemplates();

    tabTo("Skip to content");
    page.press(Keys.ENTER);
    tabTo("WC 2026 Trading Card");
    page.press(Keys.ENTER);
    page.waitUntil(
        "the heading has the focus, so that a screen reader announces it",
        () -> "form-title".equals(page.focused().getDomAttribute("id")));
    tabTo("API key");
    page.press(Keys.chord(Keys.CONTROL, "a"), "keys", Keys.ENTER);

    page.waitUntil("the workflow is shown", () -> page.count("#detail-title") == 1);
    assertThat(client("keys").workflows()).hasSize(1);
    tabTo("Fail…");
    page.press(Keys.ENTER);
    page.waitUntil("the dialog is open", () -> page.count("dialog[open]") == 1);
    page.press(Keys.ESCAPE);
    page.waitUntil("the dialog is closed", () -> page.count("dialog") == 0);
    assertThat(page.focused().getText()).isEqualTo("Fail…");
  }

  @InEachBuild
  @Test
  void the_page_reconnects_to_a_simulator_that_was_restarted() {
    page.open(simulator.url(), WIDE, 900);
    page.waitForText("No workflows yet");
    int port = simulator.port();

    simulator.close();
    page.waitForText("The simulator does not respond. Retrying…");
    start(Simulator.builder().port(port));

    page.waitForNoText("does not respond");
    assertThat(page.consoleErrors()).allMatch(line -> line.contains("ERR_CONNECTION_REFUSED"));
  }

  @Test
  void a_simulator_with_an_admin_token_asks_for_it() {
    simulator.close();
    start(Simulator.builder().adminToken("secret"));
    demo.create("{\"title\": \"Launch\"}");
    page.open(simulator.url(), WIDE, 900);

    page.type("Admin token", "wrong");
    page.click("Continue");
    page.waitForText("The simulator does not accept this token.");
    page.type("Admin token", "secret");
    page.click("Continue");

    page.waitForText("Launch");
  }

  private void open(TestClient client, String id) {
    page.open(
        simulator.url() + "/#/workflows/" + id + "?namespace=" + client.namespace(), WIDE, 1000);
    page.waitUntil("the workflow is shown", () -> page.text().contains(id));
  }

  /** Returns the error message that the field with this label refers to. */
  private String error(String label) {
    page.waitUntil(
        "the field is invalid",
        () -> "true".equals(page.field(label).getDomAttribute("aria-invalid")));
    String describedBy = page.field(label).getDomAttribute("aria-describedby");
    return page.find("#" + describedBy.replaceFirst(".* ", "")).getText();
  }

  /** Presses Tab until the element with this accessible name has the focus. */
  private void tabTo(String name) {
    for (int presses = 0; presses < 60; presses++) {
      page.press(Keys.TAB);
      if (name.equals(page.focused().getAccessibleName())) {
        return;
      }
    }
    throw new AssertionError("Pressing Tab 60 times does not reach " + name);
  }

  private TestClient client(String key) {
    return new TestClient(simulator.url(), key);
  }
}
