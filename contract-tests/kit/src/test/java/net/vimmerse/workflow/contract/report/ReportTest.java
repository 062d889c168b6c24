package net.vimmerse.workflow.contract.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.xml.parsers.DocumentBuilderFactory;
import net.vimmerse.workflow.contract.coverage.Coverage;
import net.vimmerse.workflow.contract.drift.Drift;
import net.vimmerse.workflow.contract.execution.CurlCommand;
import net.vimmerse.workflow.contract.execution.Failure;
import net.vimmerse.workflow.contract.execution.TestResult;
import net.vimmerse.workflow.contract.openapi.Document;
import net.vimmerse.workflow.contract.validation.ContractValidator;
import net.vimmerse.workflow.contract.validation.RecordedExchange;
import net.vimmerse.workflow.contract.validation.ValidationResult;
import okhttp3.Headers;
import okhttp3.HttpUrl;
import okio.ByteString;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

class ReportTest {
  private static final HttpUrl BASE = HttpUrl.get("http://127.0.0.1:1/");
  private static final String KEY = "s3cr+t\"key";
  private static final String NASTY =
      "<script>alert('&')</script> ]]> \u0000\u0007\u001b \ud800 \uffff {{x}} \"\n"
          + "\u202e \ud83d\ude80";
  private static final ContractValidator VALIDATOR = ContractValidator.of(Document.bundled());

  @Test
  void junit_xml_is_well_formed_for_any_text() throws Exception {
    Element suite = parse(JUnitReport.of(report(NASTY)));

    assertThat(suite.getTagName()).isEqualTo("testsuite");
    assertThat(suite.getAttribute("tests")).isEqualTo("3");
    assertThat(suite.getAttribute("failures")).isEqualTo("1");
    assertThat(suite.getAttribute("skipped")).isEqualTo("1");
    assertThat(suite.getAttribute("errors")).isEqualTo("0");
    assertThat(suite.getAttribute("timestamp")).isEqualTo("2026-01-02T03:04:05");
    NodeList cases = suite.getElementsByTagName("testcase");
    assertThat(cases.getLength()).isEqualTo(3);
    Element failed = (Element) cases.item(1);
    assertThat(failed.getAttribute("classname")).isEqualTo("createWorkflow");
    assertThat(failed.getAttribute("time")).isEqualTo("1.500");
    assertThat(failed.getElementsByTagName("failure").item(0).getTextContent())
        .contains("<script>alert('&')</script> ]]> \\u0000\\u0007\\u001b \\ud800 \\uffff {{x}}")
        .contains("curl -isS", "> POST /v2/workflow", "< 418", "UNKNOWN_STATUS");
    assertThat(((Element) cases.item(2)).getElementsByTagName("skipped").getLength()).isEqualTo(1);
  }

  @Test
  void the_page_escapes_texts() {
    String page = HtmlReport.of(report(NASTY));

    assertThat(page)
        .doesNotContain("<script")
        .contains("&lt;script&gt;alert(&#39;&amp;&#39;)&lt;/script&gt;")
        .contains("\\u0000\\u0007\\u001b", "\\u202e", "{{x}}")
        .contains("1 difference from the document");
  }

  @Test
  void the_page_lists_parameters_and_headers_that_were_not_exercised() {
    assertThat(HtmlReport.of(report("text")))
        .contains("request parameters, satisfied", "<li>listTemplates 200 query detail type</li>")
        .contains("response headers", "<li>createWorkflow 429 Retry-After required</li>");
  }

  @Test
  void the_page_loads_nothing() {
    assertThat(HtmlReport.of(report("text")))
        .doesNotContainPattern("(?i)(src|href|action)\\s*=")
        .doesNotContain("url(", "@import");
  }

  @Test
  void a_run_without_differences_conforms() {
    Report report =
        new Report(
            "nothing",
            Map.of(),
            Instant.EPOCH,
            Duration.ZERO,
            List.of(),
            Drift.of(VALIDATOR, List.of(), RecordedExchange::toString),
            Coverage.of(VALIDATOR, List.of()));

    assertThat(HtmlReport.of(report)).contains("Conforms to the document", "None. Every exchange");
  }

  @Test
  void the_archive_has_every_exchange_and_encodes_binary_bodies_in_base64() throws Exception {
    JsonNode log = new ObjectMapper().readTree(HarReport.of(report("text"), BASE)).path("log");

    assertThat(log.path("version").asText()).isEqualTo("1.2");
    assertThat(log.path("entries")).hasSize(2);
    JsonNode entry = log.path("entries").get(1);
    assertThat(entry.at("/request/url").asText())
        .isEqualTo("http://127.0.0.1:1/v2/workflow?key=REDACTED");
    assertThat(entry.at("/request/queryString/0/name").asText()).isEqualTo("key");
    assertThat(entry.at("/response/status").asInt()).isEqualTo(418);
    assertThat(entry.at("/response/content/encoding").asText()).isEqualTo("base64");
    assertThat(entry.at("/response/content/text").asText()).isEqualTo("/w==");
    assertThat(entry.path("time").asDouble()).isEqualTo(1500);
  }

