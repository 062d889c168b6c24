package net.vimmerse.workflow.contract.mutation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import net.vimmerse.workflow.contract.cases.Case;
import net.vimmerse.workflow.contract.cases.CaseGenerator;
import net.vimmerse.workflow.contract.cases.Expectation;
import net.vimmerse.workflow.contract.execution.CaseRunner;
import net.vimmerse.workflow.contract.execution.Target;
import net.vimmerse.workflow.contract.execution.TestResult;
import net.vimmerse.workflow.contract.execution.TestResult.Outcome;
import net.vimmerse.workflow.contract.openapi.Document;
import net.vimmerse.workflow.contract.suite.Shell;
import net.vimmerse.workflow.contract.validation.ContractValidator;
import net.vimmerse.workflow.contract.validation.ValidationResult;
import net.vimmerse.workflow.contract.validation.Violation;
import net.vimmerse.workflow.contract.validation.Violation.Kind;
import net.vimmerse.workflow.simulator.Simulator;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** The result of a failed case, on a simulator behind a proxy that breaks one response. */
@EnabledIfSystemProperty(named = "tests", matches = "all")
class CaseFailureTest {
  private static final String EVERYTHING =
      "createWorkflow %s body: everything".formatted(Document.bundled().templates().get(0));
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final List<Case> CASES = CaseGenerator.of(Document.bundled(), 1);

  /** Returns another title than the one that was sent. */
  private static final ProtocolMutant MISTAKEN =
      ProtocolMutant.workflow(
          "creations",
          "an option is another",
          HttpMessages.SentRequest::creates,
          it -> {
            if (!it.at("/options/user_name").asText().isEmpty()) {
              ((ObjectNode) it.path("options")).put("user_name", "another");
            }
          });

  private static Simulator simulator;
  private static OkHttpClient http;

  @BeforeAll
  static void start() {
    simulator = Simulator.builder().start();
    http = new OkHttpClient.Builder().retryOnConnectionFailure(false).build();
  }

  @AfterAll
  static void stop() {
    simulator.close();
    http.connectionPool().evictAll();
  }

  @Test
  void a_failure_is_shrunk_and_its_shell_command_reproduces_it() throws Exception {
    Case whole = named(EVERYTHING);
    assertThat(body(whole)).hasSizeGreaterThan(5);
    try (Broken broken = new Broken(MISTAKEN)) {
      TestResult result = broken.runner().run(whole);

      assertThat(result.outcome()).isEqualTo(Outcome.FAILED);
      assertThat(result.name()).isEqualTo(EVERYTHING);
      assertThat(result.group()).isEqualTo("createWorkflow");
      assertThat(result.message()).matches("expected at /options/user_name \".\", not \"another\"");
      assertThat(result.exchanges().get(0).exchange().requestBody())
          .isEqualTo(whole.request().body());
      assertThat(result.exchanges())
          .as("with those that were sent to make it smaller")
          .hasSizeGreaterThan(5)
          .allMatch(ValidationResult::isValid);
      assertThat(result.reproduction())
          .startsWith("curl -isS ")
          .containsPattern("\\{\"template_id\":\"\\w+\",\"options\":\\{\"user_name\":\".\"}}'$")
          .contains("-H \"X-Api-Key: $VIMMERSE_API_KEY\"")
          .doesNotContain(Broken.KEY);

      assertThat(Shell.run("curl", result.reproduction(), Map.of("VIMMERSE_API_KEY", Broken.KEY)))
          .startsWith("HTTP/1.1 200")
          .contains("\"user_name\":\"another\"");
    }
  }

  @Test
  void when_requests_are_saved_the_original_request_is_reported() throws IOException {
    Case whole = named(EVERYTHING);
    try (Broken broken = new Broken(MISTAKEN)) {
      TestResult result = broken.runner().savingRequests().withKeyVariable("KEY").run(whole);

      assertThat(result.exchanges()).hasSize(1);
      assertThat(result.message()).startsWith("expected at /options/user_name \"text-");
      assertThat(result.reproduction()).contains("$KEY\"", "webhook_url");
    }
  }

  @Test
  void violations_of_the_response_are_in_the_result() throws IOException {
    ProtocolMutant forgetful =
        ProtocolMutant.workflow(
            "properties", "no model", HttpMessages.SentRequest::creates, it -> it.remove("model"));
    try (Broken broken = new Broken(forgetful)) {
      TestResult result = broken.runner().run(named(EVERYTHING));

      assertThat(result.message())
          .startsWith("the response does not conform: createWorkflow 200: ")
          .contains("at /data/model");
      assertThat(result.exchanges())
          .allSatisfy(
              it ->
                  assertThat(it.violations())
                      .extracting(Violation::kind, Violation::at)
                      .containsExactly(tuple(Kind.INVALID_BODY, "/data/model")));
      assertThat(result.reproduction()).endsWith(" --data-binary '{}'");
    }
  }

  @Test
  void the_shell_command_creates_the_resource_that_the_path_needs() throws Exception {
    ProtocolMutant reading =
        ProtocolMutant.workflow(
            "properties",
            "a read is without its id",
            request -> request.follows("GET"),
            it -> it.remove("id"));
    try (Broken broken = new Broken(reading)) {
      TestResult result = broken.runner().run(named("getWorkflow request: the smallest"));

      assertThat(result.message()).contains("getWorkflow 200: ", "at /data/id");
      assertThat(result.exchanges()).hasSize(2);
      assertThat(result.exchanges().get(0).isValid()).isTrue();
      assertThat(result.reproduction())
          .startsWith("workflow_id=$(curl ")
          .contains(" && curl ", "/v2/workflow/'\"$workflow_id\"''");

      assertThat(Shell.run("curl", result.reproduction(), Map.of("VIMMERSE_API_KEY", Broken.KEY)))
          .startsWith("HTTP/1.1 200")
          .contains("{\"data\":{\"title\":");
    }
  }

