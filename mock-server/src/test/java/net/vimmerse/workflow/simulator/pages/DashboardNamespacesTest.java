package net.vimmerse.workflow.simulator.pages;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import net.vimmerse.workflow.simulator.Simulator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;

/** Which namespace the dashboard shows, and under which name. */
@UsesChromium
@ResourceLock("third chromium")
class DashboardNamespacesTest {
  private static final int WIDE = 1440;

  private final Simulator simulator = Simulator.builder().duration(Duration.ofHours(1)).start();
  private BrowserPage page;

  @BeforeEach
  void start(BrowserPage page) {
    this.page = page;
  }

  @AfterEach
  void stop() {
    simulator.close();
  }

  @Test
  void a_fresh_visit_shows_the_namespace_that_was_active_last() {
    List<TestClient> clients = Stream.of("one", "three", "two").map(this::client).toList();
    clients.forEach(client -> client.create("{\"title\": \"Of " + client.key() + "\"}"));
    // Neither the order of names nor that of creation leads there.
    TestClient active = Collections.max(clients, Comparator.comparing(TestClient::namespace));
    active.send("GET", "/v2/workflow/templates", "");

    page.open(simulator.url(), WIDE, 900);

    page.waitForText("Of " + active.key());
    assertThat(page.value("Namespace")).isEqualTo(active.namespace());
  }

  @Test
  void published_keys_are_shown_and_others_get_a_name_from_the_user() {
    client("sim_no_credit").send("GET", "/v2/workflow/templates", "");
    client("demo").create("{}");
    TestClient other = client("a key of mine");
    other.create("{}");
    page.open(simulator.url() + "/#/controls", WIDE, 1200);

    assertThat(page.field("Namespace").getText())
        .contains("demo · 1 workflow", "sim_no_credit · 0 workflows");
    assertThat(page.field("Namespace").getText()).contains(other.namespace().substring(0, 8));
    page.type("Name", "End-to-end tests");
    page.click("Save name");
    page.waitUntil(
        "the name is shown", () -> page.field("Namespace").getText().contains("End-to-end tests"));
    page.open(simulator.url(), WIDE, 900);

    page.waitUntil(
        "the name persists", () -> page.field("Namespace").getText().contains("End-to-end tests"));
  }

  @Test
  void an_empty_namespace_says_where_workflows_are() {
    client("demo").create("{\"title\": \"Launch\"}");
    TestClient empty = client("sim_broken");
    empty.send("GET", "/v2/workflow/templates", "");
    page.open(simulator.url(), WIDE, 900);

    page.waitForText("The namespace sim_broken has no workflows. These have:");
    page.waitForText("The key sim_broken always gets an error");
    page.click("demo");

    page.waitForText("Launch");
  }

  @Test
  void the_form_writes_into_the_namespace_on_the_screen() {
    client("demo").create("{}");
    TestClient other = client("other");
    other.create("{}");
    page.open(simulator.url(), WIDE, 900);
    page.waitForText("1 workflow");
    page.click("New workflow");

    page.click("Create workflow");
    page.waitForText("Enter the API key of this namespace, or any other");
    page.type("API key", "other");
    page.click("Create workflow");
    page.waitUntil("the workflow is created", () -> other.workflows().size() == 2);
    page.select("Namespace", "demo");
    page.waitForText("1 workflow");
    page.click("New workflow");
    page.waitForText("The key of the namespace on the screen, demo.");
    page.click("Create workflow");

    page.waitUntil("the workflow is created", () -> client("demo").workflows().size() == 2);
    assertThat(other.workflows()).hasSize(2);
  }

  @Test
  void a_reset_by_someone_else_is_said() {
    client("demo").create("{\"title\": \"Launch\"}");
    page.open(simulator.url(), WIDE, 900);
    page.waitForText("Launch");

    TestClient.resetAll(simulator.url());

    page.waitForText("The namespace no longer exists, because all namespaces were reset.");
    page.waitForNoText("Launch");
  }

  private TestClient client(String key) {
    return new TestClient(simulator.url(), key);
  }
}
