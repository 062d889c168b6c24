package net.vimmerse.workflow.contract.suite;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import net.vimmerse.workflow.simulator.Simulator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

/** What a front-end developer does with the dashboard, in a real browser with real clicks. */
@Execution(ExecutionMode.SAME_THREAD)
@ResourceLock("browser")
class DashboardTest {
  @RegisterExtension static final BrowserExtension BROWSER = new BrowserExtension();

  private static final int WIDE = 1440;
  private static final int NARROW = 380;
  private static final int FIRST_LOAD_BYTES = 200_000;

  private static final String FIRST_PAINT =
      "return performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? null";

  private Simulator simulator;
  private BrowserPage page;

  @BeforeEach
  void start() {
    simulator = Simulator.builder().duration(Duration.ofHours(1)).start();
    page = new BrowserPage(BROWSER.driver());
    page.complaints();
  }

  @AfterEach
  void nothing_went_wrong_behind_the_scenes() {
    try {
      if (page != null) {
        assertThat(page.complaints()).as("the browser's console").isEmpty();
      }
    } finally {
      simulator.close();
    }
  }

  @Test
  void who_has_nothing_yet_is_reported_how_to_begin() {
    page.open(simulator.url(), WIDE, 900);

    page.sees("curl -X POST '" + simulator.url() + "/v2/workflow'");
    create("demo", "{}");
    page.sees("1 workflow");
  }

  @Test
  void a_workflow_without_a_title_is_called_as_its_template_is() {
    create(
        "demo",
        "{\"template_id\": \"vim_astronaut\", \"image_urls\": [\"https://example.com/a\"]}");

    page.open(simulator.url(), WIDE, 900);

    page.sees("Astronaut");
  }

  @ParameterizedTest
  @ValueSource(ints = {WIDE, NARROW})
  void a_workflow_from_the_gallery_moves_and_its_clip_plays(int width) {
    page.open(simulator.url(), width, 900);

    page.click("Templates");
    page.sees("40 templates");
    page.click("Try Astronaut");
    page.write("API key", "my-key");
    page.write("title", "Launch");
    page.choose("aspect_ratio", "9:16");
    page.click("Create workflow");
    page.until("it is shown", () -> page.text().contains("Launch") && page.text().contains("New"));
    assertThat(page.written("World")).isNotEmpty();
    simulator.world("my-key").clock().advance(Duration.ofMinutes(30));
    page.sees("Processing");
    page.until(
        "the bar has moved",
        () -> Double.parseDouble(page.find(".meter progress").getDomProperty("value")) > 40);
    page.click("Finish all");
    page.until("its clip is there", () -> page.count(".result video") == 1);

    page.script("document.querySelector('.result video').muted = true");
    page.awaited("await document.querySelector('.result video').play()");

    page.until(
        "the clip plays",
        () ->
            ((Number) page.script("return document.querySelector('.result video').currentTime"))
                    .doubleValue()
                > 0.2);
    assertThat(page.script("return document.querySelector('.result video').videoHeight > 100"))
        .isEqualTo(true);
  }

  @Test
  void a_workflow_is_made_to_fail_and_the_page_says_why() {
    open("demo", create("demo", "{\"title\": \"Launch\"}"));

    page.click("Fail…");
    page.write("Reason", "power cut");
    page.click("Fail now");

    page.sees("Why it failed: power cut");
    assertThat(simulator.world("demo").workflows().get(0).plan().note()).isEqualTo("power cut");
  }

  @Test
  void a_workflow_is_held_finished_and_deleted_by_hand() {
    open("demo", create("demo", "{\"title\": \"Launch\"}"));

    page.click("Hold at…");
    page.write("Percentage, 0 to 99", "73");
    page.click("Hold");
    page.sees("73%");
    page.click("Finish now");
    page.sees("Success");
    page.click("Delete…");
    page.click("Delete");

    page.seesNoMore("Launch");
    assertThat(simulator.world("demo").workflows()).isEmpty();
  }

