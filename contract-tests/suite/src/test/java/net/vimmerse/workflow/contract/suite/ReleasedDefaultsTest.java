package net.vimmerse.workflow.contract.suite;

import static org.assertj.core.api.Assertions.assertThat;

import net.vimmerse.workflow.contract.openapi.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What is sent means what it meant in the document released last. */
@ExtendWith(DocumentUnderTest.class)
public class ReleasedDefaultsTest {
  private final Document document;

  ReleasedDefaultsTest(Document document) {
    this.document = document;
  }

  @Test
  void every_released_request_is_still_answered_with_what_was_sent_and_the_same_defaults() {
    assertThat(ReleasedRequests.answeredOtherwiseBy(document)).isEmpty();
  }
}
