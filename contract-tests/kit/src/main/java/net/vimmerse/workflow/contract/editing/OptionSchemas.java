package net.vimmerse.workflow.contract.editing;

import static net.vimmerse.workflow.contract.editing.DocumentEditor.UNKNOWN;
import static net.vimmerse.workflow.contract.editing.DocumentEditor.below;
import static net.vimmerse.workflow.contract.editing.DocumentEditor.items;
import static net.vimmerse.workflow.contract.editing.DocumentEditor.schema;
import static net.vimmerse.workflow.contract.editing.DocumentEditor.texts;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import net.vimmerse.workflow.contract.editing.ListedTemplate.ListedOption;
import net.vimmerse.workflow.contract.openapi.SchemaNode;
import net.vimmerse.workflow.contract.openapi.TemplateOption;
import net.vimmerse.workflow.contract.openapi.TemplateSchema;

/**
 * The schemas of options and of their values. Templates with the same options share a schema; one
 * that all of its templates outgrow in the same way is edited, not replaced.
 */
final class OptionSchemas {
  private static final String COMPONENTS = "/components/schemas/";
  private static final String SUFFIX = "Options";

  private final DocumentEditor editor;

  /** The schemas in use at the beginning: only those may be removed. */
  private final Set<String> known = new LinkedHashSet<>();

  OptionSchemas(DocumentEditor editor) {
    this.editor = editor;
    known.addAll(optionSchemas());
    known.addAll(valueSchemas());
  }

  /** Makes the options of the documented templates those that are listed. */
  void update(List<ListedTemplate> listed) {
    Map<String, Map<String, ListedOption>> wanted = new LinkedHashMap<>();
    listed.forEach(it -> it.options().ifPresent(options -> wanted.put(it.id(), options)));
    values(wanted);
    for (String name : optionSchemas()) {
      options(name, wanted);
    }
  }

  /** Returns the reference to the schema of a new template's options. */
  String schemaFor(ListedTemplate template) {
    Map<String, ListedOption> options = template.options().orElse(Map.of());
    String name =
        withOptions(OptionSet.listed(options)).orElseGet(() -> create(template.id(), options));
    if (template.options().isEmpty()) {
      editor.ask(schema(name), "properties");
    }
    return "#" + COMPONENTS + name;
  }

  /** Removes the schemas that nothing refers to any more. */
  void removeUnused() {
    boolean removed = true;
    while (removed) {
      removed = false;
      Set<String> used = new HashSet<>(editor.document().root().value().findValuesAsText("$ref"));
      for (String name : known) {
        if (!used.contains("#" + COMPONENTS + name) && editor.has(schema(name))) {
          editor.edit(it -> it.remove(schema(name)));
          editor.changed("removed", "the schema " + name, ": no template has it");
          removed = true;
        }
      }
    }
  }

  // ---- values

  /** Edits the shared sets of values that changed in the same way for all of their options. */
  private void values(Map<String, Map<String, ListedOption>> listed) {
    Map<String, Set<Set<JsonNode>>> wanted = new LinkedHashMap<>();
    for (TemplateSchema template : editor.document().templates()) {
      template
          .optionsByName()
          .forEach(
              (name, option) ->
                  valueSchema(option)
                      .ifPresent(
                          schema -> {
                            Set<JsonNode> values = OptionSet.Entry.of(option).values();
                            Optional<ListedOption> entry =
                                Optional.ofNullable(listed.get(template.id()))
                                    .map(it -> it.get(name));
                            wanted
                                .computeIfAbsent(schema, it -> new LinkedHashSet<>())
                                .add(
                                    entry
                                        .<Set<JsonNode>>map(it -> new LinkedHashSet<>(it.values()))
                                        .orElse(values));
                          }));
    }
    wanted.forEach(
        (name, sets) -> {
          SchemaNode schema = editor.document().component("schemas", name);
          List<JsonNode> old = items(schema.value().path("enum"));
          Set<JsonNode> only = sets.iterator().next();
          if (sets.size() == 1
              && !only.isEmpty()
              && !only.equals(new LinkedHashSet<>(old))
              && withValues(only).isEmpty()) {
            values(name, schema, old, only);
          }
        });
  }

