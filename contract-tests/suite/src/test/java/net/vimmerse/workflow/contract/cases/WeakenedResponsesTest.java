package net.vimmerse.workflow.contract.cases;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import net.vimmerse.workflow.contract.openapi.Document;
import net.vimmerse.workflow.contract.suite.ReleasedDocument;
import org.junit.jupiter.api.Test;

/** Finds documents that allow more responses than the released one. */
class WeakenedResponsesTest {
  @Test
  void newly_nullable_or_optional_response_properties_are_found() {
    ObjectNode tree = ReleasedDocument.get().root().value().deepCopy();
    ObjectNode output = (ObjectNode) tree.at("/components/schemas/Output");
    output.withArray("required").remove(1);
    ((ObjectNode) output.at("/properties/content_type")).put("nullable", true);

    assertThat(ReleasedResponsesTest.allowedNow(Document.of(tree)))
        .anyMatch(it -> it.endsWith("result.*.url: omitted"))
        .anyMatch(it -> it.endsWith("result.*.content_type: null"));
  }
}
