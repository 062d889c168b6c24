package net.vimmerse.workflow.contract.editing;

import static net.vimmerse.workflow.contract.editing.DocumentEditor.UNKNOWN;
import static net.vimmerse.workflow.contract.editing.DocumentEditor.below;
import static net.vimmerse.workflow.contract.editing.DocumentEditor.items;
import static net.vimmerse.workflow.contract.editing.DocumentEditor.schema;
import static net.vimmerse.workflow.contract.editing.DocumentEditor.texts;
import static net.vimmerse.workflow.contract.openapi.TemplateSchema.CREDITS;
import static net.vimmerse.workflow.contract.openapi.TemplateSchema.DESCRIPTION;
import static net.vimmerse.workflow.contract.openapi.TemplateSchema.INPUTS;
import static net.vimmerse.workflow.contract.openapi.TemplateSchema.LABEL;
import static net.vimmerse.workflow.contract.openapi.TemplateSchema.METADATA;
import static net.vimmerse.workflow.contract.openapi.TemplateSchema.MODES;
import static net.vimmerse.workflow.contract.openapi.TemplateSchema.OPTIONS;
import static net.vimmerse.workflow.contract.openapi.TemplateSchema.OUTPUTS;
import static net.vimmerse.workflow.contract.openapi.TemplateSchema.STEPS;
import static net.vimmerse.workflow.contract.openapi.TemplateSchema.WEBHOOK;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.vimmerse.workflow.contract.drift.PriceNames;
import net.vimmerse.workflow.contract.editing.ListedTemplate.ListedMode;
import net.vimmerse.workflow.contract.openapi.TemplateSchema;

/**
 * Edits a document until its templates are those that a server lists. Labels, inputs, webhooks,
 * prices, steps, content types and options are compared; descriptions are not.
 */
public final class TemplateSync {
  private static final String SUFFIX = "Request";

  private final DocumentEditor editor;
  private final List<ListedTemplate> listed;
  private final LocalDate day;
  private final boolean marks;

  private TemplateSync(
      DocumentEditor editor, List<ListedTemplate> listed, LocalDate day, boolean marks) {
    this.editor = editor;
    this.listed = listed;
    this.day = day;
    this.marks = marks;
  }

  /**
   * Edits a document.
   *
   * @param text the document
   * @param marks true to mark the templates that are not listed, false to remove them
   * @throws IllegalArgumentException when the text is no such document, or is written in a style
   *     that cannot be edited
   */
  public static DocumentEditor sync(
      String text, List<ListedTemplate> listed, LocalDate day, boolean marks) {
    DocumentEditor editor = run(text, listed, day, marks);
    DocumentEditor again = run(editor.text(), listed, day, marks);
    if (!again.text().equals(editor.text())) {
      throw new IllegalArgumentException("cannot be edited: " + String.join("; ", again.changes()));
    }
    return editor;
  }

  private static DocumentEditor run(
      String text, List<ListedTemplate> listed, LocalDate day, boolean marks) {
    DocumentEditor editor = new DocumentEditor(text, Source.LIVE, day);
    Map<String, JsonNode> modes = new LinkedHashMap<>();
    editor.document().templates().forEach(it -> modes.put(it.id(), it.modes()));
    List<ListedTemplate> priced =
        listed.stream()
            .map(
                it ->
                    it.withModes(
                        PriceNames.outputs(modes.getOrDefault(it.id(), MissingNode.getInstance()))))
            .toList();
    new TemplateSync(editor, priced, day, marks).run();
    return editor;
  }

  private void run() {
    OptionSchemas options = new OptionSchemas(editor);
    removed();
    listed.forEach(it -> documented(it.id()).ifPresent(template -> metadata(template, it)));
    options.update(listed);
    for (ListedTemplate template : listed) {
      if (documented(template.id()).isEmpty()) {
        add(template, options.schemaFor(template));
      }
    }
    PipelineEdits.steps(editor, Map.of());
    options.removeUnused();
  }

  private Optional<TemplateSchema> documented(String id) {
    return editor.document().templates().stream().filter(it -> it.id().equals(id)).findFirst();
  }

  // ---- templates that are no longer listed

  private void removed() {
    Set<String> ids = listed.stream().map(ListedTemplate::id).collect(Collectors.toSet());
    for (TemplateSchema template : editor.document().templates()) {
      if (!ids.contains(template.id())) {
        if (!marks && !template.isDefault()) {
          remove(template);
        } else if (!template.isRemoved()) {
          editor.set(
              below(schema(template.schema().name()), METADATA, TemplateSchema.REMOVED),
              YamlText.quoted(day.toString()));
          String remedy = template.isDefault() ? ", but is the default: choose another" : "";
          editor.changed("marked", template.id(), ": is not listed" + remedy);
        }
      }
    }
  }