  @Test
  void the_webhook_is_shown_and_sent_again() throws IOException {
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
          create(
              "demo",
              "{\"image_urls\": [\"https://example.com/a.png\"], \"webhook_url\": \""
                  + hook
                  + "\"}");
      open("demo", id);

      page.click("Finish all");
      page.sees("Delivered");
      page.click(hook);
      page.sees("attempt 1: answered 204");
      page.click("Send again");

      page.sees("attempt 2: answered 204");
      assertThat(received).hasSize(2).allMatch(body -> body.contains(id));
    } finally {
      receiver.stop(0);
    }
  }

  @Test
  void what_does_not_fit_is_said_beside_its_field() {
    page.open(simulator.url() + "/#/templates/vim_astronaut", WIDE, 900);

    page.write("webhook_url", "ftp://example.com");
    page.click("Create workflow");

    assertThat(wrong("webhook_url")).isEqualTo("Should begin with http:// or https://");
    page.until(
        "the field has the focus",
        () -> page.field("webhook_url").equals(BROWSER.driver().switchTo().activeElement()));
    page.write("webhook_url", "http://127.0.0.1:9/");
    page.write("event_id", "sim:nonsense");
    page.click("Create workflow");
    assertThat(wrong("event_id")).contains("there is no outcome 'nonsense'");
    assertThat(page.count("#webhook_url[aria-invalid]")).isZero();
    assertThat(simulator.world("demo").workflows()).isEmpty();
  }

  @Test
  void the_clock_is_frozen_put_forward_and_hurried() {
    open("demo", create("demo", "{}"));

    page.click("Freeze");
    page.sees("Frozen");
    Instant before = simulator.world("demo").clock().instant();
    page.click("+10 s");
    page.until(
        "ten seconds have passed",
        () -> simulator.world("demo").clock().instant().equals(before.plusSeconds(10)));
    page.click("Run");
    page.choose("Speed", "60×");
    page.until("time is fast", () -> simulator.world("demo").clock().scale() == 60);
    page.click("Real time");
    page.until("time is as it was", () -> simulator.world("demo").clock().scale() == 1);
  }

  @Test
  void without_credit_nothing_can_be_created_and_the_page_says_so() {
    create("demo", "{}");
    page.open(simulator.url() + "/#/controls", WIDE, 1200);

    page.write("New balance", "many");
    page.click("Set");
    page.sees("Input should be a valid integer");
    page.write("New balance", "5");
    page.click("Set");
    page.until("the balance is set", () -> page.find(".balance").getText().endsWith("5"));
    page.open(simulator.url() + "/#/templates/vim_astronaut", WIDE, 900);
    page.write("API key", "demo");
    page.click("Create workflow");

    page.until("a rejection is shown", () -> page.find("form .wrong").getText().contains("credit"));
  }

  @Test
  void a_error_rule_disturbs_requests_until_it_is_removed() {
    create("demo", "{}");
    page.open(simulator.url() + "/#/controls", WIDE, 1200);

    page.choose("Of which request", "Read a workflow");
    page.write("Status", "99");
    page.click("Add fault");
    page.until("the mistake is shown", () -> page.count("#fault-status-wrong") == 1);
    page.write("Status", "503");
    page.click("Add fault");
    page.sees("getWorkflow · answers 503");
    assertThat(caller("demo").send("GET", "/v2/workflow/any", "").statusCode()).isEqualTo(503);
    page.sees("1 hit");
    page.click("Remove the rule: getWorkflow · answers 503");

    page.sees("No request is disturbed.");
    assertThat(caller("demo").send("GET", "/v2/workflow/any", "").statusCode()).isEqualTo(404);
  }

  @Test
  void an_outcome_rule_decides_about_new_workflows() {
    create("demo", "{}");
    page.open(simulator.url() + "/#/controls", WIDE, 1200);

    page.write("Outcome", "nonsense");
    page.click("Add rule");
    page.until("the mistake is shown", () -> page.count("#outcome-outcome-wrong") == 1);
    page.write("Outcome", "stuck=30");
    page.click("Add rule");
    page.sees("any template · stuck=30");

    create("demo", "{}");
    assertThat(simulator.world("demo").workflows().get(1).plan().note()).contains("stuck=30");
  }

  @Test
  void a_reset_asks_first_and_then_forgets() {
    create("demo", "{\"title\": \"Launch\"}");
    page.open(simulator.url() + "/#/controls", WIDE, 1200);

    page.click("Reset this world…");
    page.click("Cancel");
    assertThat(simulator.world("demo").workflows()).hasSize(1);
    page.click("Reset this world…");
    page.click("Reset this world");
    page.until("it is reset", () -> simulator.world("demo").workflows().isEmpty());

    page.click("Workflows");
    page.sees("No workflow yet");
  }

  @Test
  void worlds_are_chosen_by_name_or_by_key() {
    create("one", "{\"title\": \"First\"}");
    create("two", "{\"title\": \"Second\"}");
    page.open(simulator.url(), WIDE, 900);

    page.click("Key…");
    page.write("API key", "two");
    page.click("Go there");
    page.sees("Second");
    assertThat(page.text()).doesNotContain("First");
    assertThat(page.field("World").getText()).contains("two · 1 workflow");
    page.choose("World", simulator.world("one").namespace().name().substring(0, 8));

    page.sees("First");
    page.seesNoMore("Second");
  }

  @Test
  void the_world_of_a_key_is_gone_to_whatever_was_being_asked_when_it_was_typed() {
    create("one", "{\"title\": \"First\"}");
    create("two", "{\"title\": \"Second\"}");
    page.open(simulator.url(), WIDE, 900);
    page.click("Key…");
    page.write("API key", "one");
    page.script(
        """
        const reallyFetch = fetch;
        const released = new Promise((release) => (window.release = release));
        window.fetch = async (...asked) => {
          const answer = await reallyFetch(...asked);
          if (String(asked[0]).includes('/namespaces')) {
            window.held = true;
            await released;
          }
          return answer;
        };
        """);
    page.until("an answer is held", () -> page.script("return window.held === true").equals(true));

    page.click("Go there");
    page.script("window.release()");

    page.sees("First");
    page.seesNoMore("Second");
    assertThat(page.field("World").getText()).contains("one · 1 workflow");
  }

  @Test
  void workflows_are_searched_and_filtered() {
    create("demo", "{\"title\": \"Moon launch\"}");
    create("demo", "{\"title\": \"Spring sale\", \"event_id\": \"sim:fail\"}");
    simulator.world("demo").clock().advance(Duration.ofHours(2));
    create("demo", "{\"title\": \"Summer sale\"}");
    page.open(simulator.url(), WIDE, 900);

    page.write("Search workflows by title, id, template or event", "SALE");
    page.sees("2 workflows");
    page.seesNoMore("Moon launch");
    page.choose("Status", "Fail");
    page.sees("1 workflow");
    page.seesNoMore("Summer sale");
    page.write("Search workflows by title, id, template or event", "nothing like it");
    page.click("Show all");

    page.sees("3 workflows");
  }

  @Test
  void requests_appear_as_they_come_and_what_was_wrong_is_explained() {
    create("demo", "{\"title\": \"Launch\"}");
    page.open(simulator.url() + "/#/requests", WIDE, 900);
    page.sees("1 request");

    caller("demo").send("POST", "/v2/workflow", "{\"options\": {\"aspect_ratio\": \"2:1\"}}");
    page.sees("2 requests");
    page.click("422");

    page.sees("options › aspect_ratio Input should be '16:9'");
    page.sees("sent was \"2:1\"");
    page.sees("-d '{\"options\": {\"aspect_ratio\": \"2:1\"}}'");
    page.click("Clear");
    page.sees("No request yet");
  }

  @Test
  void a_title_full_of_markup_is_shown_as_text() {
    String title = "<img src=x onerror='window.harm=1'><script>window.harm=1</script>";
    String id = create("demo", "{\"title\": \"" + title + "\"}");

    open("demo", id);

    page.sees(title);
    page.click("Requests");
    page.click("POST");
    page.sees("\"title\": \"" + title);
    assertThat(page.script("return window.harm")).isNull();
    assertThat(page.count("img[src=x]")).isZero();
  }

  @Test
  void links_lead_back_and_so_does_the_back_button() {
    create("demo", "{}");
    String id = create("other", "{\"title\": \"Launch\"}");
    page.open(simulator.url() + "/", WIDE, 900);
    page.choose("World", simulator.world("other").namespace().name().substring(0, 8));
    page.click("Templates");
    page.sees("40 templates");

    BROWSER.driver().navigate().back();
    page.sees("Launch");
    page.find(".row").click();
    page.until("the detail is shown", () -> page.count("#detail-title") == 1);
    String address = BROWSER.driver().getCurrentUrl();
    page.open(address, WIDE, 900);

    assertThat(address).contains("/workflows/" + id);
    page.sees(id);
  }

  @Test
  void the_keyboard_alone_is_enough() {
    page.open(simulator.url() + "/#/templates", WIDE, 900);
    page.sees("40 templates");

    tabTo("Skip to the content").sendKeys(Keys.ENTER);
    tabTo("Try WC 2026 Trading Card").sendKeys(Keys.ENTER);
    page.until(
        "the heading has the focus, so that a reader says where it is",
        () ->
            "trial-title"
                .equals(BROWSER.driver().switchTo().activeElement().getDomAttribute("id")));
    BROWSER
        .driver()
        .switchTo()
        .activeElement()
        .sendKeys(Keys.TAB, Keys.chord(Keys.CONTROL, "a"), "keys", Keys.ENTER);

    page.until("it is created", () -> simulator.world("keys").workflows().size() == 1);
    page.until("it is shown", () -> page.count("#detail-title") == 1);
    tabTo("Fail…").sendKeys(Keys.ENTER);
    page.until("the dialog is open", () -> page.count("dialog[open]") == 1);
    BROWSER.driver().switchTo().activeElement().sendKeys(Keys.ESCAPE);
    page.until("the dialog is closed", () -> page.count("dialog") == 0);
    assertThat(BROWSER.driver().switchTo().activeElement().getText()).isEqualTo("Fail…");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/workflows",
        "/workflows/ID",
        "/templates",
        "/templates/vim_company_cards",
        "/requests",
        "/controls"
      })
  void a_view_is_free_of_barriers_and_fits_at_both_widths_in_both_themes(String view) {
    page.open(simulator.url() + "/#" + view.replace("ID", sample()), WIDE, 900);
    page.until(
        "it is shown",
        () ->
            page.count(".row, #detail-title ~ section, .template, form .field, .exchange") > 0
                && !page.text().contains("Loading…"));
    page.script("document.querySelectorAll('details').forEach(each => each.open = true)");
    for (int width : List.of(WIDE, NARROW)) {
      page.resize(width, 900);
      for (String theme : List.of("light", "dark")) {
        page.prefer(theme);

        assertThat(page.barriers()).as("%d, %s", width, theme).isEmpty();
      }
      assertThat(page.overflowing()).as("what is wider than the window of %d", width).isEmpty();
    }
  }

  @Test
  void the_colours_can_be_chosen_and_stay() {
    page.open(simulator.url(), WIDE, 900);
    page.find(".theme").click();
    page.find(".theme").click();

    page.open(simulator.url(), WIDE, 900);

    assertThat(page.script("return document.documentElement.dataset.theme")).isEqualTo("light");
  }

  @Test
  void the_first_load_is_small() {
    sample();
    page.open(simulator.url(), WIDE, 900);
    page.sees("workflows");
    page.until("all is painted", () -> page.script(FIRST_PAINT) != null);

    long bytes =
        ((Number)
                page.script(
                    "return performance.getEntriesByType('resource')"
                        + ".concat(performance.getEntriesByType('navigation'))"
                        + ".reduce((sum, each) => sum + each.transferSize, 0)"))
            .longValue();

    System.out.printf(
        Locale.ROOT,
        "[tests] dashboard: %d bytes transferred at first, first painted after %.0f ms%n",
        bytes,
        ((Number) page.script(FIRST_PAINT)).doubleValue());
    assertThat(bytes).isBetween(1_000L, (long) FIRST_LOAD_BYTES);
  }

  @Test
  void a_simulator_that_went_away_is_missed_until_it_is_back() {
    page.open(simulator.url(), WIDE, 900);
    page.sees("No workflow yet");
    int port = simulator.port();

    simulator.close();
    page.sees("The simulator does not answer. Trying again…");
    simulator = Simulator.builder().port(port).start();

    page.seesNoMore("does not answer");
    // What failed meanwhile was meant to.
    assertThat(page.complaints()).allMatch(line -> line.contains("ERR_CONNECTION_REFUSED"));
  }

  @Test
  void a_simulator_with_a_token_asks_for_it() {
    simulator.close();
    simulator = Simulator.builder().adminToken("secret").start();
    create("demo", "{\"title\": \"Launch\"}");
    page.open(simulator.url(), WIDE, 900);

    page.write("Token", "wrong");
    page.click("Go on");
    page.sees("This simulator asks for a token");
    page.write("Token", "secret");
    page.click("Go on");

    page.sees("Launch");
  }

  /** Something of everything; returns the id of a workflow that has ended. */
  private String sample() {
    String image = "\"image_urls\": [\"https://example.com/in.png\"]";
    String id =
        create(
            "demo",
            "{\"title\": \"Launch\", \"webhook_url\": \"http://127.0.0.1:9/\", " + image + "}");
    create("demo", "{\"title\": \"Card\", \"event_id\": \"sim:fail-at=upscale\", " + image + "}");
    create("demo", "{\"title\": \"Slow\", \"event_id\": \"sim:slow=3h\", " + image + "}");
    caller("demo").send("POST", "/v2/workflow", "{\"options\": {\"aspect_ratio\": \"2:1\"}}");
    caller("demo")
        .send("POST", "/__admin/simulator/faults", "{\"status\": 500, \"probability\": 0.1}");
    simulator.world("demo").clock().advance(Duration.ofHours(1));
    return id;
  }

  private void open(String key, String id) {
    String world = simulator.world(key).namespace().name();
    page.open(simulator.url() + "/#/workflows/" + id + "?world=" + world, WIDE, 1000);
    page.until("the workflow is shown", () -> page.text().contains(id));
  }

  /** What is said to be wrong with a field, by the element that describes it. */
  private String wrong(String label) {
    page.until(
        "the field is marked",
        () -> "true".equals(page.field(label).getDomAttribute("aria-invalid")));
    String described = page.field(label).getDomAttribute("aria-describedby");
    return page.find("#" + described.replaceFirst(".* ", "")).getText();
  }

  /** Presses the tabulator until what has the focus is called so. */
  private WebElement tabTo(String name) {
    for (int presses = 0; presses < 60; presses++) {
      BROWSER.driver().switchTo().activeElement().sendKeys(Keys.TAB);
      WebElement focused = BROWSER.driver().switchTo().activeElement();
      if (name.equals(focused.getAccessibleName())) {
        return focused;
      }
    }
    throw new AssertionError("60 presses of the tabulator do not lead to " + name);
  }

  private String create(String key, String body) {
    return caller(key).create(body);
  }

  private ApiCaller caller(String key) {
    return new ApiCaller(simulator.url(), key);
  }
}
