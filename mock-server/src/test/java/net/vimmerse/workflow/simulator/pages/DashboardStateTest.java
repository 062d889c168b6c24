package net.vimmerse.workflow.simulator.pages;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import net.vimmerse.workflow.simulator.Simulator;
import net.vimmerse.workflow.simulator.namespace.RateLimit;
import net.vimmerse.workflow.simulator.openapi.PipelineMode;
import net.vimmerse.workflow.simulator.openapi.Template;
import net.vimmerse.workflow.simulator.openapi.WorkflowApiDocument;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;

/** What the dashboard says about the state of the simulator, and about what has happened. */
@UsesChromium
@ResourceLock("third chromium")
class DashboardStateTest {
  private static final int WIDE = 1440;

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
    demo = new TestClient(simulator.url(), "demo");
  }

  @AfterEach
  void stop() {
    simulator.close();
  }

  @Test
  void a_fault_is_a_chip_that_leads_to_the_rule_and_removes_it() {
    demo.create("{}");
    demo.admin("POST", "/faults", "{\"operation\": \"getWorkflow\", \"status\": 503}");
    page.open(simulator.url(), WIDE, 900);

    page.click("Fault: getWorkflow · status 503");
    page.waitUntil("the rule is shown", () -> page.count(".rules li") == 1);
    page.click("Remove the fault rule: Fault: getWorkflow · status 503");

    page.waitForNoText("Fault: getWorkflow");
    assertThat(demo.admin("GET", "/faults", "").path("rules")).isEmpty();
  }

  @Test
  void a_workflow_may_be_left_while_its_requests_are_loading() {
    String id = demo.create("{\"title\": \"Launch\"}");
    page.open(simulator.url() + "/#/workflows/" + id, WIDE, 900);
    page.waitForText("Launch");
    page.script(
        "const send = window.fetch; window.held = [];"
            + " window.fetch = async (url, options) => {"
            + " if (window.held && String(url).includes('/requests?')) {"
            + "   await new Promise((release) => window.held.push(release));"
            + " } return send(url, options); };");
    demo.send("GET", "/v2/workflow/" + id, "");
    page.waitUntil("they are loading", () -> page.script("return window.held[0]") != null);

    page.script("location.hash = '#/templates'");
    page.waitUntil("it was left", () -> page.count("#detail-title") == 0);
    demo.create("{}");
    page.script("window.held.forEach((release) => release()); window.held = null;");

    page.waitForText("2 workflows");
  }

  @Test
  void many_faults_are_one_chip() {
    demo.create("{}");
    for (int status = 500; status < 504; status++) {
      demo.admin("POST", "/faults", "{\"status\": " + status + "}");
    }
    page.open(simulator.url(), WIDE, 900);

    page.click("Remove all fault rules: 4 faults");

    page.waitForNoText("4 faults");
  }

  @Test
  void a_changed_clock_and_outcome_rules_are_chips() {
    demo.create("{}");
    demo.admin("POST", "/outcomes", "{\"outcome\": \"fail\"}");
    demo.admin("POST", "/clock", "{\"scale\": 60}");
    page.open(simulator.url(), WIDE, 900);

    page.waitForText("Clock at 60×");
    page.click("Remove all outcome rules: 1 outcome rule");
    page.waitForNoText("1 outcome rule");
    page.click("Freeze");
    page.click("Resume the clock: Clock frozen");

    page.waitUntil("the clock is real time", () -> demo.clock().path("scale").asDouble() == 1);
    page.waitForNoText("Clock frozen");
  }

  @Test
  void limits_and_low_credits_are_chips() {
    simulator.close();
    start(Simulator.builder().rateLimit(RateLimit.parse("100/1s")).credits(7));
    demo.send("GET", "/v2/workflow/templates", "");
    page.open(simulator.url(), WIDE, 900);

    page.waitForText("Limit: 100 requests per 1s");
    page.waitForText("7 credits, low");
  }

  @Test
  void a_refused_preflight_is_shown_with_its_reason() throws Exception {
    simulator.close();
    start(Simulator.builder().corsOrigins(List.of("http://localhost:3000")));
    demo.create("{}");
    preflight();
    page.open(simulator.url(), WIDE, 900);

    page.click("1 preflight refused");
    page.click("1 CORS preflight refused");

    page.waitForText(
        "Pages of http://localhost:4000 must not call the Workflow API; --cors-origins");
    page.click("Clear the refused preflights: 1 preflight refused");
    page.waitForNoText("preflight refused");
    assertThat(demo.admin("GET", "/preflights", "").path("preflights")).isEmpty();
  }

  @Test
  void a_used_up_rule_says_so() {
    demo.create("{}");
    demo.admin("POST", "/faults", "{\"status\": 503, \"count\": 1}");
    demo.send("GET", "/v2/workflow/templates", "");

    page.open(simulator.url() + "/#/controls", WIDE, 1200);

    page.waitForText("used up");
    assertThat(page.text()).doesNotContain("Fault: ");
  }

  @Test
  void a_fault_with_a_body_and_headers_is_added_by_the_form() {
    demo.create("{}");
    page.open(simulator.url() + "/#/controls", WIDE, 1400);

    page.type("Status", "502");
    page.type("Response body", "<h1>Bad gateway</h1>");
    page.type("Response headers", "Content-Type: text/html\nX-Cache: MISS");
    page.click("Add fault rule");
    page.waitForText("X-Cache: MISS");

    HttpResponse<String> response = demo.send("GET", "/v2/workflow/templates", "");
    assertThat(response.statusCode()).isEqualTo(502);
    assertThat(response.body()).isEqualTo("<h1>Bad gateway</h1>");
    assertThat(response.headers().firstValue("Content-Type")).hasValue("text/html");
    assertThat(response.headers().firstValue("X-Cache")).hasValue("MISS");
  }

  @Test
  void an_error_of_the_form_shows_the_reason_header() {
    demo.create("{}");
    demo.admin("POST", "/credits", "{\"balance\": 3}");
    page.open(simulator.url() + "/#/templates/vim_astronaut", WIDE, 900);

    page.click("Create workflow");

    Template template = WorkflowApiDocument.load().template("vim_astronaut").orElseThrow();
    ObjectNode defaults = template.effectiveOptions(JsonNodeFactory.instance.objectNode());
    int price = template.mode(defaults).credits();
    page.waitForText("Reason: vim_astronaut costs " + price + " credits, but the balance is 3");
  }

  @Test
  void a_request_shows_its_duration_and_response_headers_once_it_is_opened() {
    String id = demo.create("{\"title\": \"Launch\"}");
    page.open(simulator.url() + "/#/workflows/" + id, WIDE, 1400);
    page.waitUntil("the request is listed", () -> page.count(".logged-request") == 1);
    assertThat(page.count(".logged-request .code")).isZero();

    page.click("createWorkflow");
    page.waitForText("Response headers");
    assertThat(page.find(".logged-request").getText()).contains(" ms", "Content-Type");
    page.open(simulator.url() + "/#/requests", WIDE, 900);
    page.find("a.request").click();

    page.waitForText("Response headers");
  }

  @Test
  void the_form_offers_each_outcome_directive_in_a_form_that_the_simulator_accepts() {
    page.open(simulator.url() + "/#/templates/vim_astronaut", WIDE, 900);
    page.waitUntil("the form is shown", () -> page.count("#outcome") == 1);
    List<?> offered =
        (List<?>)
            page.script(
                "return [...document.querySelector('#outcome').options].map((o) => o.value)");
    JsonNode outcomes = demo.admin("GET", "/outcomes", "");
    String prefix = outcomes.path("event_id_prefix").asText();
    List<String> names = new ArrayList<>();
    for (Object directive : offered) {
      demo.create(
          "{\"template_id\": \"vim_astronaut\", \"image_urls\": [\"https://example.com/a\"],"
              + " \"event_id\": \""
              + directive
              + "\"}");
      if (!directive.equals("")) {
        assertThat(directive.toString()).startsWith(prefix);
        names.add(directive.toString().substring(prefix.length()).replaceFirst("=.*", ""));
      }
    }
    assertThat(names)
        .containsExactlyElementsOf(
            outcomes.path("directives").findValuesAsText("syntax").stream()
                .map(syntax -> syntax.replaceFirst("\\[?=.*", ""))
                // It only overrides rules.
                .filter(name -> !name.equals("success"))
                .toList());
  }

  @Test
  void a_form_begins_with_the_first_template_if_the_document_lacks_the_last_one() {
    page.open(simulator.url(), WIDE, 900);
    page.script("localStorage.setItem('template', 'vim_removed')");
    try {
      page.click("New workflow");

      page.waitUntil("the form is shown", () -> page.count("#template") == 1);
    } finally {
      page.script("localStorage.removeItem('template')");
    }
  }

  @Test
  void a_workflow_is_created_again_with_the_same_request() {
    String id =
        demo.create(
            "{\"template_id\": \"vim_astronaut\", \"title\": \"Launch\", \"options\": {\"aspect_ratio\":"
                + " \"9:16\"}, \"image_urls\": [\"https://example.com/a\", \"https://example.com/b\"]}");
    page.open(simulator.url() + "/#/workflows/" + id, WIDE, 900);

    page.click("Create again");
    page.waitUntil("the form is filled in", () -> page.value("title").equals("Launch"));
    page.click("Create workflow");

    page.waitUntil("there are two", () -> demo.workflows().size() == 2);
    assertThat(demo.workflows().get(1).path("options").path("aspect_ratio").asText())
        .isEqualTo("9:16");
    assertThat(demo.workflows().get(1).path("images"))
        .isEqualTo(demo.workflows().get(0).path("images"));
  }

  @Test
  void a_workflow_has_the_urls_of_its_files_and_its_json() {
    String id = demo.create("{\"image_urls\": [\"https://example.com/a\"]}");
    demo.advance(Duration.ofHours(2));
    page.open(simulator.url() + "/#/workflows/" + id, WIDE, 900);

    page.waitForText(simulator.url() + "/media/" + id + "/");
    page.field("Namespace");
    assertThat(page.count(".file a[target=_blank]")).isGreaterThan(2);
    assertThat(page.count(".file .copy")).isEqualTo(page.count(".file a[target=_blank]"));
    page.click("JSON as the API returns it");

    page.waitForText("\"processing_status\": \"success\"");
    assertThat(demo.requests()).hasSize(1);
  }

  @Test
  void an_outcome_is_chosen_by_what_it_does() {
    page.open(simulator.url() + "/#/templates/vim_astronaut", WIDE, 900);

    page.select("Outcome", "Gets stuck");
    page.waitForText("It stops at 70% and never ends.");
    assertThat(page.value("event_id")).isEqualTo("sim:stuck=70");
    page.click("Create workflow");

    page.waitForText("Note: ");
    assertThat(demo.workflows().get(0).path("note").asText()).contains("stuck=70");
  }

  @Test
  void the_gallery_shows_pictures_and_filters_by_category_price_and_input() {
    page.open(simulator.url() + "/#/templates", WIDE, 900);
    page.waitForAllTemplates();
    page.waitUntil(
        "the first picture is shown",
        () ->
            page.script("return document.querySelector('.template img').naturalWidth > 300")
                .equals(true));

    Predicate<Template> local = template -> template.inputs().contains("local");
    page.select("Input", "Local");
    waitForTemplates(local, mode -> true);
    page.select("Price", "Up to 20");
    waitForTemplates(local, mode -> mode.credits() <= 20);
    page.select("Category", "Video");

    waitForTemplates(local, mode -> mode.credits() <= 20 && makesVideo(mode));
  }

  private static boolean makesVideo(PipelineMode mode) {
    return mode.outputs().get(mode.outputs().size() - 1).startsWith("video/");
  }

  private void waitForTemplates(Predicate<Template> matching, Predicate<PipelineMode> withMode) {
    long count =
        WorkflowApiDocument.load().listedTemplates().stream()
            .filter(matching)
            .filter(template -> template.modes().values().stream().anyMatch(withMode))
            .count();
    String text = count == 1 ? "1 template" : count + " templates";
    page.waitUntil("the gallery has " + text, () -> page.find(".count").getText().equals(text));
  }

  private void preflight() throws Exception {
    HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(URI.create(simulator.url() + "/v2/workflow"))
                .header("Origin", "http://localhost:4000")
                .header("Access-Control-Request-Method", "POST")
                .method("OPTIONS", BodyPublishers.noBody())
                .build(),
            BodyHandlers.discarding());
  }
}
