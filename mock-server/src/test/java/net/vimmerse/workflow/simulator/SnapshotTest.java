package net.vimmerse.workflow.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import net.vimmerse.workflow.simulator.contract.DocumentedAnswer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SnapshotTest {

  private static final String PATH = "/__admin/simulator/snapshot";
  private static final String KEY = "a-very-secret-key";
  private static final String CREATE =
      "{\"image_urls\": [\"https://example.com/in.png\"], \"title\": \"next\"}";

  private final Simulator from = Simulator.builder().credits(100_000).refunds(true).start();
  private final Simulator to = Simulator.builder().credits(300).jitter(0.9).start();
  private final Api source = new Api(from, KEY);

  @AfterEach
  void stop() {
    from.close();
    to.close();
  }

  @Test
  void another_simulator_answers_alike_byte_for_byte() {
    Kept.fill(source);
    String snapshot = whole(from, "GET", "").text();

    assertThat(whole(to, "PUT", snapshot).status()).isEqualTo(204);

    assertThat(whole(to, "GET", "").text()).isEqualTo(snapshot);
    assertThat(Kept.answers(to, new Api(to, KEY))).isEqualTo(Kept.answers(from, source));
  }

  @Test
  void the_next_workflow_has_the_same_id_because_chance_goes_along() {
    Kept.fill(source);
    whole(to, "PUT", whole(from, "GET", "").text());

    assertThat(new Api(to, KEY).created(CREATE).path("id"))
        .isEqualTo(source.created(CREATE).path("id"));
  }

  @Test
  void no_key_is_in_it() {
    Kept.fill(source);

    assertThat(whole(from, "GET", "").text()).contains("worlds").doesNotContain("secret");
  }

  @Test
  void what_was_there_is_gone() {
    new Api(to, "old").createdFor("x");
    source.createdFor("x");
    whole(to, "PUT", whole(from, "GET", "").text());

    assertThat(whole(to, "GET", "").json().path("worlds")).hasSize(1);
    assertThat(new Api(to, "old").admin("/workflows").path("workflows")).isEmpty();
  }

  @Test
  void one_world_can_be_given_to_another_key() {
    Kept.fill(source);
    Api other = new Api(to, "other");
    new Api(to, "bystander").createdFor("x");

    assertThat(other.admin("PUT", "/snapshot", source.admin("/snapshot").toString()).status())
        .isEqualTo(204);

    JsonNode given = other.admin("/workflows").path("workflows");
    assertThat(given).isEqualTo(source.admin("/workflows").path("workflows"));
    assertThat(other.workflow(given.at("/0/id").asText()).path("customer_id"))
        .isNotEqualTo(source.workflow(given.at("/0/id").asText()).path("customer_id"));
    assertThat(new Api(to, "bystander").admin("/workflows").path("workflows")).hasSize(1);
  }

  @Test
  void a_workflow_cannot_be_in_two_worlds() {
    source.createdFor("x");
    Api other = new Api(from, "other");

    assertThat(other.admin("PUT", "/snapshot", source.admin("/snapshot").toString()).status())
        .isEqualTo(422);
    assertThat(other.admin("/workflows").path("workflows")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          /version, 2, reads version 1
          /worlds/0/created, "x", created
          /worlds/0/seed, {}, value
          /worlds/0/surprise, 1, surprise
          /worlds/0/clock/scale, -1, scale
          /worlds/0/workflows/0/id, null, id
          /worlds/0/workflows/0/created_at, "soon", created_at
          /worlds/0/workflows/0/plan/outcome, {"end":"failure"}, step
          /worlds/0/workflows/0/plan/outcome/end, "never", never
          /worlds/0/workflows/0/pipeline/steps, [], step
          """)
  void what_makes_no_sense_is_named_and_changes_nothing(String at, String value, String named)
      throws Exception {
    source.createdFor("x");
    ObjectNode snapshot = (ObjectNode) source.admin("/snapshot");
    String parent = at.substring(0, at.lastIndexOf('/'));
    ((ObjectNode) snapshot.at(parent))
        .set(
            at.substring(parent.length() + 1),
            new com.fasterxml.jackson.databind.json.JsonMapper().readTree(value));
    Api other = new Api(to);

    Api.Answer answer = other.admin("PUT", "/snapshot", snapshot.toString());

    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.text()).contains(named);
    assertThat(other.admin("/workflows").path("workflows")).isEmpty();
  }

  @Test
  void a_snapshot_of_one_world_is_none_of_a_simulator_nor_the_other_way_round() {
    source.createdFor("x");
    new Api(from, "second").createdFor("x");

    assertThat(whole(to, "PUT", source.admin("/snapshot").toString()).status()).isEqualTo(422);
    assertThat(new Api(to).admin("PUT", "/snapshot", whole(from, "GET", "").text()).status())
        .isEqualTo(422);
  }

  @Test
  void two_worlds_of_one_name_are_refused() {
    source.createdFor("x");
    ObjectNode snapshot = (ObjectNode) whole(from, "GET", "").json();
    ArrayNode worlds = (ArrayNode) snapshot.path("worlds");
    worlds.add(worlds.get(0).deepCopy());

    assertThat(whole(to, "PUT", snapshot.toString()).status()).isEqualTo(422);
  }

  @Test
  void a_snapshot_may_be_larger_than_other_bodies() {
    source.createdFor("x");
    String snapshot = source.admin("/snapshot") + " ".repeat(2_000_000);

    assertThat(new Api(to).admin("PUT", "/snapshot", snapshot).status()).isEqualTo(204);
    assertThat(new Api(to).admin("POST", "/credits", "{}" + " ".repeat(2_000_000)).status())
        .isEqualTo(413);
  }

  @Test
  void what_was_imported_is_kept(@TempDir Path directory) {
    Kept.fill(source);
    try (Simulator kept = Simulator.builder().data(directory).start()) {
      new Api(kept, KEY).createdFor("to be forgotten");
      whole(kept, "PUT", whole(from, "GET", "").text());
    }
    try (Simulator kept = Simulator.builder().data(directory).start()) {
      assertThat(Kept.answers(kept, new Api(kept, KEY))).isEqualTo(Kept.answers(from, source));
    }
  }

  private static Api.Answer whole(Simulator simulator, String method, String json) {
    Api.Answer answer =
        Api.send(
            HttpRequest.newBuilder(URI.create(simulator.url() + PATH))
                .header("Content-Type", "application/json")
                .method(method, BodyPublishers.ofString(json)));
    DocumentedAnswer.check(method, PATH, answer);
    return answer;
  }
}
