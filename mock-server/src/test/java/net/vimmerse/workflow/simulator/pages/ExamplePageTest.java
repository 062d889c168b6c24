package net.vimmerse.workflow.simulator.pages;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import net.vimmerse.workflow.simulator.Simulator;
import net.vimmerse.workflow.simulator.namespace.FaultEffect;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openqa.selenium.Keys;

/** The example page in a real browser, from another origin than the service that it calls. */
@UsesChromium
@ResourceLock("another chromium")
class ExamplePageTest {
  private static final Path FOLDER = Path.of("../examples/web");
  private static final String ADDRESS = "http://127.0.0.1:8080";
  private static final String KEY = "demo";
  private static final int WIDE = 1440;

  private Simulator simulator;
  private StaticFileServer pages;
  private BrowserPage page;

  @BeforeEach
  void start(BrowserPage page) throws IOException {
    this.page = page;
    simulator = Simulator.builder().duration(Duration.ofMinutes(10)).start();
    simulator.clock().freeze();
    pages = StaticFileServer.start(FOLDER, ADDRESS, simulator.url());
  }

  @AfterEach
  void stop() {
    pages.close();
    simulator.close();
  }

  @ParameterizedTest
  @CsvSource({"1440, light", "380, dark"})
  void a_video_is_created_awaited_and_played(int width, String scheme) {
    page.preferColorScheme(scheme);
    open(width);
    page.select("Template", "Astronaut");
    page.type("Title", "Launch");
    page.select("aspect ratio", "9:16");
    page.click("Create");
    page.waitForText("new, 0 %");
    assertThat(page.accessibilityViolations()).isEmpty();

    simulator.clock().advance(Duration.ofMinutes(5));
    page.waitForText("processing, ");
    page.waitUntil("a step is done", () -> page.count("#steps .done") > 0);
    assertThat(bar()).isBetween(30.0, 70.0);
    assertThat(page.overflowing()).isEmpty();

    simulator.clock().advance(Duration.ofMinutes(5));
    page.waitForText("Done.");
    page.waitUntil(
        "the clip plays", () -> number("document.querySelector('video').currentTime") > 0.2);
    assertThat(number("document.querySelector('video').videoHeight"))
        .isGreaterThan(number("document.querySelector('video').videoWidth"));
    assertThat(page.accessibilityViolations()).isEmpty();
    assertThat(page.overflowing()).isEmpty();
  }

  @InEachBuild
  @Test
  void a_still_image_is_shown() {
    open(WIDE);
    page.select("Template", "Astronaut");
    page.select("pipeline mode", "image");
    page.type("Event", "sim:immediate");
    page.click("Create");

    page.waitUntil("it is there", () -> page.count("#result img") == 1);
    page.waitUntil("it is drawn", () -> number("document.querySelector('img').naturalWidth") > 100);
  }

  @Test
  void an_error_is_shown_beside_its_field() {
    open(WIDE);
    page.type("Event", "sim:nonsense");
    page.click("Create");

    page.waitForText("unknown outcome 'nonsense'");
    assertThat(page.field("Event").getDomAttribute("aria-invalid")).isEqualTo("true");
    assertThat(page.script("return document.activeElement.id")).isEqualTo("event_id");
    assertThat(page.accessibilityViolations()).isEmpty();

    page.type("Event", "");
    page.click("Create");
    page.waitForText("new, 0 %");
    page.waitForNoText("unknown outcome");
  }

  @Test
  void a_failure_names_the_failed_step() {
    open(WIDE);
    page.select("Template", "Astronaut");
    page.type("Event", "sim:fail-at=upscale");
    page.click("Create");
    page.waitForText("new, 0 %");
    simulator.clock().advance(Duration.ofMinutes(10));

    page.waitForText("Failed at upscale.");
    assertThat(page.count("#steps .done")).isPositive();
  }

  @Test
  void a_rejection_shows_the_message_of_the_service() {
    open(WIDE);
    page.type("API key", "sim_no_credit");
    page.field("API key").sendKeys(Keys.TAB);
    templateListIsThere();
    page.click("Create");

    page.waitForText("does not have enough credits");
    page.waitForText("(402)");
  }

  @Test
  void the_page_honours_Retry_After() {
    open(WIDE);
    page.click("Create");
    page.waitForText("new, 0 %");
    simulator.namespace(KEY).addFault("getWorkflow", 1, FaultEffect.status(429).withRetryAfter(3));

    page.waitForText("Retrying in 3 s.");
    page.waitForNoText("Retrying");
  }

  @Test
  void the_page_survives_a_network_outage() {
    open(WIDE);
    page.click("Create");
    page.waitForText("new, 0 %");

    page.setOffline(true);
    try {
      page.waitForText("Retrying");
      simulator.clock().advance(Duration.ofMinutes(10));
    } finally {
      page.setOffline(false);
    }
    page.waitForText("Done.");
    // The console lists the requests that failed during the outage.
    assertThat(page.consoleErrors()).allMatch(it -> it.contains("net::ERR_INTERNET_DISCONNECTED"));
  }

  @Test
  void a_reloaded_page_continues_with_the_workflow() {
    open(WIDE);
    page.type("Title", "Launch");
    page.click("Create");
    page.waitForText("new, 0 %");
    page.click("Stop watching");
    page.waitForText("Stopped watching.");

    simulator.clock().advance(Duration.ofMinutes(10));
    page.reload();
    page.waitForText("Launch");
    page.waitForText("Done.");
  }

  @Test
  void a_reloaded_page_calls_the_service_that_was_entered() {
    open(WIDE);
    try (Simulator other = Simulator.builder().start()) {
      page.script(
          "const url = document.querySelector('#url'); url.value = '"
              + other.url()
              + "'; url.dispatchEvent(new Event('change'));");
      page.reload();
      templateListIsThere();
      page.click("Create");

      page.waitForText("new, 0 %");
      assertThat(other.namespace(KEY).workflows()).hasSize(1);
      assertThat(simulator.namespace(KEY).workflows()).isEmpty();
    }
  }

  @Test
  void a_double_click_creates_one_workflow() {
    open(WIDE);
    page.script("const b = document.querySelector('#create'); b.click(); b.click();");

    page.waitForText("new, 0 %");
    assertThat(simulator.namespace(KEY).workflows()).hasSize(1);
  }

  @Test
  void the_first_screen_of_the_walkthrough_works() {
    page.open(pages.url("first-screen.html"), WIDE, 900);
    page.click("Make a clip");
    page.waitForText("new");
    simulator.clock().advance(Duration.ofMinutes(10));

    page.waitForText("success");
    page.waitUntil(
        "the clip plays", () -> number("document.querySelector('video').currentTime") > 0.2);
  }

  private void open(int width) {
    page.open(pages.url("index.html"), width, 900);
    templateListIsThere();
  }

  private void templateListIsThere() {
    page.waitUntil("the template list is there", () -> page.field("Template").isEnabled());
  }

  private double bar() {
    return number("document.querySelector('progress').value");
  }

  private double number(String expression) {
    return ((Number) page.script("return " + expression)).doubleValue();
  }
}