  @Test
  void a_resource_without_an_id_blocks_the_cases_that_need_one() throws IOException {
    ProtocolMutant none =
        ProtocolMutant.workflow(
            "creations", "no id", HttpMessages.SentRequest::creates, it -> it.remove("id"));
    try (Broken broken = new Broken(none)) {
      CaseRunner runner = broken.runner();
      TestResult first = runner.run(named("getWorkflow request: the smallest"));
      TestResult second = runner.run(named("deleteWorkflow request: the smallest"));
      TestResult creation = runner.run(named(EVERYTHING));

      assertThat(List.of(first, second, creation))
          .allSatisfy(it -> assertThat(it.outcome()).isEqualTo(Outcome.SKIPPED))
          .allSatisfy(
              it ->
                  assertThat(it.message())
                      .isEqualTo("blocked: POST /v2/workflow got 200 without an id at /data/id"));
      assertThat(second.exchanges()).isEmpty();
      assertThat(creation.exchanges()).isEmpty();
    }
  }

  @Test
  void a_missing_rejection_or_a_wrong_error_code_is_a_failure() throws IOException {
    Case unknown = named("getWorkflow workflow_id: unknown");
    try (Broken lenient = new Broken(error(404, it -> it.withStatus(403)));
        Broken confused =
            new Broken(
                error(404, it -> it.withBody(((ObjectNode) it.json()).put("code", "FORBIDDEN"))))) {
      assertThat(lenient.runner().run(unknown).message())
          .startsWith("must be rejected with 404, but got 403: {\"message\"");
      assertThat(confused.runner().run(unknown).message())
          .isEqualTo(
              "the error code is \"FORBIDDEN\"; the document" + " shows \"WORKFLOW_NOT_FOUND\"");
    }
  }

  @Test
  void a_rejection_that_names_another_location_is_a_failure_and_is_shrunk() throws IOException {
    ProtocolMutant elsewhere =
        error(
            422,
            it ->
                it.withBody(
                    JSON.createObjectNode()
                        .set(
                            "detail",
                            JSON.createArrayNode()
                                .add(
                                    JSON.createObjectNode()
                                        .put("msg", "wrong")
                                        .put("type", "wrong")
                                        .set("loc", JSON.createArrayNode().add("body"))))));
    Case foreign =
        CASES.stream()
            .filter(it -> it.name().endsWith(" options.aspect_ratio: an unknown value"))
            .findFirst()
            .orElseThrow();
    try (Broken broken = new Broken(elsewhere)) {
      TestResult result = broken.runner().run(foreign);

      assertThat(result.message())
          .isEqualTo("the response must name [body, options, aspect_ratio], but names [[body]]");
      assertThat(result.reproduction()).contains("\"options\":{\"aspect_ratio\":");
    }
  }

  @Test
  void a_truncated_response_is_a_failure() throws IOException {
    ProtocolMutant cut =
        ProtocolMutant.of(
            "answers",
            "none comes",
            (request, simulator, post) -> {
              throw new UncheckedIOException(new IOException("truncated on purpose"));
            });
    try (Broken broken = new Broken(cut)) {
      TestResult result = broken.runner().savingRequests().run(named(EVERYTHING));

      assertThat(result.outcome()).isEqualTo(Outcome.FAILED);
      assertThat(result.message()).startsWith("no complete response: ");
    }
  }

  @Test
  void generator_and_validator_must_agree_on_a_request() throws IOException {
    Case good = named(EVERYTHING);
    Case bad = named("createWorkflow X-Api-Key: missing");
    ProtocolMutant none = ProtocolMutant.response("none", "none", (request, response) -> response);
    try (Broken honest = new Broken(none)) {
      assertThat(honest.runner().run(expecting(good, bad.expectation())).message())
          .isEqualTo("the validator accepts this request");
      assertThat(honest.runner().run(expecting(bad, good.expectation())).message())
          .startsWith("the validator rejects this request: ")
          .contains("MISSING_KEY");
    }
  }

  private static Case expecting(Case one, Expectation expectation) {
    return new Case(
        one.name(),
        one.operation(),
        one.template(),
        one.subject(),
        one.request(),
        expectation,
        one.stateful());
  }

  private static ProtocolMutant error(
      int status, UnaryOperator<HttpMessages.ReceivedResponse> change) {
    return ProtocolMutant.response(
        "errors",
        "a spoilt " + status,
        (request, response) -> response.status() == status ? change.apply(response) : response);
  }

  private static Case named(String name) {
    return CASES.stream().filter(it -> it.name().equals(name)).findFirst().orElseThrow();
  }

  private static JsonNode body(Case one) throws IOException {
    return JSON.readTree(one.request().body().utf8());
  }

  /** A simulator behind a mutating proxy, and a runner of cases against it. */
  private static final class Broken implements AutoCloseable {
    private static final String KEY = "key-of-cases";

    private final MutatingProxy server;
    private final Target target;

    private Broken(ProtocolMutant mutant) throws IOException {
      server = new MutatingProxy(mutant, http, HttpUrl.get(simulator.url()));
      target =
          Target.of(mutant.name(), server.url(), KEY, ContractValidator.of(Document.bundled()));
    }

    private CaseRunner runner() {
      return CaseRunner.of(target);
    }

    @Override
    public void close() {
      target.close();
      server.close();
    }
  }
}
