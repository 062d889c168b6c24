package net.vimmerse.workflow.contract.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import net.vimmerse.workflow.client.NotFoundException;
import net.vimmerse.workflow.client.PollOptions;
import net.vimmerse.workflow.client.ValidationFailedException;
import net.vimmerse.workflow.client.WorkflowClient;
import net.vimmerse.workflow.client.model.AspectRatio;
import net.vimmerse.workflow.client.model.CreateWorkflowRequest;
import net.vimmerse.workflow.client.model.ProcessingStatus;
import net.vimmerse.workflow.client.model.Template;
import net.vimmerse.workflow.client.model.UpdateWorkflowRequest;
import net.vimmerse.workflow.client.model.VideoOptions;
import net.vimmerse.workflow.client.model.VimAstronautRequest;
import net.vimmerse.workflow.client.model.Workflow;
import net.vimmerse.workflow.contract.openapi.Document;
import net.vimmerse.workflow.contract.openapi.TemplateSchema;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The Java client on a server that shares nothing with it. */
@EnabledIfSystemProperty(named = "tests", matches = "all")
@Timeout(300) // The first test installs the server's packages.
class ReferenceServerTest {
  private static final PollOptions OFTEN =
      PollOptions.builder().interval(Duration.ofMillis(200)).build();

  @TempDir Path directory;

  @ParameterizedTest
  @ValueSource(strings = {"--keep-alive=5", "--plant=no-envelope", "--discriminated"})
  void the_client_creates_waits_downloads_updates_and_deletes(String option) throws Exception {
    try (ReferenceServer server = ReferenceServer.start("--duration=1", option);
        WorkflowClient client = client(server)) {
      VimAstronautRequest request =
          VimAstronautRequest.builder()
              .title("Grüße")
              .addImageUrl(GeneratedRequest.IMAGE)
              .options(VideoOptions.builder().aspectRatio(AspectRatio.SQUARE_1_1).build())
              .build();

      Workflow created = client.create(request).workflow();
      Workflow ended = client.await(created.id(), OFTEN);
      List<Path> files = client.downloadAll(ended, directory);

      assertThat(created.title()).isEqualTo("Grüße");
      assertThat(created.options()).containsEntry("aspect_ratio", "1:1");
      assertThat(ended.processingStatus()).isSameAs(ProcessingStatus.SUCCESS);
      assertThat(ended.updatedAt()).isAfter(ended.createdAt());
      assertThat(files).singleElement().satisfies(it -> assertThat(Files.size(it)).isPositive());
      assertThat(
              client
                  .update(created.id(), UpdateWorkflowRequest.builder().rating("5").build())
                  .rating())
          .isEqualTo("5");
      assertThat(client.delete(created.id()).id()).isEqualTo(created.id());
      assertThatThrownBy(() -> client.get(created.id())).isInstanceOf(NotFoundException.class);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"--keep-alive=5", "--discriminated"})
  void errors_are_typed_and_name_their_location(String option) throws Exception {
    try (ReferenceServer server = ReferenceServer.start(option);
        WorkflowClient client = client(server)) {
      CreateWorkflowRequest unknownValue =
          VimAstronautRequest.builder()
              .options(VideoOptions.builder().aspectRatio(AspectRatio.of("2:1")).build())
              .build();

      assertThatThrownBy(() -> client.get("nope")).isInstanceOf(NotFoundException.class);
      assertThatThrownBy(() -> client.create(unknownValue))
          .isInstanceOfSatisfying(
              ValidationFailedException.class,
              e ->
                  assertThat(e.errors())
                      .singleElement()
                      .satisfies(it -> assertThat(it.loc()).contains("options", "aspect_ratio")));
      assertThat(client.templates(true))
          .extracting(Template::templateId)
          .containsExactlyInAnyOrderElementsOf(
              Document.bundled().templates().stream().map(TemplateSchema::id).toList());
    }
  }

  private static WorkflowClient client(ReferenceServer server) {
    return WorkflowClient.builder().apiKey("demo").baseUrl(server.url()).build();
  }
}
