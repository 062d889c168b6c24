package net.vimmerse.workflow.simulator.pages;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import net.vimmerse.workflow.simulator.Simulator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;

/** The list beside a workflow: long, cheap, and where the user left it. */
@UsesChromium
@ResourceLock("third chromium")
class DashboardListTest {
  private static final int WIDE = 1440;
  private static final int NARROW = 380;
  private static final int MANY = 400;

  /** More than are in the window of any test. */
  private static final int MAX_ROWS = 60;

  private static final String SENT =
      """
      return performance.getEntriesByType('resource')
        .map(({ name }) => name)
        .filter((name) => name.includes('/__admin/') && !name.includes('/summary'));
      """;

  private final Simulator simulator = Simulator.builder().duration(Duration.ofHours(1)).start();
  private final TestClient demo = new TestClient(simulator.url(), "demo");
  private List<String> ids;
  private BrowserPage page;

  @BeforeEach
  void start(BrowserPage page) {
    this.page = page;
    ids =
        IntStream.range(0, MANY)
            .mapToObj(n -> demo.create("{\"title\": \"Workflow " + n + "\"}"))
            .toList();
    demo.advance(Duration.ofHours(2));
  }

  @AfterEach
  void stop() {
    simulator.close();
  }

  @Test
  void only_the_rows_in_the_window_are_rendered() {
    page.open(simulator.url(), WIDE, 900);
    page.waitForText("400 workflows");
    page.waitForText("Workflow 399");
    assertThat(page.count(".row")).isLessThan(MAX_ROWS);

    scrollList(100_000);

    page.waitUntil("the oldest is shown", () -> page.text().matches("(?s).*Workflow 0\\n.*"));
    assertThat(page.count(".row")).isLessThan(MAX_ROWS);
    assertThat(page.text()).doesNotContain("Workflow 399");
  }

  @Test
  void lists_are_loaded_only_if_something_has_changed() {
    page.open(simulator.url() + "/#/workflows/" + ids.get(7), WIDE, 900);
    page.waitForText(ids.get(7));
    int summaries = summaries();
    page.waitUntil("two polls", () -> summaries() > summaries + 1);
    Object before = page.script(SENT);
    int polls = summaries();

    page.waitUntil("eight more polls", () -> summaries() > polls + 7);
    assertThat(page.script(SENT)).isEqualTo(before);

    demo.create("{\"title\": \"Another\"}");
    page.waitForText("401 workflows");
  }

  @Test
  void workflows_are_loaded_again_only_once_another_percent_is_due() {
    String id = demo.create("{\"image_urls\": [\"https://example.com/in.png\"]}");
    demo.advance(Duration.ofMinutes(30));
    page.open(simulator.url() + "/#/workflows/" + id, WIDE, 900);
    page.waitForText("401 workflows");
    page.waitUntil("its progress", () -> progress() > 40);
    int polls = summaries();
    page.waitUntil("two more polls", () -> summaries() > polls + 1);
    Object before = page.script(SENT);
    long percentage = progress();

    page.waitUntil("eight more polls", () -> summaries() > polls + 9);
    assertThat(page.script(SENT)).isEqualTo(before);

    demo.admin("POST", "/clock", "{\"scale\": 60}");
    page.waitUntil("time passes", () -> progress() > percentage + 3);
  }

  @Test
  void the_list_opens_where_the_selected_workflow_is_and_stays_there() {
    page.open(simulator.url() + "/#/workflows/" + ids.get(200), WIDE, 900);
    page.waitUntil("it is selected", () -> page.count(".row[aria-current]") == 1);
    long place = scrolled();

    assertThat(place).isPositive();
    page.find(".row[aria-current]");
    page.script(
        "document.querySelector('.row[aria-current]').closest('li').nextElementSibling.querySelector('a').click()");
    page.waitForText(ids.get(199));
    assertThat(scrolled()).isEqualTo(place);
    page.back();
    page.waitForText(ids.get(200));
    assertThat(scrolled()).isEqualTo(place);
  }

  @Test
  void back_returns_to_the_same_place_on_a_narrow_screen() {
    page.open(simulator.url(), NARROW, 800);
    page.waitForText("Workflow 399");
    page.script("document.scrollingElement.scrollTop = 6000");
    page.waitUntil("other rows are shown", () -> !page.text().contains("Workflow 399"));
    page.waitUntil("they are loaded", () -> !page.text().contains("Loading…"));
    Object place = page.script("return document.scrollingElement.scrollTop");

    page.script("document.querySelectorAll('.row')[8].click()");
    page.waitUntil(
        "the workflow is shown", () -> page.count("#detail-title ~ *, .detail-head") > 0);
    page.back();

    page.waitUntil(
        "the list is where it was",
        () -> page.script("return document.scrollingElement.scrollTop").equals(place));
  }

  /** Returns the percentage in the list, once that beside it is the same. */
  private long progress() {
    String list = page.find(".row progress").getDomProperty("value");
    String detail = page.find(".progress progress").getDomProperty("value");
    return list.equals(detail) ? Long.parseLong(list) : 0;
  }

  private void scrollList(int top) {
    page.script("document.querySelector('.list-pane .scrolls').scrollTop = arguments[0]", top);
  }

  private long scrolled() {
    return ((Number)
            page.script(
                "return Math.round(document.querySelector('.list-pane .scrolls').scrollTop)"))
        .longValue();
  }

  private int summaries() {
    return ((Number)
            page.script(
                "return performance.getEntriesByType('resource').filter(({ name }) => name.includes('/summary')).length"))
        .intValue();
  }
}
