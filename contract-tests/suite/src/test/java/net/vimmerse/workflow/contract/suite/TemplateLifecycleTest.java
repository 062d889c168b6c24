package net.vimmerse.workflow.contract.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import net.vimmerse.workflow.client.WorkflowClient;
import net.vimmerse.workflow.client.WorkflowFailedException;
import net.vimmerse.workflow.client.model.Completion;
import net.vimmerse.workflow.client.model.CreateWorkflowRequest;
import net.vimmerse.workflow.client.model.Flow;
import net.vimmerse.workflow.client.model.Output;
import net.vimmerse.workflow.client.model.ProcessingStatus;
import net.vimmerse.workflow.client.model.Workflow;
import net.vimmerse.workflow.contract.openapi.Document;
import net.vimmerse.workflow.contract.openapi.Envelope;
import net.vimmerse.workflow.contract.openapi.TemplateOption;
import net.vimmerse.workflow.contract.openapi.TemplateSchema;
import okhttp3.Request;
import okhttp3.Response;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Client and simulator together: from creation to success, with the output files. */
class TemplateLifecycleTest {
  @RegisterExtension
  static final SimulatorExtension SIMULATOR = new SimulatorExtension(Envelope.DATA);

  @TempDir Path directory;

  private final Document document = Document.bundled();

  /** The content types of which a file was checked. */
  private final Set<String> served = ConcurrentHashMap.newKeySet();

  @TestFactory
  Stream<DynamicTest> a_workflow_of_each_template_goes_from_created_to_success() {
    return document.templates().stream()
        .map(template -> dynamicTest(template.id(), () -> assertLives(template)));
  }

  @TestFactory
  Stream<DynamicTest> each_pipeline_mode_yields_the_outputs_that_the_document_names() {
    return document.templates().stream()
        .flatMap(
            template ->
                template.metadata().path("modes").properties().stream()
                    .map(
                        mode ->
                            dynamicTest(
                                template.id() + " " + mode.getKey(),
                                () -> assertYields(template, mode.getKey(), mode.getValue()))));
  }

  @Test
  void a_template_without_its_input_throws_in_the_client() {
    try (WorkflowClient client = SIMULATOR.client("no-input")) {
      CreateWorkflowRequest request = CreateWorkflowRequest.forTemplate(anyTemplate()).build();

      assertThatThrownBy(() -> client.create(request).await())
          .isInstanceOf(WorkflowFailedException.class);
    }
    assertAsDocumented();
  }

  private void assertLives(TemplateSchema template) throws Exception {
    try (WorkflowClient client = SIMULATOR.client(template.id())) {
      List<Integer> percentages = new ArrayList<>();

      Workflow done =
          client
              .create(GeneratedRequest.of(template))
              .await(progress -> percentages.add(progress.percentage()));

      assertThat(done.processingStatus()).isSameAs(ProcessingStatus.SUCCESS);
      assertThat(percentages).isSorted().endsWith(100);
      assertThat(done.model()).isEqualTo(template.id());
      assertThat(done.options()).containsOnlyKeys(template.optionsByName().keySet());
      assertThat(done.result()).isNotEmpty();
      for (Completion completion : done.completions()) {
        for (Output output : completion.result()) {
          // To draw the pictures of all templates takes longer than all else here.
          if (CaseSelection.current() == CaseSelection.ALL || served.add(output.contentType())) {
            assertServed(client, output);
          }
        }
      }
    }
    assertAsDocumented();
  }

  private void assertYields(TemplateSchema template, String name, JsonNode mode) {
    try (WorkflowClient client = SIMULATOR.client(template.id() + name)) {
      var request =
          CreateWorkflowRequest.forTemplate(template.id()).addImageUrl(GeneratedRequest.IMAGE);
      TemplateOption chooser = template.optionsByName().get("pipeline_mode");
      if (chooser != null) {
        request.option(chooser.name(), name);
      }

      Workflow done = client.create(request.build()).await();

      assertThat(done.result()).extracting(Output::contentType).isEqualTo(texts(mode, "outputs"));
      assertThat(done.completions())
          .extracting(completion -> completion.flow().value())
          .isEqualTo(texts(mode, "steps"));
      assertThat(done.completions())
          .allSatisfy(
              completion ->
                  assertThat(completion.result())
                      .extracting(Output::contentType)
                      .containsOnly(output(completion.flow())));
      assertThat(done.completions().get(done.completions().size() - 1).result())
          .isEqualTo(done.result());
    }
    assertAsDocumented();
  }

  /** Returns the content type that the document names for a step. */
  private String output(Flow step) {
    return document
        .component("schemas", "Flow")
        .child("x-outputs")
        .text(step.value())
        .orElseThrow();
  }

  private void assertServed(WorkflowClient client, Output output) throws IOException {
    assertThat(contentType(output.url())).isEqualTo(output.contentType());
    Path file =
        client.download(output, Files.createTempDirectory(directory, "out").resolve("file"));
    switch (output.contentType()) {
      case "image/png" -> {
        BufferedImage image = ImageIO.read(file.toFile());
        assertThat(image.getWidth()).isPositive();
      }
      case "video/mp4" ->
          assertThat(new String(Files.readAllBytes(file), 4, 4, StandardCharsets.US_ASCII))
              .isEqualTo("ftyp");
      default -> throw new AssertionError("teach this test to decode " + output.contentType());
    }
  }

  private static String contentType(String url) throws IOException {
    Request request = new Request.Builder().url(url).head().build();
    try (Response response = SIMULATOR.http().newCall(request).execute()) {
      return response.header("Content-Type", "");
    }
  }

  private static void assertAsDocumented() {
    assertThat(SIMULATOR.log().violations()).isEmpty();
  }

  private String anyTemplate() {
    return document.templates().stream()
        .filter(
            template ->
                template.optionsByName().values().stream()
                    .noneMatch(
                        option ->
                            option.schema().text("x-input").isPresent()
                                && option.defaultValue().isPresent()))
        .findFirst()
        .orElseThrow()
        .id();
  }

  private static List<String> texts(JsonNode parent, String field) {
    List<String> texts = new ArrayList<>();
    parent.path(field).forEach(text -> texts.add(text.asText()));
    return texts;
  }
}
