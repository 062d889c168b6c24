package net.vimmerse.workflow.contract.editing;

import static net.vimmerse.workflow.contract.editing.DocumentEditor.UNKNOWN;
import static net.vimmerse.workflow.contract.editing.DocumentEditor.below;
import static net.vimmerse.workflow.contract.editing.DocumentEditor.schema;
import static net.vimmerse.workflow.contract.editing.DocumentEditor.texts;
import static net.vimmerse.workflow.contract.openapi.TemplateSchema.OUTPUTS;
import static net.vimmerse.workflow.contract.openapi.TemplateSchema.STEPS;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import net.vimmerse.workflow.contract.openapi.Document;
import net.vimmerse.workflow.contract.openapi.SchemaNode;
import net.vimmerse.workflow.contract.openapi.TemplateSchema;

/** Edits of the steps of templates, and of the open set of all steps. */
public final class PipelineEdits {
  private PipelineEdits() {}

  /**
   * Sets what was seen of a template's mode, if it differs.
   *
   * @param credits the price; empty if unknown
   */
  public static void observed(
      DocumentEditor editor,
      TemplateSchema template,
      String mode,
      List<String> steps,
      List<String> outputs,
      Optional<Integer> credits) {
    if (editor.mode(
        template.schema().name(), mode, credits, Optional.of(steps), Optional.of(outputs))) {
      editor.changed(
          "changed",
          template.id(),
          ": %s has the steps %s and the outputs %s"
              .formatted(mode, YamlText.list(steps), YamlText.list(outputs)));
    }
  }

  /**
   * Makes the open set of steps that of the templates, each with the content type that it produces.
   *
   * @param seen the content types that steps were seen to produce
   */
  public static void steps(DocumentEditor editor, Map<String, String> seen) {
    Document document = editor.document();
    Optional<SchemaNode> flow =
        document.root().child("components").child("schemas").children().values().stream()
            .filter(it -> it.child("x-outputs").exists())
            .findFirst();
    if (flow.isEmpty()) {
      return;
    }
    List<String> path = schema(flow.get().name());
    JsonNode outputs = flow.get().value().path("x-outputs");
    Set<String> used = new LinkedHashSet<>();
    Map<String, String> last = new LinkedHashMap<>(seen);
    for (TemplateSchema template : document.templates()) {
      for (JsonNode mode : template.modes()) {
        List<String> steps = texts(mode.path(STEPS));
        used.addAll(steps);
        if (!steps.isEmpty() && mode.path(OUTPUTS).size() == 1) {
          last.put(steps.get(steps.size() - 1), mode.path(OUTPUTS).get(0).asText());
        }
      }
    }
    List<String> known = texts(flow.get().value().path("x-extensible-enum"));
    List<String> wanted = new ArrayList<>(known);
    wanted.retainAll(used);
    used.stream().filter(it -> !known.contains(it)).forEach(wanted::add);
    if (!wanted.equals(known)) {
      editor.setList(below(path, "x-extensible-enum"), known, wanted);
      editor.source(path);
    }
    for (String step : known) {
      if (!used.contains(step)) {
        editor.edit(it -> it.remove(below(path, "x-outputs", step)));
        editor.settle(path, "x-outputs." + step);
        editor.changed("removed", "the step " + step, ": no template has it");
      }
    }
    for (String step : wanted) {
      Optional<String> told = Optional.ofNullable(last.get(step));
      if (!outputs.has(step)) {
        editor.set(below(path, "x-outputs", step), told.orElse(UNKNOWN));
        editor.changed("added", "the step " + step, "");
        if (told.isEmpty()) {
          editor.ask(path, "x-outputs." + step);
        }
      } else if (told.isPresent() && !told.get().equals(outputs.path(step).asText())) {
        editor.set(below(path, "x-outputs", step), told.get());
        editor.settle(path, "x-outputs." + step);
        editor.source(path);
        editor.changed("changed", "the step " + step, ": produces " + told.get());
      }
    }
  }
}
