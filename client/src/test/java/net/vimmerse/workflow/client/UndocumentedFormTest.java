package net.vimmerse.workflow.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.gson.Gson;
import com.google.gson.JsonParser;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import net.vimmerse.workflow.client.model.ProcessingStatus;
import net.vimmerse.workflow.client.model.Template;
import net.vimmerse.workflow.client.model.VimAstronautRequest;
import net.vimmerse.workflow.client.model.Workflow;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Reads responses in which one property does not have the documented form. */
class UndocumentedFormTest extends MockServiceTest {
  private static String workflowWith(String property) {
    return "{\"data\": {\"id\": \"w-1\", \"title\": \"t\", " + property + "}}";
  }

  private Workflow read(String property) {
    enqueue(200, workflowWith(property));
    Workflow workflow = client.get("w-1");
    assertThat(workflow.id()).isEqualTo("w-1");
    assertThat(workflow.title()).isEqualTo("t");
    return workflow;
  }

  private static void assertUnreadable(
      Workflow workflow, String name, Object raw, Function<Workflow, Object> property) {
    assertThat(workflow.additionalProperties()).isEqualTo(Map.of(name, raw));
    assertThatIllegalStateException()
        .isThrownBy(() -> property.apply(workflow))
        .withMessageContaining(name);
  }

  @Test
  void a_property_of_another_form_is_kept_and_is_an_error_only_when_read() {
    assertUnreadable(read("\"result\": 5"), "result", 5L, Workflow::result);
    assertUnreadable(read("\"result\": [5]"), "result", List.of(5L), Workflow::result);
    assertUnreadable(
        read("\"completions\": {\"a\": 1}"), "completions", Map.of("a", 1L), Workflow::completions);
    assertUnreadable(
        read("\"processing_status\": []"),
        "processing_status",
        List.of(),
        Workflow::processingStatus);
    assertUnreadable(
        read("\"created_at\": \"yesterday\""), "created_at", "yesterday", Workflow::createdAt);
    assertUnreadable(read("\"options\": \"none\""), "options", "none", Workflow::options);
  }

  @Test
  void a_number_that_does_not_fit_is_kept_exactly() {
    assertUnreadable(
        read("\"progress_percentage\": 4294967341"),
        "progress_percentage",
        4294967341L,
        Workflow::progressPercentage);
    assertUnreadable(
        read("\"progress_percentage\": 45.5"),
        "progress_percentage",
        45.5,
        Workflow::progressPercentage);
    assertUnreadable(
        read("\"progress_percentage\": 92233720368547758089"),
        "progress_percentage",
        new BigInteger("92233720368547758089"),
        Workflow::progressPercentage);
    assertThat(read("\"progress_percentage\": 45.0").progressPercentage()).isEqualTo(45);
    assertThat(read("\"progress_percentage\": \"45\"").progressPercentage()).isEqualTo(45);
    assertThat(read("\"progress_percentage\": null").progressPercentage()).isNull();
  }

  @Test
  void an_unreadable_property_is_written_back_as_received_and_can_be_replaced() {
    String json = "{\"id\":\"w-1\",\"result\":[5,{\"a\":1.50}]}";
    Workflow workflow = new Gson().fromJson(json, Workflow.class);
    assertThat(JsonParser.parseString(new Gson().toJson(workflow)))
        .isEqualTo(JsonParser.parseString(json));
    assertThat(workflow.toBuilder().build()).isEqualTo(workflow);
    assertThat(workflow.toBuilder().result(List.of()).build().result()).isEmpty();
    assertThat(workflow).hasToString("Workflow{id=w-1, result=[5, {a=1.5}]}");
  }

  @Test
  void an_unreadable_property_of_an_output_does_not_hide_the_others() {
    Workflow workflow =
        read("\"result\": [{\"url\": \"https://example.com\", \"content_type\": []}]");
    assertThat(workflow.result().get(0).url()).isEqualTo("https://example.com");
    assertThatIllegalStateException().isThrownBy(() -> workflow.result().get(0).contentType());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"progress_percentage\": 45.5",
        "\"completions\": 7",
        "\"processing_status\": {}",
        "\"result\": \"soon\""
      })
  void a_create_and_a_wait_are_not_disturbed(String property) throws Exception {
    enqueue(200, workflowWith(property));
    assertThat(client.create(VimAstronautRequest.builder().build()).id()).isEqualTo("w-1");
    for (int i = 0; i < 2; i++) {
      enqueue(200, workflowWith(property));
      enqueue(200, workflow("success", 100));
    }
    assertThat(client.await("w-1", progress -> assertThat(progress.toString()).isNotEmpty()).id())
        .isEqualTo("w-1");
    assertThat(client.awaitAsync("w-1").get(30, TimeUnit.SECONDS).processingStatus())
        .isSameAs(ProcessingStatus.SUCCESS);
    enqueue(200, workflowWith(property + ", \"processing_status\": \"fail\""));
    assertThat(
            catchThrowableOfType(WorkflowFailedException.class, () -> client.await("w-1"))
                .workflow()
                .id())
        .isEqualTo("w-1");
  }

  @Test
  void an_error_with_an_unreadable_code_still_has_its_message() {
    enqueue(404, "{\"message\": \"Gone.\", \"code\": [1]}");
    NotFoundException e = catchThrowableOfType(NotFoundException.class, () -> client.get("w-1"));
    assertThat(e.code()).isNull();
    assertThat(e).hasMessageEndingWith("404: Gone.");
  }

  @Test
  void a_boolean_is_true_or_false_only() {
    Template template = new Gson().fromJson("{\"webhook\": \"yes\"}", Template.class);
    assertThat(template.additionalProperties()).containsEntry("webhook", "yes");
  }
}