  private void values(String name, SchemaNode schema, List<JsonNode> old, Set<JsonNode> wanted) {
    List<JsonNode> values = new ArrayList<>(old);
    values.retainAll(wanted);
    wanted.stream().filter(it -> !old.contains(it)).forEach(values::add);
    editor.setValues(below(schema(name), "enum"), old, values);
    List<String> names = texts(schema.value().path("x-enum-varnames"));
    if (names.size() == old.size()) {
      List<String> constants = new ArrayList<>();
      for (JsonNode value : values) {
        constants.add(old.contains(value) ? names.get(old.indexOf(value)) : constant(value));
      }
      editor.setList(below(schema(name), "x-enum-varnames"), names, constants);
    }
    editor.source(schema(name));
    editor.changed("changed", "the values of " + name, ": " + YamlText.values(values));
  }

  /** Returns the name of a constant for a value. */
  private static String constant(JsonNode value) {
    String name =
        value
            .asText()
            .replaceAll("([a-z])([A-Z])", "$1_$2")
            .replaceAll("[^A-Za-z0-9]+", "_")
            .toUpperCase(Locale.ROOT);
    return name.matches("[A-Z].*") ? name : "VALUE_" + name.replaceFirst("^_", "");
  }

  /** Returns the component with the values of an option; empty when it has none of its own. */
  private static Optional<String> valueSchema(TemplateOption option) {
    SchemaNode schema =
        option.schema().child("allOf").items().stream().findFirst().orElse(option.schema());
    String pointer = schema.pointer().toString();
    return schema.value().has("enum") && pointer.startsWith(COMPONENTS)
        ? Optional.of(pointer.substring(COMPONENTS.length())).filter(it -> !it.contains("/"))
        : Optional.empty();
  }

