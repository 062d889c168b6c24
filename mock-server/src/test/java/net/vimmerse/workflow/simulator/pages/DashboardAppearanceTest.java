package net.vimmerse.workflow.simulator.pages;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import net.vimmerse.workflow.simulator.Simulator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The dashboard's accessibility, layout, themes and size, in a real browser. */
@UsesChromium
@ResourceLock("third chromium")
class DashboardAppearanceTest {
  private static final int WIDE = 1440;
  private static final int NARROW = 380;
  private static final int MAX_FIRST_LOAD_BYTES = 150 << 10;

  private static final String FIRST_PAINT =
      "return performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? null";

  private Simulator simulator;
  private TestClient demo;
  private BrowserPage page;

  @BeforeEach
  void start(BrowserPage page) {
    this.page = page;
    simulator = Simulator.builder().duration(Duration.ofHours(1)).start();
    demo = new TestClient(simulator.url(), "demo");
  }

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
        "/templates/vim_company_cards",
        "/requests",
        "/requests/1",
        "/controls"
      })
  void a_view_is_accessible_and_fits_at_four_widths_in_both_themes(String view) {
    page.open(simulator.url() + "/#" + view.replace("ID", sample()), WIDE, 900);
    page.waitUntil(
        "the view is shown",
        () ->
            page.count(".row, #detail-title ~ section, .template, form .field") > 0
                && !page.text().contains("Loading…"));
    page.script("document.querySelectorAll('details').forEach(each => each.open = true)");
    for (int width : List.of(WIDE, 768, NARROW, 320)) {
      page.resize(width, 900);
      for (String scheme : List.of("light", "dark")) {
        page.preferColorScheme(scheme);

        assertThat(page.accessibilityViolations()).as("%d, %s", width, scheme).isEmpty();
      }
      assertThat(page.overflowing()).as("wider than the window of %d", width).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1280, 1366, 1421, 1437, WIDE, 1561, 1920})
  void the_header_is_one_row_on_laptops_and_wider(int width) {
    sample();
    page.open(simulator.url() + "/#/controls", width, 900);
    page.type("Name", "A long name of a namespace");
    page.click("Save name");
    page.waitForText("The name was saved.");

    assertThat(
            page.script(
                """
                const [row, header] = ['.new', '.top'].map((each) => document.querySelector(each));
                return header.offsetHeight < 2 * row.offsetHeight;
                """))
        .isEqualTo(true);
  }

  @Test
  void a_chosen_theme_persists_and_takes_precedence_over_the_system() {
    page.preferColorScheme("dark");
    page.open(simulator.url(), WIDE, 900);
    String dark = background();
    page.find(".theme").click();
    page.find(".theme").click();

    page.open(simulator.url(), WIDE, 900);

    assertThat(page.script("return document.documentElement.dataset.theme")).isEqualTo("light");
    assertThat(background()).isNotEqualTo(dark);
    page.preferColorScheme("light");
    page.find(".theme").click();
    page.find(".theme").click();
    assertThat(background()).isEqualTo(dark);
  }

  /** A bar that moves for a second after each poll costs a fifth of a processor. */
  @Test
  void nothing_is_animated() {
    page.open(simulator.url(), WIDE, 900);
    page.waitForText("Workflows");

    assertThat(
            page.script(
                """
                return [...document.styleSheets]
                  .flatMap((sheet) => [...sheet.cssRules])
                  .map(({ cssText }) => cssText)
                  .filter((text) => /transition|animation/.test(text));
                """))
        .isEqualTo(List.of());
  }

  @Test
  void the_first_load_is_small() {
    sample();
    page.open(simulator.url(), WIDE, 900);
    page.waitForText("3 workflows");
    page.waitUntil("the page is painted", () -> page.script(FIRST_PAINT) != null);

    long bytes =
        ((Number)
                page.script(
                    "return performance.getEntriesByType('resource')"
                        + ".concat(performance.getEntriesByType('navigation'))"
                        + ".reduce((sum, each) => sum + each.transferSize, 0)"))
            .longValue();

    System.out.printf(
        Locale.ROOT,
        "Dashboard: first load %d bytes, first contentful paint after %.0f ms%n",
        bytes,
        ((Number) page.script(FIRST_PAINT)).doubleValue());
    assertThat(bytes).isBetween(1_000L, (long) MAX_FIRST_LOAD_BYTES);
  }

  /** Creates one of everything, and returns the id of a workflow that has ended. */
  private String sample() {
    String image = "\"image_urls\": [\"https://example.com/in.png\"]";
    String id =
        demo.create(
            "{\"title\": \"Launch\", \"webhook_url\": \"http://127.0.0.1:9/\", " + image + "}");
    demo.create("{\"title\": \"Card\", \"event_id\": \"sim:fail-at=upscale\", " + image + "}");
    demo.create("{\"title\": \"Slow\", \"event_id\": \"sim:slow=3h\", " + image + "}");
    demo.send("POST", "/v2/workflow", "{\"options\": {\"aspect_ratio\": \"2:1\"}}");
    demo.admin("POST", "/faults", "{\"status\": 500, \"probability\": 0.1}");
    demo.advance(Duration.ofHours(1));
    return id;
  }

  private String background() {
    return String.valueOf(
        page.script("return getComputedStyle(document.body).getPropertyValue('background-color')"));
  }
}
