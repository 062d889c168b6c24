package net.vimmerse.workflow.contract.suite;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import net.vimmerse.workflow.contract.suite.DocumentChanges.Change;
import net.vimmerse.workflow.contract.suite.DocumentChanges.Impact;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The document is compatible with the one released last, unless its major version is new. */
class ReleasedDocumentTest {
  @RegisterExtension static final RedoclyExtension REDOCLY = new RedoclyExtension();

  private static final Path OPENAPI = Repository.ROOT.resolve("openapi");
  static final Path RELEASED = OPENAPI.resolve("released/workflow-api.yaml");
  private static final Path DRAFT = Repository.MODULE.resolve("target/changelog-draft.md");

  @TempDir Path scratch;

  @Test
  void the_document_is_compatible_with_the_released_one() throws Exception {
    DocumentChanges changes = compare(OPENAPI.resolve("workflow-api.yaml"));

    Files.writeString(DRAFT, changes.changelog());
    assertThat(changes.forbidden())
        .as(
            "breaking changes of a document %s that was released as %s: take them back, or raise"
                + " the major version in its info",
            changes.newerVersion(), changes.olderVersion())
        .isEmpty();
  }

  @Test
  @EnabledIfSystemProperty(named = "tests", matches = "all")
  void breaking_changes_are_found_anywhere_in_the_document() throws Exception {
    Map<String, Consumer<JsonNode>> breaks = new LinkedHashMap<>();
    breaks.put(
        "CreateWorkflowFields.required",
        it -> schema(it, "CreateWorkflowFields").putArray("required").add("title"));
    breaks.put(
        "CreateWorkflowFields.event_id.type",
        it -> property(it, "CreateWorkflowFields", "event_id").put("type", "integer"));
    breaks.put(
        "CreateWorkflowFields.title.maxLength",
        it -> property(it, "CreateWorkflowFields", "title").put("maxLength", 5));
    breaks.put(
        "CreateWorkflowFields.webhook_url.pattern",
        it -> property(it, "CreateWorkflowFields", "webhook_url").put("pattern", "^https://"));
    breaks.put(
        "AspectRatio.enum", it -> ((ArrayNode) schema(it, "AspectRatio").path("enum")).remove(0));
    breaks.put(
        "VideoOptions.image_url",
        it -> ((ObjectNode) schema(it, "VideoOptions").path("properties")).remove("image_url"));
    breaks.put(
        "CreateWorkflowRequest.oneOf.3",
        it -> ((ArrayNode) schema(it, "CreateWorkflowRequest").path("oneOf")).remove(3));
    breaks.put(
        "Workflow.required", it -> ((ArrayNode) schema(it, "Workflow").path("required")).remove(0));
    breaks.put("Output.url.type", it -> property(it, "Output", "url").put("type", "integer"));
    breaks.put(
        "/v2/workflow.post.responses.402",
        it -> ((ObjectNode) it.at("/paths/~1v2~1workflow/post/responses")).remove("402"));
    breaks.put(
        "/v2/workflow/{workflow_id}.delete",
        it -> ((ObjectNode) it.at("/paths/~1v2~1workflow~1{workflow_id}")).remove("delete"));
    breaks.put(
        "/v2/workflow/templates.get.parameters.0.required",
        it ->
            ((ObjectNode) it.at("/paths/~1v2~1workflow~1templates/get/parameters/0"))
                .put("required", true));

    DocumentChanges changes = compare(planted(breaks.values()));

    assertThat(changes.forbidden())
        .extracting(Change::node)
        .containsExactlyInAnyOrderElementsOf(breaks.keySet());
    assertThat(changes.changelog()).contains("- Breaking: `AspectRatio.enum`: ");
  }

  @Test
  void compatible_additions_are_allowed() throws Exception {
    DocumentChanges changes =
        compare(
            planted(
                List.of(
                    it -> ((ArrayNode) schema(it, "PipelineMode").path("enum")).add("audio"),
                    it -> properties(it, "VideoOptions").putObject("speed").put("type", "integer"),
                    it -> properties(it, "Workflow").putObject("cost").put("type", "integer"),
                    it -> schema(it, "Workflow").put("description", "Another."))));

    assertThat(changes.changes()).hasSizeGreaterThanOrEqualTo(4);
    assertThat(changes.forbidden()).isEmpty();
    assertThat(changes.changelog()).contains("- New: `Workflow.cost`");
  }

  @Test
  void breaking_changes_need_a_new_major_version() {
    List<Change> breaking = List.of(new Change(Impact.MAJOR, "Workflow.id", "removed"));

    assertThat(new DocumentChanges("2.9.0", "2.10.0", breaking).forbidden()).isEqualTo(breaking);
    assertThat(new DocumentChanges("9.0.0", "10.0.0", breaking).forbidden()).isEmpty();
  }

  private DocumentChanges compare(Path newer) throws Exception {
    return DocumentChanges.between(REDOCLY, RELEASED, newer, scratch);
  }

  private Path planted(Iterable<Consumer<JsonNode>> edits) throws IOException {
    YAMLMapper yaml = new YAMLMapper();
    JsonNode document = yaml.readTree(RELEASED.toFile());
    edits.forEach(it -> it.accept(document));
    Path planted = scratch.resolve("planted.yaml");
    yaml.writeValue(planted.toFile(), document);
    return planted;
  }

  private static ObjectNode schema(JsonNode document, String name) {
    return (ObjectNode) document.path("components").path("schemas").required(name);
  }

  private static ObjectNode properties(JsonNode document, String name) {
    return (ObjectNode) schema(document, name).required("properties");
  }

  private static ObjectNode property(JsonNode document, String schema, String name) {
    return (ObjectNode) properties(document, schema).required(name);
  }
}
