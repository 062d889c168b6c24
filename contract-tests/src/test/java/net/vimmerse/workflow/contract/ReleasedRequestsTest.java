package net.vimmerse.workflow.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import net.vimmerse.workflow.contract.Finding.Where;
import net.vimmerse.workflow.contract.cases.Case;
import net.vimmerse.workflow.contract.cases.CaseRequest;
import net.vimmerse.workflow.contract.cases.Cases;
import net.vimmerse.workflow.contract.cases.Expectation.Accepted;
import okhttp3.Headers;
import okio.ByteString;
import org.junit.jupiter.api.Test;

/**
 * Whatever the document released last says of a request and its answer, the document still says:
 * told from derived requests instead of from the text, and without a program from outside.
 */
class ReleasedRequestsTest {
  @Test
  void every_released_request_is_still_taken_and_still_means_the_same() throws IOException {
    assertThat(broken(released(), Document.bundled())).isEmpty();
  }

  @Test
  void the_answers_shown_are_such_as_users_of_the_released_document_can_read() throws IOException {
    Judge older = Judge.of(released());
    assertThat(SampleExchanges.of(Document.bundled(), Envelope.DATA))
        .allSatisfy(
            it ->
                assertThat(older.judge(it))
                    .filteredOn(finding -> finding.where() == Where.RESPONSE)
                    .isEmpty());
  }

  @Test
  void a_value_that_is_no_longer_taken_is_seen() throws IOException {
    Document newer =
        changed(
            it ->
                ((ObjectNode) it.at("/components/schemas/VideoOptions/properties"))
                    .remove("image_url"));

    assertThat(broken(released(), newer))
        .anySatisfy(it -> assertThat(it).contains(" options.image_url: ", "is not taken"));
  }

  @Test
  void a_default_that_has_become_another_is_seen() throws IOException {
    Document newer =
        changed(
            it ->
                ((ObjectNode)
                        it.at(
                            "/components/schemas/CreateWorkflowFields/properties/visibility_status"))
                    .put("default", "2"));

    assertThat(broken(released(), newer))
        .anySatisfy(it -> assertThat(it).contains("another answer"));
  }

  /** What the older document accepts and the newer one refuses, or answers in another way. */
  private static List<String> broken(Document older, Document newer) {
    Judge judge = Judge.of(newer);
    Map<String, Case> now =
        Cases.of(newer, CaseLane.SEED).stream()
            .collect(Collectors.toMap(Case::name, Function.identity()));
    List<String> broken = new ArrayList<>();
    for (Case one : Cases.of(older, CaseLane.SEED)) {
      if (!(one.expectation() instanceof Accepted accepted)) {
        continue;
      }
      List<Finding> findings =
          judge.judge(exchange(older, one.request())).stream()
              .filter(it -> it.where() == Where.REQUEST)
              .toList();
      Case same = now.get(one.name());
      if (!findings.isEmpty()) {
        broken.add(one.name() + " is not taken: " + findings);
      } else if (same != null
          && same.request().equals(one.request())
          && !same.expectation().equals(accepted)) {
        broken.add(one.name() + " has another answer: " + same.expectation());
      }
    }
    return broken;
  }

  private static Exchange exchange(Document document, CaseRequest request) {
    Headers.Builder headers = request.headers().newBuilder();
    for (Place scheme : document.securitySchemes()) {
      scheme.text("name").ifPresent(name -> headers.set(name, "a-key"));
    }
    return new Exchange(
        request.method(),
        request.target().replaceAll("[{}]", ""),
        headers.build(),
        request.body(),
        200,
        Headers.EMPTY,
        ByteString.EMPTY);
  }

  private static Document released() throws IOException {
    return Document.of(Files.readAllBytes(ReleasedDocumentTest.RELEASED));
  }

  private static Document changed(Consumer<JsonNode> change) throws IOException {
    YAMLMapper yaml = new YAMLMapper();
    JsonNode tree = yaml.readTree(ReleasedDocumentTest.RELEASED.toFile());
    change.accept(tree);
    return Document.of(yaml.writeValueAsBytes(tree));
  }
}