  private void remove(TemplateSchema template) {
    String name = template.schema().name();
    List<String> branches = below(oneOf(), "oneOf");
    JsonNode references = editor.document().creationSchema().value().path("oneOf");
    for (int i = references.size() - 1; i >= 0; i--) {
      if (references.get(i).path("$ref").asText().endsWith("/" + name)) {
        List<String> branch = below(branches, "" + i);
        editor.edit(it -> it.remove(branch));
      }
    }
    editor.edit(it -> it.remove(schema(name)));
    editor.changed("removed", template.id(), ": is not listed");
    if (editor.text().contains(template.id())) {
      editor.changed("", template.id(), " is still in an example: choose another there");
    }
  }

  private List<String> oneOf() {
    return schema(editor.document().creationSchema().name());
  }

  // ---- templates that both have

  private void metadata(TemplateSchema template, ListedTemplate entry) {
    String name = template.schema().name();
    List<String> path = below(schema(name), METADATA);
    if (template.isRemoved()) {
      editor.edit(it -> it.remove(below(path, TemplateSchema.REMOVED)));
      editor.changed("changed", entry.id(), ": is listed again");
    }
    JsonNode documented = template.metadata();
    boolean own = false;
    if (entry.label().filter(it -> !documented.path(LABEL).asText().equals(it)).isPresent()) {
      own = changed(entry, path, LABEL, documented, YamlText.scalar(entry.label().get()));
    }
    own |= entry.label().isPresent() && confirmed(entry, name, LABEL);
    if (entry.inputs().filter(it -> !texts(documented.path(INPUTS)).equals(it)).isPresent()) {
      own = changed(entry, path, INPUTS, documented, YamlText.list(entry.inputs().get()));
    }
    own |= entry.inputs().isPresent() && confirmed(entry, name, INPUTS);
    if (entry.webhook().filter(it -> documented.path(WEBHOOK).asBoolean() != it).isPresent()) {
      own = changed(entry, path, WEBHOOK, documented, entry.webhook().get().toString());
    }
    own |= entry.webhook().isPresent() && confirmed(entry, name, WEBHOOK);
    if (own) {
      editor.source(path);
    }
    modes(template, entry);
  }

  /** Removes a placeholder of a value that is listed; returns true if there was one. */
  private boolean confirmed(ListedTemplate entry, String name, String property) {
    boolean asked = editor.settle(schema(name), property);
    if (asked) {
      editor.changed("changed", entry.id(), ": %s is listed".formatted(property));
    }
    return asked;
  }

  private boolean changed(
      ListedTemplate entry, List<String> path, String property, JsonNode documented, String value) {
    editor.set(below(path, property), value);
    JsonNode old = documented.path(property);
    String was = old.isArray() ? YamlText.values(items(old)) : old.toString();
    editor.changed("changed", entry.id(), ": %s is %s, not %s".formatted(property, value, was));
    return true;
  }

  private void modes(TemplateSchema template, ListedTemplate entry) {
    String name = template.schema().name();
    JsonNode documented = template.modes();
    Set<String> names = names(entry);
    for (String mode : names) {
      Optional<Integer> credits = entry.credits().map(it -> it.get(mode));
      Optional<ListedMode> processing = entry.modes().map(it -> it.get(mode));
      if (editor.mode(
          name,
          mode,
          credits,
          processing.map(ListedMode::steps),
          processing.map(ListedMode::outputs))) {
        JsonNode old = documented.path(mode);
        String what = ": %s %s".formatted(mode, difference(old, credits, processing));
        editor.changed("changed", entry.id(), what);
      }
      Set<Integer> either = entry.ambiguous().getOrDefault(mode, Set.of());
      if (!either.isEmpty()
          && !either.contains(documented.path(mode).path(CREDITS).asInt())
          && !editor.asks(schema(name), mode + ".credits")) {
        editor.ask(schema(name), mode + ".credits");
        String price = either.stream().map(String::valueOf).collect(Collectors.joining(" or "));
        editor.changed("changed", entry.id(), ": %s may cost %s credits".formatted(mode, price));
      }
    }
    for (Map.Entry<String, JsonNode> mode : documented.properties()) {
      if (!names.isEmpty() && !names.contains(mode.getKey())) {
        editor.edit(it -> it.remove(below(schema(name), METADATA, MODES, mode.getKey())));
        editor.changed("changed", entry.id(), ": has no mode " + mode.getKey());
      }
    }
  }

  private static String difference(
      JsonNode old, Optional<Integer> credits, Optional<ListedMode> processing) {
    if (old.isMissingNode()) {
      return "is new";
    }
    List<String> differences = new ArrayList<>();
    credits
        .filter(it -> it != old.path(CREDITS).asInt())
        .ifPresent(it -> differences.add("costs " + it + " credits, not " + old.path(CREDITS)));
    processing.ifPresent(
        it -> {
          if (!texts(old.path(STEPS)).equals(it.steps())) {
            differences.add("has the steps " + YamlText.list(it.steps()));
          }
          if (!texts(old.path(OUTPUTS)).equals(it.outputs())) {
            differences.add("has the outputs " + YamlText.list(it.outputs()));
          }
        });
    return differences.isEmpty() ? "is listed" : String.join(", ", differences);
  }

