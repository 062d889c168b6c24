package net.vimmerse.workflow.contract.execution;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ShrinkerTest {
  private static final int TRIES = 500;

  @Test
  void irrelevant_properties_items_and_characters_are_removed() throws IOException {
    JsonNode value =
        json("{\"a\": 1, \"b\": {\"c\": [1, \"some-text\", 3], \"d\": null}, \"e\": \"text\"}");

    JsonNode smallest =
        new Shrinker<>(
                JsonReducer::candidates,
                it -> it.path("b").path("c").toString().contains("x"),
                TRIES)
            .shrink(value);

    assertThat(smallest).isEqualTo(json("{\"b\": {\"c\": [\"x\"]}}"));
  }

  @Test
  void an_irrelevant_text_becomes_empty() throws IOException {
    assertThat(
            new Shrinker<>(JsonReducer::candidates, JsonNode::isTextual, TRIES)
                .shrink(json("\"\uD83D\uDE80 text\"")))
        .isEqualTo(json("\"\""));
  }

  @Test
  void surrogate_pairs_are_never_split() throws IOException {
    JsonNode rocket = json("\"\uD83D\uDE80\"");

    assertThat(
            new Shrinker<>(JsonReducer::candidates, it -> !it.textValue().isEmpty(), TRIES)
                .shrink(rocket))
        .isEqualTo(rocket);
  }

  @Test
  void the_number_of_tries_is_limited() throws IOException {
    AtomicInteger calls = new AtomicInteger();

    new Shrinker<>(JsonReducer::candidates, it -> calls.incrementAndGet() > 0, 5)
        .shrink(json("[1, 2, 3, 4, 5, 6, 7, 8]"));

    assertThat(calls).hasValue(5);
  }

  private static JsonNode json(String text) throws IOException {
    return new ObjectMapper().readTree(text);
  }
}
