package net.vimmerse.workflow.contract.suite;

import static org.assertj.core.api.Assertions.assertThat;

import net.vimmerse.workflow.contract.openapi.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Released requests have the same defaults as in the document that was released last. */
@ExtendWith(DocumentUnderTest.class)
public class ReleasedDefaultsTest {
  private final Document document;

  ReleasedDefaultsTest(Document document) {
    this.document = document;
  }

  @Test
  void every_released_request_still_gets_the_same_defaults() {
    assertThat(ReleasedRequests.withOtherResponsesBy(document)).isEmpty();
  }
}