  /** Returns the names of the listed modes, by prices and processing. */
  private static Set<String> names(ListedTemplate entry) {
    Set<String> names = new LinkedHashSet<>();
    entry.credits().ifPresent(it -> names.addAll(it.keySet()));
    names.addAll(entry.ambiguous().keySet());
    entry.modes().ifPresent(it -> names.addAll(it.keySet()));
    return names;
  }

  // ---- new templates

  /** Adds a template, in the form of the last one. */
  private void add(ListedTemplate entry, String options) {
    List<TemplateSchema> templates = editor.document().templates();
    TemplateSchema model =
        templates.stream()
            .filter(it -> !it.isDefault())
            .reduce((a, b) -> b)
            .orElseThrow(() -> new IllegalArgumentException("there is no template to copy"));
    String last = templates.get(templates.size() - 1).schema().name();
    String name = editor.freeSchema(OptionSchemas.pascal(entry.id()), SUFFIX);
    List<String> copy = new ArrayList<>(editor.lines(schema(model.schema().name())));
    copy.set(0, name + ":");
    copy.removeIf(it -> it.strip().startsWith("#"));
    List<String> path = schema(name);
    editor.edit(it -> it.addAfter(schema(last), copy));
    for (String inherited :
        List.of(DocumentEditor.SOURCE, DocumentEditor.DATE, DocumentEditor.PLACEHOLDER)) {
      editor.edit(it -> it.remove(below(path, inherited)));
    }
    editor.edit(it -> it.replace(below(path, METADATA), template(entry)));
    editor.set(
        below(property(name, editor.document().templateProperty()), "enum"),
        YamlText.list(List.of(entry.id())));
    editor.set(below(property(name, OPTIONS), "$ref"), YamlText.quoted(options));
    editor.edit(
        it ->
            it.add(
                below(oneOf(), "oneOf"),
                List.of("- $ref: " + YamlText.quoted("#/components/schemas/" + name))));
    askFor(entry, path);
    editor.changed("added", entry.id(), "");
  }

  private List<String> template(ListedTemplate entry) {
    List<String> lines = new ArrayList<>();
    lines.add("label: " + YamlText.scalar(entry.label().orElse(UNKNOWN)));
    lines.add("description: " + YamlText.scalar(entry.description().orElse(UNKNOWN)));
    lines.addAll(DocumentEditor.list(INPUTS, entry.inputs().orElse(List.of())));
    lines.add("webhook: " + entry.webhook().orElse(false));
    lines.add("modes:" + (names(entry).isEmpty() ? " {}" : ""));
    for (String mode : names(entry)) {
      Optional<ListedMode> processing = entry.modes().map(it -> it.get(mode));
      lines.add("  " + mode + ":");
      lines.addAll(
          YamlText.indented(
              YamlText.indented(
                  DocumentEditor.mode(
                      entry.credits().map(it -> it.get(mode)),
                      processing.map(ListedMode::steps),
                      processing.map(ListedMode::outputs)))));
    }
    return Stream.concat(
            Stream.concat(editor.source().stream(), Stream.of(METADATA + ":")),
            YamlText.indented(lines).stream())
        .toList();
  }

  private void askFor(ListedTemplate entry, List<String> path) {
    Map<String, Boolean> told = new LinkedHashMap<>();
    told.put(LABEL, entry.label().isPresent());
    told.put(DESCRIPTION, entry.description().isPresent());
    told.put(INPUTS, entry.inputs().filter(it -> !it.isEmpty()).isPresent());
    told.put(WEBHOOK, entry.webhook().isPresent());
    told.put(MODES, !names(entry).isEmpty());
    told.forEach(
        (property, isTold) -> {
          if (!isTold) {
            editor.ask(path, property);
          }
        });
    for (String mode : names(entry)) {
      editor.askForMode(
          path,
          mode,
          entry.credits().map(it -> it.get(mode)),
          entry.modes().map(it -> it.get(mode)).map(ListedMode::steps));
    }
  }

  /** Returns the path of a property of a request schema, in the part of its allOf that has it. */
  private List<String> property(String schema, String property) {
    int parts = editor.document().component("schemas", schema).value().path("allOf").size();
    for (int i = 0; i < parts; i++) {
      List<String> path = below(schema(schema), "allOf", "" + i, "properties", property);
      if (editor.has(path)) {
        return path;
      }
    }
    return below(schema(schema), "properties", property);
  }
}
