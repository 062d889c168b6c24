package net.vimmerse.workflow.contract.suite;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import net.vimmerse.workflow.simulator.Simulator;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openqa.selenium.Keys;

/** The example page in a real browser, from another origin than the service that it calls. */
@Execution(ExecutionMode.SAME_THREAD)
@ResourceLock("browser")
@Timeout(300)
class ExamplePageTest {
  @RegisterExtension static final BrowserExtension BROWSER = new BrowserExtension();

  private static final Path FOLDER = Repository.ROOT.resolve("examples/web");
  private static final String ADDRESS = "http://127.0.0.1:8080";
  private static final String KEY = "demo";
  private static final int WIDE = 1440;

  private Simulator simulator;
  private StaticFileServer pages;
  private BrowserPage page;

  @BeforeEach
  void start() throws IOException {
    simulator = Simulator.builder().duration(Duration.ofMinutes(10)).start();
    simulator.clock().freeze();
    pages = StaticFileServer.start(FOLDER, ADDRESS, simulator.url());
    page = new BrowserPage(BROWSER.driver());
    page.complaints();
  }

  @AfterEach
  void the_page_logs_no_errors() {
    try {
      if (page != null) {
        assertThat(page.complaints()).as("the browser's console").isEmpty();
      }
    } finally {
      pages.close();
      simulator.close();
    }
  }

  @ParameterizedTest
  @CsvSource({"1440, light", "380, dark"})
  void a_video_is_created_awaited_and_played(int width, String scheme) {
    page.prefer(scheme);
    open(width);
    page.choose("Template", "Astronaut");
    page.write("Title", "Launch");
    page.choose("aspect ratio", "9:16");
    page.click("Create");
    page.sees("new, 0 %");
    assertThat(page.barriers()).isEmpty();

    simulator.clock().advance(Duration.ofMinutes(5));
    page.sees("processing, ");
    page.until("a step is done", () -> page.count("#steps .done") > 0);
    assertThat(bar()).isBetween(30.0, 70.0);
    assertThat(page.overflowing()).isEmpty();

    simulator.clock().advance(Duration.ofMinutes(5));
    page.sees("Done.");
    page.until("the clip plays", () -> number("document.querySelector('video').currentTime") > 0.2);
    assertThat(number("document.querySelector('video').videoHeight"))
        .isGreaterThan(number("document.querySelector('video').videoWidth"));
    assertThat(page.barriers()).isEmpty();
    assertThat(page.overflowing()).isEmpty();
  }

  @Test
  void a_still_image_is_shown() {
    open(WIDE);
    page.choose("Template", "Astronaut");
    page.choose("pipeline mode", "image");
    page.write("Event", "sim:immediate");
    page.click("Create");

    page.until("it is there", () -> page.count("#result img") == 1);
    page.until("it is drawn", () -> number("document.querySelector('img').naturalWidth") > 100);
  }

  @Test
  void an_error_is_shown_beside_its_field() {
    open(WIDE);
    page.write("Event", "sim:nonsense");
    page.click("Create");

    page.sees("unknown outcome 'nonsense'");
    assertThat(page.field("Event").getDomAttribute("aria-invalid")).isEqualTo("true");
    assertThat(page.script("return document.activeElement.id")).isEqualTo("event_id");
    assertThat(page.barriers()).isEmpty();

    page.write("Event", "");
    page.click("Create");
    page.sees("new, 0 %");
    page.seesNoMore("unknown outcome");
  }

  @Test
  void a_failure_names_the_failed_step() {
    open(WIDE);
    page.choose("Template", "Astronaut");
    page.write("Event", "sim:fail-at=upscale");
    page.click("Create");
    page.sees("new, 0 %");
    simulator.clock().advance(Duration.ofMinutes(10));

    page.sees("Failed at upscale.");
    assertThat(page.count("#steps .done")).isPositive();
  }

  @Test
  void a_rejection_shows_the_services_message() {
    open(WIDE);
    page.write("API key", "sim_no_credit");
    page.field("API key").sendKeys(Keys.TAB);
    templateListIsThere();
    page.click("Create");

    page.sees("does not have enough credits");
    page.sees("(402)");
  }

  @Test
  void the_page_honours_Retry_After() throws Exception {
    open(WIDE);
    page.click("Create");
    page.sees("new, 0 %");
    disturb("{\"operation\": \"getWorkflow\", \"count\": 1, \"status\": 429, \"retry_after\": 3}");

    page.sees("Retrying in 3 s.");
    page.seesNoMore("Retrying");
  }

  @Test
  void the_page_survives_a_network_outage() {
    open(WIDE);
    page.click("Create");
    page.sees("new, 0 %");

    network(false);
    try {
      page.sees("Retrying");
      simulator.clock().advance(Duration.ofMinutes(10));
    } finally {
      network(true);
    }
    page.sees("Done.");
    // The console lists the requests that failed during the outage.
    assertThat(page.complaints()).allMatch(it -> it.contains("net::ERR_INTERNET_DISCONNECTED"));
  }

  @Test
  void a_reloaded_page_continues_with_the_workflow() {
    open(WIDE);
    page.write("Title", "Launch");
    page.click("Create");
    page.sees("new, 0 %");
    page.click("Stop watching");
    page.sees("Stopped watching.");

    simulator.clock().advance(Duration.ofMinutes(10));
    BROWSER.driver().navigate().refresh();
    page.sees("Launch");
    page.sees("Done.");
  }

  @Test
  void a_double_click_creates_one_workflow() {
    open(WIDE);
    page.script("const b = document.querySelector('#create'); b.click(); b.click();");

    page.sees("new, 0 %");
    assertThat(simulator.namespace(KEY).workflows()).hasSize(1);
  }

  @Test
  void the_first_screen_of_the_walkthrough_works() {
    page.open(pages.url("first-screen.html"), WIDE, 900);
    page.click("Make a clip");
    page.sees("new");
    simulator.clock().advance(Duration.ofMinutes(10));

    page.sees("success");
    page.until("the clip plays", () -> number("document.querySelector('video').currentTime") > 0.2);
  }

  private void open(int width) {
    page.open(pages.url("index.html"), width, 900);
    templateListIsThere();
  }

  private void templateListIsThere() {
    page.until("the template list is there", () -> page.field("Template").isEnabled());
  }

  private double bar() {
    return number("document.querySelector('progress').value");
  }

  private double number(String expression) {
    return ((Number) page.script("return " + expression)).doubleValue();
  }

  private static void network(boolean there) {
    BROWSER.driver().executeCdpCommand("Network.enable", Map.of());
    BROWSER
        .driver()
        .executeCdpCommand(
            "Network.emulateNetworkConditions",
            Map.of(
                "offline", !there, "latency", 0, "downloadThroughput", -1, "uploadThroughput", -1));
  }

  private void disturb(String rule) throws IOException {
    Request request =
        new Request.Builder()
            .url(simulator.url() + "/__admin/simulator/faults")
            .header("X-Api-Key", KEY)
            .header("Content-Type", "application/json")
            .post(RequestBody.create(rule, null))
            .build();
    try (Response response = new OkHttpClient().newCall(request).execute()) {
      assertThat(response.isSuccessful()).as("%s", response).isTrue();
    }
  }
}
