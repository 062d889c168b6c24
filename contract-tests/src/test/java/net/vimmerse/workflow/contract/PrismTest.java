package net.vimmerse.workflow.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import net.vimmerse.workflow.contract.Finding.Where;
import okhttp3.MediaType;
import okhttp3.Request;
import okhttp3.RequestBody;
import okio.ByteString;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * A mock server that others wrote reads the document as we do: what the document allows it accepts,
 * what the document forbids it refuses, and what it answers is as documented.
 *
 * <p>Prism calls webhooks, so no body here has a {@code webhook_url}.
 */
class PrismTest {
  @RegisterExtension static final PrismLane PRISM = new PrismLane();

  private final Document document = Document.bundled();
  private final CreateBodies bodies = new CreateBodies(document);

  @TestFactory
  Stream<DynamicTest> a_create_of_each_template_is_accepted() {
    return document.templates().stream()
        .flatMap(
            template ->
                Stream.of(
                    dynamicTest(
                        template + " alone", () -> assertAccepted(bodies.smallest(template))),
                    dynamicTest(
                        template + " with every option",
                        () -> assertAccepted(bodies.withEveryOption(template)))));
  }

  @Test
  void a_create_without_a_template_is_accepted() throws IOException {
    assertAccepted(JsonNodeFactory.instance.objectNode());
  }

  @Test
  void an_unknown_template_is_refused() throws IOException {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    assertRefused(body.put(bodies.tag(), "no_such_template"));
  }

  @TestFactory
  Stream<DynamicTest> a_foreign_value_of_an_option_is_refused() {
    return oneTemplateOfEachOptionSchema()
        .flatMap(
            template ->
                template.optionsByName().values().stream()
                    .filter(option -> !option.values().isEmpty())
                    .map(
                        option ->
                            dynamicTest(
                                template + ": " + option.name(),
                                () ->
                                    assertRefused(
                                        with(template, option.name(), "no_such_value")))));
  }

  @TestFactory
  Stream<DynamicTest> an_option_of_another_template_is_refused() {
    return oneTemplateOfEachOptionSchema()
        .flatMap(
            template ->
                foreignOption(template).stream()
                    .map(
                        foreign ->
                            dynamicTest(
                                template + ": " + foreign,
                                () -> assertRefused(with(template, foreign, "text")))));
  }

  @TestFactory
  Stream<DynamicTest> each_documented_answer_of_each_operation_is_as_documented() {
    return document.operations().stream()
        .flatMap(
            operation ->
                SampleExchanges.of(document, Envelope.DATA, operation).stream()
                    .map(Exchange::status)
                    .distinct()
                    .map(
                        status ->
                            dynamicTest(
                                operation + " " + status, () -> assertAnswers(operation, status))));
  }

  private void assertAccepted(JsonNode body) throws IOException {
    Verdict verdict = create(body);
    assertThat(verdict.exchange().status()).as("%s", verdict).isEqualTo(200);
    assertThat(verdict.findings()).isEmpty();
  }

  private void assertRefused(JsonNode body) throws IOException {
    Verdict verdict = create(body);
    assertThat(verdict.exchange().refused()).as("%s", verdict).isTrue();
    assertThat(verdict.findings()).isNotEmpty().allMatch(it -> it.where() == Where.REQUEST);
  }

  private void assertAnswers(Operation operation, int status) throws IOException {
    Exchange sample = SampleExchanges.of(document, Envelope.DATA, operation).get(0);
    Verdict verdict = call(sample, "code=" + status);
    assertThat(verdict.exchange().status()).isEqualTo(status);
    assertThat(verdict.findings()).isEmpty();
  }

  private Stream<TemplateSchema> oneTemplateOfEachOptionSchema() {
    Set<JsonPointer> seen = new HashSet<>();
    return document.templates().stream().filter(it -> seen.add(it.options().pointer()));
  }

  private ObjectNode with(TemplateSchema template, String option, String value) {
    ObjectNode body = bodies.smallest(template);
    body.putObject(bodies.optionsKey(template)).put(option, value);
    return body;
  }

  private Optional<String> foreignOption(TemplateSchema template) {
    return document.templates().stream()
        .flatMap(other -> other.optionsByName().keySet().stream())
        .filter(name -> !template.optionsByName().containsKey(name))
        .findFirst();
  }

  private Verdict create(JsonNode body) throws IOException {
    Operation creation = document.creation();
    Exchange sample = SampleExchanges.of(document, Envelope.DATA, creation).get(0);
    return call(sample.withRequestBody(ByteString.encodeUtf8(body.toString())), "");
  }

  /** Sends the request of an exchange; the verdict is the one that was reached on the way. */
  private static Verdict call(Exchange exchange, String prefer) throws IOException {
    ExchangeLog own = new ExchangeLog(PRISM.interceptor().log().judge());
    RequestBody body =
        exchange.requestBody().size() == 0
            ? null
            : RequestBody.create(exchange.requestBody(), (MediaType) null);
    Request request =
        new Request.Builder()
            .url(PRISM.url().resolve(exchange.target()))
            .headers(exchange.requestHeaders())
            .header("Prefer", prefer)
            .method(exchange.method(), body)
            .tag(ExchangeLog.class, own)
            .build();
    PRISM.http().newCall(request).execute().close();
    return own.verdicts().get(0);
  }
}
