package net.vimmerse.workflow.contract.cases;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import net.vimmerse.workflow.contract.openapi.Document;
import net.vimmerse.workflow.contract.suite.ReleasedDocument;
import org.junit.jupiter.api.Test;

/** A document that allows more responses than the one released last is seen. */
class LooserResponsesTest {
  @Test
  void an_response_that_may_be_null_or_lack_a_property_since_is_seen() {
    ObjectNode tree = ReleasedDocument.get().root().value().deepCopy();
    ObjectNode output = (ObjectNode) tree.at("/components/schemas/Output");
    output.withArray("required").remove(1);
    ((ObjectNode) output.at("/properties/content_type")).put("nullable", true);

    assertThat(ReleasedResponsesTest.allowedNow(Document.of(tree)))
        .anyMatch(it -> it.endsWith("result.*.url: omitted"))
        .anyMatch(it -> it.endsWith("result.*.content_type: null"));
  }
}
