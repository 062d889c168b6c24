package net.vimmerse.workflow.simulator.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SharedValuesTest {

  private final SharedValues values = new SharedValues();

  @Test
  void workflows_of_equal_requests_share_all_but_their_identity() {
    Workflow first = workflow("first", "a", "b").sharing(values);
    Workflow second = workflow("second", "a", "b").sharing(values);

    assertThat(second).isEqualTo(workflow("second", "a", "b"));
    assertThat(second.owner()).isSameAs(first.owner());
    assertThat(second.templateId()).isSameAs(first.templateId());
    assertThat(second.webhookUrl()).isSameAs(first.webhookUrl());
    assertThat(second.images()).isSameAs(first.images());
    assertThat(second.pipeline()).isSameAs(first.pipeline());
    assertThat(second.plan()).isSameAs(first.plan());
    assertThat(second.details()).isSameAs(first.details());
    assertThat(second.createdAt()).isSameAs(first.createdAt());
    assertThat(second.options().get("a")).isSameAs(first.options().get("a"));
  }

  @Test
  void options_keep_their_order_and_nulls() {
    Workflow first = workflow("first", "a", "b").sharing(values);
    Workflow second = workflow("second", "b", "a").sharing(values);

    assertThat(first.options().keySet()).containsExactly("a", "b", "null");
    assertThat(second.options().keySet()).containsExactly("b", "a", "null");
    assertThat(second.options()).containsEntry("null", null);
  }

  private static Workflow workflow(String id, String... options) {
    Map<String, Object> map = new LinkedHashMap<>();
    for (String option : options) {
      map.put(option, copy("value"));
    }
    map.put("null", null);
    Instant created = Instant.parse("2030-01-01T00:00:00Z");
    return new Workflow(
        id,
        1,
        NamespaceId.of("key"),
        copy("template"),
        copy("Template"),
        copy("caption"),
        map,
        new ArrayList<>(List.of(copy("https://example.com/in.png"))),
        copy("16:9"),
        copy("no_event"),
        copy("https://example.com/hook"),
        null,
        100,
        new Pipeline(List.of(new Step(1, copy("step"), copy("image/png")))),
        OutcomePlan.of(Duration.ofMillis(1), new Outcome.Success()),
        null,
        new WorkflowDetails(copy("title"), copy(""), copy("1"), null, null, created),
        created);
  }

  /** Returns another string of the same text. */
  private static String copy(String text) {
    return new String(text.toCharArray());
  }
}