  private Set<String> valueSchemas() {
    return editor.document().templates().stream()
        .flatMap(it -> it.optionsByName().values().stream())
        .flatMap(it -> valueSchema(it).stream())
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  /** Returns a schema with these values, also one that was written but has no option yet. */
  private Optional<String> withValues(Set<JsonNode> values) {
    return known.stream()
        .filter(it -> editor.has(schema(it)))
        .filter(
            it ->
                new HashSet<>(
                        items(editor.document().component("schemas", it).value().path("enum")))
                    .equals(values))
        .findFirst();
  }

  // ---- options

  private void options(String name, Map<String, Map<String, ListedOption>> listed) {
    List<TemplateSchema> users =
        editor.document().templates().stream()
            .filter(it -> it.options().name().equals(name))
            .toList();
    Map<OptionSet, List<TemplateSchema>> wanted = new LinkedHashMap<>();
    for (TemplateSchema user : users) {
      OptionSet current = OptionSet.documented(user.optionsByName());
      OptionSet set =
          Optional.ofNullable(listed.get(user.id())).map(OptionSet::listed).orElse(current);
      wanted.computeIfAbsent(set, it -> new ArrayList<>()).add(user);
    }
    OptionSet current = OptionSet.documented(users.get(0).optionsByName());
    if (wanted.size() == 1
        && !wanted.containsKey(current)
        && withOptions(wanted.keySet().iterator().next()).isEmpty()) {
      edit(name, users.get(0), listed.getOrDefault(users.get(0).id(), Map.of()));
      return;
    }
    wanted.remove(current);
    wanted.forEach(
        (set, templates) -> {
          String id = templates.get(0).id();
          String schema =
              withOptions(set).orElseGet(() -> create(id, listed.getOrDefault(id, Map.of())));
          templates.forEach(
              it -> {
                refer(it, name, schema);
                editor.changed("changed", it.id(), ": has the options of " + schema);
              });
        });
  }

  /** Lets a template refer to another schema of options. */
  private void refer(TemplateSchema template, String from, String to) {
    List<String> path = schema(template.schema().name());
    editor.edit(
        yaml -> {
          List<String> lines = new ArrayList<>(yaml.lines(path));
          lines.replaceAll(it -> it.replace(COMPONENTS + from + "\"", COMPONENTS + to + "\""));
          return yaml.replace(path, lines);
        });
  }

  private void edit(String name, TemplateSchema template, Map<String, ListedOption> listed) {
    List<String> properties = below(schema(name), "properties");
    Map<String, TemplateOption> documented = template.optionsByName();
    for (String option : documented.keySet()) {
      if (!listed.containsKey(option)) {
        if (documented.size() == 1) {
          editor.set(properties, "{}");
        } else {
          editor.edit(it -> it.remove(below(properties, option)));
        }
        editor.changed("changed", name, ": has no option " + option);
      }
    }
    listed.forEach(
        (option, entry) -> {
          TemplateOption old = documented.get(option);
          if (old == null) {
            List<String> lines = lines(template.id(), option, entry, true);
            editor.edit(it -> it.add(properties, lines));
            editor.changed("changed", name, ": has the option " + option);
          } else if (!OptionSet.Entry.of(old).equals(OptionSet.Entry.of(entry))) {
            change(template.id(), below(properties, option), old, entry);
            editor.changed("changed", name, ": " + difference(option, old, entry));
          }
        });
  }

  private static String difference(String name, TemplateOption old, ListedOption entry) {
    OptionSet.Entry was = OptionSet.Entry.of(old);
    List<String> differences = new ArrayList<>();
    if (!was.defaultValue().equals(entry.defaultValue())) {
      differences.add(
          "is %s by default, not %s"
              .formatted(
                  entry.defaultValue().map(JsonNode::toString).orElse("nothing"),
                  was.defaultValue().map(JsonNode::toString).orElse("nothing")));
    }
    if (!was.values().equals(new LinkedHashSet<>(entry.values()))) {
      differences.add("accepts " + YamlText.values(entry.values()));
    }
    if (!was.type().equals(entry.type())) {
      differences.add("is of the type " + entry.type() + ", not " + was.type());
    }
    return name + " " + String.join(", ", differences);
  }

  /** Changes a default where it stands; any other change writes the option anew. */
  private void change(String template, List<String> path, TemplateOption old, ListedOption entry) {
    OptionSet.Entry was = OptionSet.Entry.of(old);
    boolean same =
        was.type().equals(entry.type()) && was.values().equals(new LinkedHashSet<>(entry.values()));
    if (same && was.defaultValue().isPresent()) {
      entry
          .defaultValue()
          .ifPresentOrElse(
              it -> editor.set(below(path, "default"), YamlText.scalar(it)),
              () -> editor.edit(it -> it.remove(below(path, "default"))));
      editor.source(path);
    } else {
      List<String> lines = lines(template, old.name(), entry, true);
      editor.edit(it -> it.replace(path, lines));
    }
  }

  private Set<String> optionSchemas() {
    return editor.document().templates().stream()
        .map(TemplateSchema::options)
        .filter(SchemaNode::exists)
        .filter(it -> it.pointer().toString().equals(COMPONENTS + it.name()))
        .map(SchemaNode::name)
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  private Optional<String> withOptions(OptionSet set) {
    return allOptionSchemas().stream().filter(it -> documented(it).equals(set)).findFirst();
  }

  /** Returns the schemas of options, with those that were written but have no template yet. */
  private Set<String> allOptionSchemas() {
    Set<String> names = optionSchemas();
    known.stream()
        .filter(
            it -> editor.document().component("schemas", it).value().has("additionalProperties"))
        .forEach(names::add);
    return names;
  }

  private OptionSet documented(String schema) {
    Map<String, TemplateOption> options = new LinkedHashMap<>();
    editor
        .document()
        .component("schemas", schema)
        .child("properties")
        .children()
        .forEach((name, node) -> options.put(name, TemplateOption.of(name, node)));
    return OptionSet.documented(options);
  }

  /** Writes a new schema of options behind the others, and returns its name. */
  private String create(String template, Map<String, ListedOption> options) {
    String name = editor.freeSchema(pascal(template), SUFFIX);
    List<String> lines = new ArrayList<>();
    lines.add("type: object");
    lines.add("description: The options of " + template + ".");
    lines.addAll(editor.source());
    lines.add("additionalProperties: false");
    List<String> properties = new ArrayList<>();
    options.forEach((option, entry) -> properties.addAll(lines(template, option, entry, false)));
    lines.add("properties:" + (properties.isEmpty() ? " {}" : ""));
    lines.addAll(YamlText.indented(properties));
    List<String> all = new ArrayList<>(List.of(name + ":"));
    all.addAll(YamlText.indented(lines));
    List<String> behind = schema(last(allOptionSchemas()));
    editor.edit(it -> it.addAfter(behind, all));
    known.add(name);
    editor.changed("added", "the schema " + name, "");
    return name;
  }

  /** Returns the lines of an option, in the words of the document where it has the same option. */
  private List<String> lines(String template, String name, ListedOption entry, boolean marks) {
    Optional<TemplateOption> same =
        editor.document().templates().stream()
            .flatMap(it -> Optional.ofNullable(it.optionsByName().get(name)).stream())
            .filter(it -> OptionSet.Entry.of(it).type().equals(entry.type()))
            .findFirst();
    Optional<String> description =
        same.flatMap(it -> it.schema().keyword("description").map(JsonNode::asText))
            .or(entry::description);
    List<String> lines = new ArrayList<>();
    if (entry.values().isEmpty()) {
      lines.add("type: " + entry.type());
      lines.add("description: " + YamlText.scalar(description.orElse(UNKNOWN)));
      entry.defaultValue().ifPresent(it -> lines.add("default: " + YamlText.scalar(it)));
      same.flatMap(it -> it.schema().text("x-input")).ifPresent(it -> lines.add("x-input: " + it));
      if (description.isEmpty()) {
        lines.add(DocumentEditor.PLACEHOLDER + ": [description]");
      }
    } else {
      String reference =
          "$ref: "
              + YamlText.quoted("#" + COMPONENTS + valuesFor(template, name, entry, description));
      if (entry.defaultValue().isEmpty()) {
        return List.of(name + ":", "  " + reference);
      }
      lines.add("allOf:");
      lines.add("  - " + reference);
      lines.add("default: " + YamlText.scalar(entry.defaultValue().get()));
    }
    if (marks) {
      lines.addAll(editor.source());
    }
    List<String> all = new ArrayList<>(List.of(name + ":"));
    all.addAll(YamlText.indented(lines));
    return all;
  }

  /** Returns the schema with the values of an option; writes one if there is none. */
  private String valuesFor(
      String template, String option, ListedOption entry, Optional<String> description) {
    Optional<String> existing = withValues(new HashSet<>(entry.values()));
    if (existing.isPresent()) {
      return existing.get();
    }
    String name =
        editor.has(schema(pascal(option)))
            ? editor.freeSchema(pascal(template) + pascal(option), "")
            : pascal(option);
    List<String> lines = new ArrayList<>();
    lines.add("type: " + entry.type());
    lines.add("description: " + YamlText.scalar(description.orElse(UNKNOWN)));
    lines.addAll(editor.source());
    lines.addAll(DocumentEditor.values("enum", entry.values()));
    if (!entry.values().stream().allMatch(it -> it.asText().matches("[A-Za-z]\\w*"))) {
      lines.addAll(
          DocumentEditor.list(
              "x-enum-varnames", entry.values().stream().map(OptionSchemas::constant).toList()));
    }
    if (description.isEmpty()) {
      lines.add(DocumentEditor.PLACEHOLDER + ": [description]");
    }
    List<String> all = new ArrayList<>(List.of(name + ":"));
    all.addAll(YamlText.indented(lines));
    List<String> behind =
        schema(valueSchemas().isEmpty() ? last(optionSchemas()) : last(valueSchemas()));
    editor.edit(it -> it.addAfter(behind, all));
    known.add(name);
    editor.changed("added", "the schema " + name, "");
    return name;
  }

  /** Returns the last of some schemas, in the document's order. */
  private String last(Set<String> names) {
    return editor
        .document()
        .root()
        .child("components")
        .child("schemas")
        .children()
        .keySet()
        .stream()
        .filter(names::contains)
        .reduce((a, b) -> b)
        .orElseThrow(() -> new IllegalArgumentException("the document has no schema of options"));
  }

  /** Returns the parts of a name that are separated by underscores, each with a capital letter. */
  static String pascal(String name) {
    StringBuilder pascal = new StringBuilder();
    for (String part : name.split("[^A-Za-z0-9]+", -1)) {
      if (!part.isEmpty()) {
        pascal.append(part.substring(0, 1).toUpperCase(Locale.ROOT)).append(part.substring(1));
      }
    }
    return pascal.toString();
  }
}
