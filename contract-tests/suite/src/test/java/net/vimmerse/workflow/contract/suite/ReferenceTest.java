package net.vimmerse.workflow.contract.suite;

import static org.assertj.core.api.Assertions.assertThat;

import net.vimmerse.workflow.simulator.Simulator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The reference pages, in a real browser: what is tried out there happens here. */
@Execution(ExecutionMode.SAME_THREAD)
@ResourceLock("browser")
class ReferenceTest {
  @RegisterExtension static final BrowserExtension BROWSER = new BrowserExtension();

  private static final int WIDE = 1440;
  private static final int NARROW = 380;

  private Simulator simulator;
  private BrowserPage page;

  @BeforeEach
  void start() {
    simulator = Simulator.builder().start();
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

  @ParameterizedTest
  @ValueSource(ints = {WIDE, NARROW})
  void a_create_that_is_tried_out_creates_a_workflow_for_the_key_that_is_filled_in(int width) {
    page.open(simulator.url() + "/docs", width, 900);

    page.find("[id$='-createWorkflow'] .opblock-summary-control").click();
    page.find("[id$='-createWorkflow'] .execute").click();

    page.until("an answer came", () -> page.count(".live-responses-table .microlight") > 0);
    assertThat(simulator.world("demo").workflows()).hasSize(1);
    assertThat(page.find(".curl-command").getText()).contains(simulator.url() + "/v2/workflow");
    assertThat(page.overflowing()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {WIDE, NARROW})
  void the_admin_api_is_tried_out_on_the_world_of_the_same_key(int width) {
    simulator.world("demo");
    page.open(simulator.url() + "/docs/admin", width, 900);

    page.find("[id$='-getClock'] .opblock-summary-control").click();
    page.find("[id$='-getClock'] .execute").click();

    page.until("an answer came", () -> page.count(".live-responses-table .microlight") > 0);
    assertThat(page.find(".curl-command").getText()).contains("X-Api-Key: demo");
    assertThat(page.overflowing()).isEmpty();
  }
}
