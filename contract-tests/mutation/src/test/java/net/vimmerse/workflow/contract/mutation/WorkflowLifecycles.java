package net.vimmerse.workflow.contract.mutation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.vimmerse.workflow.contract.cases.CaseRequest;
import net.vimmerse.workflow.contract.execution.Target;
import net.vimmerse.workflow.contract.execution.TestResult;
import net.vimmerse.workflow.contract.openapi.Document;
import net.vimmerse.workflow.contract.openapi.Envelope;
import net.vimmerse.workflow.contract.openapi.TemplateOption;
import net.vimmerse.workflow.contract.openapi.TemplateSchema;
import net.vimmerse.workflow.contract.validation.ExampleExchanges;
import net.vimmerse.workflow.contract.validation.RecordedExchange;
import net.vimmerse.workflow.contract.validation.ValidationResult;
import okhttp3.Headers;
import okio.ByteString;

/**
 * What a workflow looks like in each state, and every error: what a single request does not show.
 */
final class WorkflowLifecycles {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** The group of the results that show a workflow from creation to its end. */
  static final String LIFECYCLES = "lifecycles";

  /** The group of the results of workflows with an option, which is named last. */
  static final String INPUTS = "inputs";

  static final String INPUT = "https://example.com/from-an-option.png";

  private static final List<String> MAGIC =
      List.of(
          "sim_invalid",
          "sim_no_credit",
          "sim_forbidden",
          "sim_rate_limited",
          "sim_broken",
          "sim_unavailable");

  private final Target target;
  private final Map<String, List<TestResult>> results = new LinkedHashMap<>();

  private WorkflowLifecycles(Target target) {
    this.target = target;
  }

  /** Returns the results by template, with an empty id where there is none. */
  static Map<String, List<TestResult>> of(Target target, Set<String> templates) throws IOException {
    WorkflowLifecycles resources = new WorkflowLifecycles(target);
    Document document = target.document();
    for (TemplateSchema template : document.templates()) {
      if (!templates.contains(template.id())) {
        continue;
      }
      JsonNode modes = template.metadata().path("modes");
      for (String mode : (Iterable<String>) modes::fieldNames) {
        resources.resource(template, mode, modes.size() > 1);
      }
      for (TemplateOption option : template.optionsByName().values()) {
        if (option.schema().text("x-input").isPresent()) {
          resources.input(template, option);
        }
      }
    }
    resources.failure();
    for (String key : MAGIC) {
      resources.errors(key);
    }
    return resources.results;
  }

  private void resource(TemplateSchema template, String mode, boolean choice) throws IOException {
    ObjectNode body = JsonNodeFactory.instance.objectNode().put("template_id", template.id());
    body.putArray("image_urls").add("https://example.com/input.png");
    if (choice) {
      body.putObject("options").put("pipeline_mode", mode);
    }
    List<ValidationResult> seen = new ArrayList<>();
    String path = created(body, seen);
    for (int i = 0; i < 4; i++) {
      UnchangedSimulator.advance(Duration.ofMinutes(3));
      seen.add(send("GET", path, "", ""));
    }
    add(LIFECYCLES, template.id(), "life of " + template.id() + " " + mode, seen);
  }

  /** Returns the result of a workflow with only one option set. */
  private void input(TemplateSchema template, TemplateOption option) throws IOException {
    ObjectNode body = JsonNodeFactory.instance.objectNode().put("template_id", template.id());
    body.putObject("options").put(option.name(), INPUT);
    List<ValidationResult> seen = new ArrayList<>();
    String path = created(body, seen);
    UnchangedSimulator.advance(Duration.ofMinutes(11));
    seen.add(send("GET", path, "", ""));
    add(INPUTS, template.id(), "input of " + template.id() + " from " + option.name(), seen);
  }

  private void failure() throws IOException {
    List<ValidationResult> seen = new ArrayList<>();
    ObjectNode body = JsonNodeFactory.instance.objectNode().put("event_id", "sim:fail");
    String path = created(body, seen);
    UnchangedSimulator.advance(Duration.ofMinutes(11));
    seen.add(send("GET", path, "", ""));
    add(LIFECYCLES, "", "life of a workflow that fails", seen);
  }

  private String created(ObjectNode body, List<ValidationResult> seen) throws IOException {
    String path = target.document().creation().path();
    ValidationResult created = send("POST", path, body.toString(), "");
    seen.add(created);
    JsonNode response = JSON.readTree(created.exchange().responseBody().utf8());
    return path + "/" + response.at("/data/id").asText();
  }

  /** Calls every operation with a key that causes an error. */
  private void errors(String key) throws IOException {
    List<ValidationResult> seen = new ArrayList<>();
    for (var operation : target.document().operations()) {
      RecordedExchange sample =
          ExampleExchanges.of(target.document(), Envelope.DATA, operation).get(0);
      seen.add(send(sample.method(), sample.target(), sample.requestBody().utf8(), key));
    }
    add(LIFECYCLES, "", "what the key " + key + " meets", seen);
  }

  private ValidationResult send(String method, String path, String body, String key)
      throws IOException {
    Headers.Builder headers = new Headers.Builder();
    if (!body.isEmpty()) {
      headers.set("Content-Type", "application/json");
    }
    Target sender = key.isEmpty() ? target : target.withKey(key);
    return sender.send(
        new CaseRequest(method, path, headers.build(), true, ByteString.encodeUtf8(body)));
  }

  private void add(String group, String template, String name, List<ValidationResult> seen) {
    results
        .computeIfAbsent(template, it -> new ArrayList<>())
        .add(TestResult.of(group, name, List.of(), seen, "", Duration.ZERO));
  }
}
