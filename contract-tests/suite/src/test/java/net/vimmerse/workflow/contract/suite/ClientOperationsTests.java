package net.vimmerse.workflow.contract.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.List;
import java.util.stream.Stream;
import net.vimmerse.workflow.client.WorkflowClient;
import net.vimmerse.workflow.client.model.Template;
import net.vimmerse.workflow.client.model.UpdateWorkflowRequest;
import net.vimmerse.workflow.client.model.VisibilityStatus;
import net.vimmerse.workflow.client.model.Workflow;
import net.vimmerse.workflow.contract.openapi.TemplateSchema;
import net.vimmerse.workflow.contract.recording.ExchangeLog;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Tests of the client that any server of the API must pass; every exchange is validated. */
public interface ClientOperationsTests {

  /** Returns a client of the server, whose exchanges are validated. */
  WorkflowClient client();

  /** Returns the log of the exchanges of {@link #client}. */
  ExchangeLog log();

  @TestFactory
  default Stream<DynamicTest> a_request_of_each_template_is_accepted_and_its_response_understood() {
    return log().validator().document().templates().stream()
        .map(
            template ->
                dynamicTest(
                    template.id(),
                    () -> {
                      Workflow created = client().create(GeneratedRequest.of(template)).workflow();

                      assertThat(created.id()).isNotEmpty();
                      assertThat(created.createdAt()).isNotNull();
                      assertThat(created.processingStatus()).isNotNull();
                    }));
  }

  @Test
  default void a_workflow_is_created_read_updated_and_deleted() throws Exception {
    TemplateSchema template = log().validator().document().templates().get(0);
    String id = client().create(GeneratedRequest.of(template)).id();
    Workflow read = client().get(id);
    Workflow changed =
        client()
            .update(
                id,
                UpdateWorkflowRequest.builder()
                    .title("Spring campaign")
                    .visibilityStatus(VisibilityStatus.PUBLIC)
                    .build());
    Workflow deleted = client().delete(id);

    assertThat(List.of(read, changed, deleted)).extracting(Workflow::id).containsOnly(id);
    assertThat(changed.title()).isEqualTo("Spring campaign");
    assertThat(changed.visibilityStatus()).isSameAs(VisibilityStatus.PUBLIC);
  }

  @Test
  default void templates_are_listed_with_and_without_detail() {
    assertThat(client().templates())
        .isNotEmpty()
        .extracting(Template::templateId)
        .doesNotContainNull();
    assertThat(client().templates(true)).isNotEmpty();
  }

  @AfterEach
  default void every_exchange_conforms_to_the_document() {
    assertThat(log().violations()).isEmpty();
    assertThat(log().withoutResponse()).isEmpty();
  }
}
