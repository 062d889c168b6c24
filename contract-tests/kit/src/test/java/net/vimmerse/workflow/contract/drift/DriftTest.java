package net.vimmerse.workflow.contract.drift;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import net.vimmerse.workflow.contract.Fixtures;
import net.vimmerse.workflow.contract.cases.DocumentWithRemovedTemplate;
import net.vimmerse.workflow.contract.drift.Difference.Kind;
import net.vimmerse.workflow.contract.execution.Failure;
import net.vimmerse.workflow.contract.execution.TestResult;
import net.vimmerse.workflow.contract.openapi.Document;
import net.vimmerse.workflow.contract.openapi.Envelope;
import net.vimmerse.workflow.contract.openapi.TemplateSchema;
import net.vimmerse.workflow.contract.validation.ContractValidator;
import net.vimmerse.workflow.contract.validation.ErrorCodeCheck;
import net.vimmerse.workflow.contract.validation.ExampleExchanges;
import net.vimmerse.workflow.contract.validation.RecordedExchange;
import net.vimmerse.workflow.contract.validation.ValidationResult;
import okhttp3.Headers;
import okio.ByteString;
import org.junit.jupiter.api.Test;

class DriftTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Document DOCUMENT = Document.bundled();
  private static final ContractValidator VALIDATOR = ContractValidator.of(DOCUMENT);

  @Test
  void documented_exchanges_are_no_drift_in_either_form() {
    for (Envelope envelope : Envelope.values()) {
      ContractValidator validator = ContractValidator.of(DOCUMENT, envelope);
      List<TestResult> results =
          ExampleExchanges.of(DOCUMENT, envelope).stream()
              .filter(it -> !it.target().endsWith("templates"))
              .map(it -> result(validator, it))
              .toList();

      assertThat(results).hasSizeGreaterThan(20);
      assertThat(Drift.of(validator, results, RecordedExchange::toString).differences()).isEmpty();
    }
  }

  @Test
  void an_undocumented_property_is_reported_with_its_path() {
    RecordedExchange exchange =
        with(workflow(), it -> ((ObjectNode) it.at("/data/completions/0")).put("cost", 3));

    assertThat(drift(exchange))
        .singleElement()
        .satisfies(
            it -> {
              assertThat(it.kind()).isEqualTo(Kind.PROPERTY);
              assertThat(it.where()).isEqualTo("getWorkflow 200");
              assertThat(it.what()).isEqualTo("data.completions.*.cost (NUMBER)");
              assertThat(it.reproduction()).isEqualTo(exchange.toString());
              assertThat(it.example().orElseThrow().exchange()).isEqualTo(exchange);
            });
  }

  @Test
  void unconstrained_properties_are_no_drift() {
    assertThat(
            drift(with(workflow(), it -> ((ObjectNode) it.at("/data/options")).put("anything", 1))))
        .isEmpty();
  }

  @Test
  void a_value_outside_an_open_set_is_reported() {
    RecordedExchange exchange =
        with(workflow(), it -> ((ObjectNode) it.path("data")).put("processing_status", "queued"));

    assertThat(drift(exchange))
        .extracting(Difference::toString)
        .containsExactly("getWorkflow 200: data.processing_status is \"queued\"");
  }

  @Test
  void equal_differences_are_counted() {
    RecordedExchange exchange =
        with(workflow(), it -> ((ObjectNode) it.path("data")).put("extra", true));

    assertThat(drift(exchange, exchange, exchange))
        .extracting(Difference::toString)
        .containsExactly("getWorkflow 200: data.extra (BOOLEAN) (3 times)");
  }

  @Test
  void one_cause_is_one_difference_with_all_its_properties_and_operations() {
    RecordedExchange read =
        with(
            workflow(),
            it -> ((ObjectNode) it.path("data")).put("created_at", 1).put("updated_at", 2.5));
    RecordedExchange deleted = sample("deleteWorkflow", 200).withResponseBody(read.responseBody());

    assertThat(drift(read, deleted))
        .extracting(it -> it.kind() + " " + it)
        .containsExactly(
            "BODY getWorkflow 200, deleteWorkflow 200: /data/created_at, /data/updated_at: "
                + "integer found, string expected (2 times)");
  }

  @Test
  void an_acceptance_in_a_result_that_passed_is_tolerated() {
    RecordedExchange listed =
        sample("listTemplates", 200).withTarget("/v2/workflow/templates?detail=yes");
    ValidationResult validation = new ValidationResult(listed, VALIDATOR.validate(listed));
    TestResult passed = TestResult.of("g", "n", List.of(), List.of(validation), "", Duration.ZERO);

    assertThat(Drift.of(VALIDATOR, List.of(passed), RecordedExchange::toString).differences())
        .extracting(Difference::kind)
        .doesNotContain(Kind.LENIENCE);
  }

  @Test
  void a_wrong_status_and_a_wrong_body_are_two_differences() {
    RecordedExchange other =
        sample("getWorkflow", 404).withResponseBody(ByteString.encodeUtf8("{}"));

    assertThat(
            Drift.of(
                    VALIDATOR,
                    List.of(failed(other, Failure.Kind.STATUS, "must be rejected with 422")),
                    RecordedExchange::toString)
                .differences())
        .extracting(Difference::kind)
        .contains(Kind.REJECTION, Kind.BODY);
  }

  @Test
  void lines_have_80_columns_and_the_numbers_of_the_details() {
    List<TestResult> results =
        List.of(
            failed(workflow(), Failure.Kind.BEHAVIOUR, "x".repeat(300), "two\nlines"),
            failed(workflow(), Failure.Kind.BEHAVIOUR, "x".repeat(300)),
            failed(workflow(), Failure.Kind.RESULT, "third"));
    Drift drift = Drift.of(VALIDATOR, results, RecordedExchange::toString);

    assertThat(DriftText.lines(drift, 2))
        .satisfiesExactly(
            it -> assertThat(it).hasSize(80).startsWith("  1 behaviour ").endsWith("\u2026 x2"),
            it -> assertThat(it).isEqualTo("  2 behaviour getWorkflow: two"),
            it -> assertThat(it).isEqualTo("    and 1 more, above"));
    assertThat(DriftText.details(drift))
        .contains("1. Unexpected behaviour\n   getWorkflow: xxx", "3. Results that differ")
        .contains("   curl it\n");
  }

  @Test
  void statuses_headers_and_bodies_are_separate_kinds_of_difference() {
    RecordedExchange limited = sample("getWorkflow", 429).withResponseHeaders(json());

    assertThat(
            drift(
                workflow().withStatus(418),
                limited,
                with(workflow(), it -> ((ObjectNode) it.path("data")).remove("model"))))
        .extracting(Difference::kind)
        .containsExactly(Kind.BODY, Kind.HEADER, Kind.STATUS);
  }

  @Test
  void a_wrong_error_code_is_one_difference_that_explains_all_its_failed_cases() {
    RecordedExchange rejected = sample("getWorkflow", 404);
    String code = read(rejected).path("code").asText();
    RecordedExchange other =
        with(rejected, it -> ((ObjectNode) it).put("code", "TEMPLATE_NOT_FOUND"));
    String message = ErrorCodeCheck.message(VALIDATOR, other).orElseThrow();

    assertThat(
            Drift.of(
                    VALIDATOR,
                    List.of(
                        failed(other, Failure.Kind.ERROR_CODE, message),
                        failed(other, Failure.Kind.ERROR_CODE, message)),
                    RecordedExchange::toString)
                .differences())
        .singleElement()
        .satisfies(
            it -> {
              assertThat(it.kind()).isEqualTo(Kind.ERROR_CODE);
              assertThat(it)
                  .hasToString(
                      "getWorkflow 404: the error code is \"TEMPLATE_NOT_FOUND\"; the document shows \"%s\" (2 times)"
                          .formatted(code));
              assertThat(it.reproduction()).isEqualTo(other.toString());
            });
    assertThat(
            Drift.of(
                    VALIDATOR,
                    List.of(failed(other, Failure.Kind.STATUS, "must be accepted")),
                    RecordedExchange::toString)
                .differences())
        .extracting(Difference::kind)
        .containsExactly(Kind.REJECTION, Kind.ERROR_CODE);
  }

  @Test
  void an_error_without_a_code_in_the_document_may_have_any() {
    RecordedExchange invalid = sample("getWorkflow", 422);

    assertThat(drift(invalid, with(invalid, it -> ((ObjectNode) it).put("code", "MINE"))))
        .extracting(Difference::kind)
        .containsExactly(Kind.PROPERTY);
  }

  @Test
  void an_accepted_invalid_request_is_reported_with_the_invalid_location() {
    RecordedExchange created = sample("createWorkflow", 200);
    ByteString forbidden =
        ByteString.encodeUtf8(created.requestBody().utf8().replaceFirst("\"16:9\"", "\"21:9\""));

    assertThat(drift(Fixtures.withRequestBody(forbidden, created)))
        .singleElement()
        .satisfies(
            it -> {
              assertThat(it.kind()).isEqualTo(Kind.LENIENCE);
              assertThat(it.what()).startsWith("/options/aspect_ratio: ");
            });
  }

  @Test
  void an_unexplained_failure_is_reported_unchanged() {
    TestResult failed = failed(workflow(), Failure.Kind.RESULT, "the title is another");

    assertThat(Drift.of(VALIDATOR, List.of(failed), RecordedExchange::toString).differences())
        .containsExactly(
            new Difference(
                Kind.RESULT,
                "getWorkflow",
                "the title is another",
                "cause of the title is another",
                1,
                failed.exchanges().stream().findFirst(),
                "curl it"));
  }

  @Test
  void listed_templates_are_compared_with_the_document() {
    ObjectNode body = JSON.createObjectNode();
    ArrayNode list = body.putArray("data");
    List<TemplateSchema> templates = DOCUMENT.templates();
    templates.stream().skip(1).forEach(it -> list.add(entry(it)));
    list.add(entry(templates.get(0)).put("template_id", "brand_new"));
    ObjectNode dearer = (ObjectNode) list.get(0);
    dearer.withObject("credits").put("image", 21);
    ((ObjectNode) dearer.path("options").get(0)).withArray("enum").add("21:9");
    RecordedExchange exchange =
        sample("listTemplates", 200).withResponseBody(ByteString.encodeUtf8(body.toString()));

    assertThat(drift(exchange))
        .extracting(it -> it.kind() + " " + it)
        .satisfiesExactly(
            it ->
                assertThat(it)
                    .isEqualTo("TEMPLATE_LACKING " + templates.get(0) + ": is not listed"),
            it -> assertThat(it).contains(templates.get(1) + ": costs 21 credits as image, not "),
            it -> assertThat(it).contains(" may be \"21:9\" too"),
            it -> assertThat(it).startsWith("TEMPLATE_ADDED brand_new: is listed: {"));
  }

  @Test
  void prices_are_compared_by_mode_however_the_list_names_them() {
    ObjectNode body = JSON.createObjectNode();
    ArrayNode list = body.putArray("data");
    for (TemplateSchema template : DOCUMENT.templates()) {
      ObjectNode entry = entry(template);
      ObjectNode credits = (ObjectNode) entry.path("credits");
      for (String mode : List.of("image", "video")) {
        if (credits.has(mode)) {
          credits.set(mode.substring(0, 1), credits.remove(mode));
        }
      }
      list.add(entry);
    }
    RecordedExchange same =
        sample("listTemplates", 200).withResponseBody(ByteString.encodeUtf8(body.toString()));
    ((ObjectNode) list.get(0)).withObject("credits").put("v", 7).put("a", 8);
    RecordedExchange other = same.withResponseBody(ByteString.encodeUtf8(body.toString()));

    assertThat(drift(same)).isEmpty();
    assertThat(drift(other))
        .extracting(Difference::toString)
        .anyMatch(it -> it.contains("costs 7 credits as video, not "))
        .anyMatch(it -> it.contains("costs 8 credits as audio, not nothing"))
        .hasSize(2);
  }

  @Test
  void a_removed_template_is_a_difference_only_if_it_is_listed_again() {
    Document document = DocumentWithRemovedTemplate.of("Astronaut");
    ContractValidator validator = ContractValidator.of(document);
    ObjectNode body = JSON.createObjectNode();
    ArrayNode list = body.putArray("data");
    document.listedTemplates().forEach(it -> list.add(entry(it)));
    RecordedExchange without =
        sample("listTemplates", 200).withResponseBody(ByteString.encodeUtf8(body.toString()));
    document.templates().stream()
        .filter(TemplateSchema::isRemoved)
        .forEach(it -> list.add(entry(it)));
    RecordedExchange with = without.withResponseBody(ByteString.encodeUtf8(body.toString()));

    assertThat(
            Drift.of(validator, List.of(result(validator, without)), RecordedExchange::toString)
                .differences())
        .isEmpty();
    assertThat(
            Drift.of(validator, List.of(result(validator, with)), RecordedExchange::toString)
                .differences())
        .extracting(it -> it.kind() + " " + it)
        .containsExactly(
            "TEMPLATE_ADDED vim_astronaut: is listed again, but the document marks it as removed");
  }

  @Test
  void a_template_that_differs_does_not_hide_that_the_list_changes() {
    ObjectNode body = JSON.createObjectNode();
    ArrayNode list = body.putArray("data");
    DOCUMENT.templates().stream().skip(1).forEach(it -> list.add(entry(it)));
    RecordedExchange listed =
        sample("listTemplates", 200).withResponseBody(ByteString.encodeUtf8(body.toString()));

    assertThat(
            Drift.of(
                    VALIDATOR,
                    List.of(
                        failed(listed, Failure.Kind.RESULT, "one is missing"),
                        failed(listed, Failure.Kind.BEHAVIOUR, "the list is another")),
                    RecordedExchange::toString)
                .differences())
        .extracting(Difference::kind)
        .containsExactly(Kind.BEHAVIOUR, Kind.TEMPLATE_LACKING);
  }

  @Test
  void a_template_that_is_always_rejected_is_one_difference() {
    RecordedExchange rejected = sample("createWorkflow", 404);

    assertThat(drift(rejected, rejected))
        .extracting(Difference::kind)
        .containsExactly(Kind.TEMPLATE_LACKING);
    assertThat(drift(rejected, sample("createWorkflow", 200))).isEmpty();
  }

  private static ObjectNode entry(TemplateSchema template) {
    ObjectNode entry = JSON.createObjectNode();
    entry.put("template_id", template.id()).put("description", "");
    entry.set("label", template.metadata().path("label"));
    entry.set("inputs", template.metadata().path("inputs"));
    ObjectNode credits = entry.putObject("credits");
    template
        .metadata()
        .path("modes")
        .properties()
        .forEach(mode -> credits.set(mode.getKey(), mode.getValue().path("credits")));
    ArrayNode options = entry.putArray("options");
    template
        .optionsByName()
        .forEach(
            (name, option) -> {
              ObjectNode shown = options.addObject().put("name", name).put("type", "string");
              option.defaultValue().ifPresent(it -> shown.set("default", it));
              if (!option.values().isEmpty()) {
                shown.putArray("enum").addAll(option.values());
              }
            });
    return entry;
  }

  private static List<Difference> drift(RecordedExchange... exchanges) {
    List<TestResult> results = Arrays.stream(exchanges).map(it -> result(VALIDATOR, it)).toList();
    return Drift.of(VALIDATOR, results, RecordedExchange::toString).differences();
  }

  private static TestResult result(ContractValidator validator, RecordedExchange exchange) {
    ValidationResult validation = new ValidationResult(exchange, validator.validate(exchange));
    List<Failure> failures =
        validation.isValid()
            ? List.of()
            : List.of(failure(Failure.Kind.RESPONSE, "no", validation));
    return TestResult.of("group", "name", failures, List.of(validation), "curl", Duration.ZERO);
  }

  private static TestResult failed(
      RecordedExchange exchange, Failure.Kind kind, String... messages) {
    ValidationResult validation = new ValidationResult(exchange, VALIDATOR.validate(exchange));
    return TestResult.of(
        "getWorkflow",
        "reads",
        Arrays.stream(messages).map(it -> failure(kind, it, validation)).toList(),
        List.of(validation),
        "curl it",
        Duration.ZERO);
  }

  private static Failure failure(Failure.Kind kind, String message, ValidationResult shown) {
    return new Failure(kind, "cause of " + message, message, Optional.of(shown));
  }

  private static RecordedExchange workflow() {
    return ExampleExchanges.of(DOCUMENT, Envelope.DATA, DOCUMENT.operation("getWorkflow")).stream()
        .filter(it -> it.status() == 200 && !read(it).at("/data/completions/0").isMissingNode())
        .findFirst()
        .orElseThrow();
  }

  private static RecordedExchange sample(String operation, int status) {
    return ExampleExchanges.of(DOCUMENT, Envelope.DATA, DOCUMENT.operation(operation)).stream()
        .filter(it -> it.status() == status)
        .findFirst()
        .orElseThrow();
  }

  private static RecordedExchange with(RecordedExchange exchange, Consumer<JsonNode> change) {
    JsonNode body = read(exchange);
    change.accept(body);
    return exchange.withResponseBody(ByteString.encodeUtf8(body.toString()));
  }

  private static JsonNode read(RecordedExchange exchange) {
    try {
      return JSON.readTree(exchange.responseBody().utf8());
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static Headers json() {
    return Headers.of("Content-Type", "application/json");
  }
}
