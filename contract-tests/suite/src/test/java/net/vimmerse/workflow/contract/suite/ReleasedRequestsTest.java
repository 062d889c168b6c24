package net.vimmerse.workflow.contract.suite;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.function.Consumer;
import net.vimmerse.workflow.contract.openapi.Document;
import net.vimmerse.workflow.contract.openapi.Envelope;
import net.vimmerse.workflow.contract.validation.ContractValidator;
import net.vimmerse.workflow.contract.validation.ExampleExchanges;
import net.vimmerse.workflow.contract.validation.Violation.Direction;
import org.junit.jupiter.api.Test;

/**
 * Checks with generated requests, without an external tool, that released requests are still valid
 * and get the same response.
 */
class ReleasedRequestsTest {
  @Test
  void every_released_request_is_still_accepted() {
    assertThat(ReleasedRequests.forbiddenBy(Document.bundled())).isEmpty();
  }

  @Test
  void example_responses_are_valid_by_the_released_document() {
    ContractValidator older = ContractValidator.of(ReleasedDocument.get());
    assertThat(ExampleExchanges.of(Document.bundled(), Envelope.DATA))
        .allSatisfy(
            it ->
                assertThat(older.validate(it))
                    .filteredOn(violation -> violation.direction() == Direction.RESPONSE)
                    .isEmpty());
  }

  @Test
  void a_value_that_is_no_longer_accepted_is_found() {
    Document newer =
        changed(
            it ->
                ((ObjectNode) it.at("/components/schemas/VideoOptions/properties"))
                    .remove("image_url"));

    assertThat(ReleasedRequests.forbiddenBy(newer))
        .anySatisfy(it -> assertThat(it).contains(" options.image_url: ", "is not taken"));
  }

  @Test
  void a_changed_default_is_found() {
    Document newer =
        changed(
            it ->
                ((ObjectNode)
                        it.at(
                            "/components/schemas/CreateWorkflowFields/properties/visibility_status"))
                    .put("default", "2"));

    assertThat(ReleasedRequests.withOtherResponsesBy(newer))
        .anySatisfy(it -> assertThat(it).contains("another response"));
  }

  private static Document changed(Consumer<JsonNode> change) {
    JsonNode tree = ReleasedDocument.get().root().value().deepCopy();
    change.accept(tree);
    return Document.of(tree);
  }
}