  @Test
  void a_key_appears_in_no_report() {
    Report report = report("the key " + KEY + " was echoed");

    for (String output :
        List.of(JUnitReport.of(report), HtmlReport.of(report), HarReport.of(report, BASE))) {
      assertThat(output).contains("REDACTED").doesNotContain("s3cr");
    }
  }

  @Test
  void a_short_key_is_not_removed_from_longer_words() {
    Redaction redaction = Redaction.of(Document.bundled(), List.of("demo"));

    assertThat(redaction.text("a demonstration of demo, \"demo\" and demo-1"))
        .isEqualTo("a demonstration of REDACTED, \"REDACTED\" and REDACTED-1");
  }

  @Test
  void a_key_that_is_a_word_is_not_removed_from_the_words_of_the_kit() {
    TestResult named =
        TestResult.of(
            "createWorkflow",
            "createWorkflow request: title",
            List.of(
                new Failure(
                    Failure.Kind.RESPONSE, "title differs", "it is title", Optional.empty())),
            List.of(),
            "",
            Duration.ZERO);

    TestResult word =
        Redaction.of(Document.bundled(), List.of("title")).results(List.of(named)).get(0);
    TestResult other =
        Redaction.of(Document.bundled(), List.of("t1tle")).results(List.of(named)).get(0);

    assertThat(word.name()).isEqualTo("createWorkflow request: title");
    assertThat(word.failures().get(0).cause()).isEqualTo("title differs");
    assertThat(word.failures().get(0).message()).isEqualTo("it is REDACTED");
    assertThat(other.failures().get(0).message()).isEqualTo("it is title");
  }

  @Test
  void key_headers_and_cookies_are_redacted_whatever_they_hold() {
    RecordedExchange exchange =
        exchange("x")
            .withRequestHeaders(Headers.of("x-api-key", "other", "cookie", "a=b", "Accept", "c"));
    ValidationResult validation = new ValidationResult(exchange, List.of());
    TestResult result = TestResult.of("g", "n", List.of(), List.of(validation), "", Duration.ZERO);

    assertThat(
            Redaction.of(Document.bundled(), List.of()).results(List.of(result)).get(0).exchanges())
        .singleElement()
        .satisfies(
            it ->
                assertThat(it.exchange().requestHeaders())
                    .isEqualTo(
                        Headers.of("x-api-key", "REDACTED", "cookie", "REDACTED", "Accept", "c")));
  }

  /** Returns a passed, a failed and a skipped result that contain the key. */
  private static Report report(String text) {
    RecordedExchange exchange = exchange(text);
    ValidationResult validation = new ValidationResult(exchange, VALIDATOR.validate(exchange));
    String line = CurlCommand.line(BASE, exchange, Map.of(KEY, "API_KEY"));
    List<TestResult> results =
        Redaction.of(Document.bundled(), List.of(KEY))
            .results(
                List.of(
                    TestResult.of(
                        "createWorkflow",
                        text,
                        List.of(),
                        List.of(validation),
                        "",
                        Duration.ofMillis(1)),
                    TestResult.of(
                        "createWorkflow",
                        text + " again",
                        List.of(
                            new Failure(
                                Failure.Kind.RESPONSE, text, text, Optional.of(validation))),
                        List.of(validation),
                        line,
                        Duration.ofMillis(1500)),
                    TestResult.skipped("getWorkflow", text, text)));
    return new Report(
        BASE.toString(),
        Map.of("seed", "7"),
        Instant.parse("2026-01-02T03:04:05.678Z"),
        Duration.ofSeconds(2),
        results,
        Drift.of(VALIDATOR, results, it -> CurlCommand.line(BASE, it, Map.of())),
        Coverage.of(VALIDATOR, results));
  }

  private static RecordedExchange exchange(String text) {
    return new RecordedExchange(
        "POST",
        "/v2/workflow?key=s3cr%2Bt%22key",
        Headers.of("X-Api-Key", KEY, "Content-Type", "application/json"),
        ByteString.encodeUtf8("{\"title\": \"" + text + "\"}"),
        418,
        Headers.of("X-Echo", KEY),
        ByteString.of((byte) 0xff));
  }

  private static Element parse(String xml) throws Exception {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)))
        .getDocumentElement();
  }
}
