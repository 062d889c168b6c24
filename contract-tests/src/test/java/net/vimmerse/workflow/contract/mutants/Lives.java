package net.vimmerse.workflow.contract.mutants;

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
import net.vimmerse.workflow.contract.Document;
import net.vimmerse.workflow.contract.Envelope;
import net.vimmerse.workflow.contract.Exchange;
import net.vimmerse.workflow.contract.Option;
import net.vimmerse.workflow.contract.SampleExchanges;
import net.vimmerse.workflow.contract.TemplateSchema;
import net.vimmerse.workflow.contract.Verdict;
import net.vimmerse.workflow.contract.cases.CaseRequest;
import net.vimmerse.workflow.contract.run.Result;
import net.vimmerse.workflow.contract.run.Result.Outcome;
import net.vimmerse.workflow.contract.run.Target;
import okhttp3.Headers;
import okio.ByteString;

/**
 * What a workflow looks like in each state, and every error: what a single request does not show.
 */
final class Lives {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** The group of the results that show a workflow from beginning to end. */
  static final String LIVES = "lives";

  /** The group of those that show one that was given this by an option, named last. */
  static final String INPUTS = "inputs";

  static final String INPUT = "https://example.com/from-an-option.png";

  private static final List<String> MAGIC =
      List.of("sim_invalid", "sim_no_credit", "sim_forbidden", "sim_rate_limited", "sim_broken");

  private final Target target;
  private final Map<String, List<Result>> results = new LinkedHashMap<>();

  private Lives(Target target) {
    this.target = target;
  }

  /** The results by the template they are about; by the empty text where there is none. */
  static Map<String, List<Result>> of(Target target, Set<String> templates) throws IOException {
    Lives lives = new Lives(target);
    Document document = target.document();
    for (TemplateSchema template : document.templates()) {
      if (!templates.contains(template.id())) {
        continue;
      }
      JsonNode modes = template.metadata().path("modes");
      for (String mode : (Iterable<String>) modes::fieldNames) {
        lives.life(template, mode, modes.size() > 1);
      }
      for (Option option : template.optionsByName().values()) {
        if (option.schema().text("x-input").isPresent()) {
          lives.input(template, option);
        }
      }
    }
    lives.failure();
    for (String key : MAGIC) {
      lives.errors(key);
    }
    return lives.results;
  }

  private void life(TemplateSchema template, String mode, boolean choice) throws IOException {
    ObjectNode body = JsonNodeFactory.instance.objectNode().put("template_id", template.id());
    body.putArray("image_urls").add("https://example.com/input.png");
    if (choice) {
      body.putObject("options").put("pipeline_mode", mode);
    }
    List<Verdict> seen = new ArrayList<>();
    String path = created(body, seen);
    for (int i = 0; i < 4; i++) {
      MutantServer.advance(Duration.ofMinutes(3));
      seen.add(send("GET", path, "", ""));
    }
    add(LIVES, template.id(), "life of " + template.id() + " " + mode, seen);
  }

  /** A workflow that has nothing but the value of an option to begin with. */
  private void input(TemplateSchema template, Option option) throws IOException {
    ObjectNode body = JsonNodeFactory.instance.objectNode().put("template_id", template.id());
    body.putObject("options").put(option.name(), INPUT);
    List<Verdict> seen = new ArrayList<>();
    String path = created(body, seen);
    MutantServer.advance(Duration.ofMinutes(11));
    seen.add(send("GET", path, "", ""));
    add(INPUTS, template.id(), "input of " + template.id() + " from " + option.name(), seen);
  }

  private void failure() throws IOException {
    List<Verdict> seen = new ArrayList<>();
    ObjectNode body = JsonNodeFactory.instance.objectNode().put("event_id", "sim:fail");
    String path = created(body, seen);
    MutantServer.advance(Duration.ofMinutes(11));
    seen.add(send("GET", path, "", ""));
    add(LIVES, "", "life of a workflow that fails", seen);
  }

  private String created(ObjectNode body, List<Verdict> seen) throws IOException {
    String path = target.document().creation().path();
    Verdict created = send("POST", path, body.toString(), "");
    seen.add(created);
    JsonNode answer = JSON.readTree(created.exchange().responseBody().utf8());
    return path + "/" + answer.at("/data/id").asText();
  }

  /** Every operation with a key that stands for an error. */
  private void errors(String key) throws IOException {
    List<Verdict> seen = new ArrayList<>();
    for (var operation : target.document().operations()) {
      Exchange sample = SampleExchanges.of(target.document(), Envelope.DATA, operation).get(0);
      seen.add(send(sample.method(), sample.target(), sample.requestBody().utf8(), key));
    }
    add(LIVES, "", "what the key " + key + " meets", seen);
  }

  private Verdict send(String method, String path, String body, String key) throws IOException {
    Headers.Builder headers = new Headers.Builder();
    if (!body.isEmpty()) {
      headers.set("Content-Type", "application/json");
    }
    Target sender = key.isEmpty() ? target : target.withKey(key);
    return sender.send(
        new CaseRequest(method, path, headers.build(), true, ByteString.encodeUtf8(body)));
  }

  private void add(String group, String template, String name, List<Verdict> seen) {
    results
        .computeIfAbsent(template, it -> new ArrayList<>())
        .add(new Result(group, name, Outcome.PASSED, "", seen, "", Duration.ZERO));
  }
}
