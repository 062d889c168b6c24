package net.vimmerse.workflow.contract.editing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static net.vimmerse.workflow.contract.openapi.TemplateSchema.CREDITS;
import static net.vimmerse.workflow.contract.openapi.TemplateSchema.METADATA;
import static net.vimmerse.workflow.contract.openapi.TemplateSchema.MODES;
import static net.vimmerse.workflow.contract.openapi.TemplateSchema.OUTPUTS;
import static net.vimmerse.workflow.contract.openapi.TemplateSchema.STEPS;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import net.vimmerse.workflow.contract.openapi.Document;
import net.vimmerse.workflow.contract.openapi.SchemaNode;
import org.jspecify.annotations.Nullable;

/**
 * Edits the text of a document, and keeps a list of what it changed. What it cannot know becomes a
 * placeholder, which {@value #PLACEHOLDER} names, and which the lint rules reject. Not thread-safe.
 */
public final class DocumentEditor {
  /** The keyword that lists what a person has to write. */
  public static final String PLACEHOLDER = "x-placeholder";

  static final String UNKNOWN = "PLACEHOLDER";
  static final String SOURCE = "x-source";
  static final String DATE = "x-source-date";
  private static final int MAX_COLUMNS = 120;

  private final Source source;
  private final LocalDate day;

  /** What changed, by how and what: the names of those that changed in this way. */
  private final Map<Change, List<String>> changes = new LinkedHashMap<>();

  private YamlText yaml;
  private @Nullable Document document;

  /**
   * Opens a document.
   *
   * @param text YAML
   * @param source where what is edited comes from
   * @param day the day on which the source told it
   * @throws IllegalArgumentException when the text is not such a document
   */
  public DocumentEditor(String text, Source source, LocalDate day) {
    this.yaml = YamlText.of(text);
    this.source = source;
    this.day = day;
  }

  /** Returns the text of the document. */
  public String text() {
    return yaml.toString();
  }

  private record Change(String how, String what, String alone) {}

  /** Returns what was changed, for people; the same change of several templates is one line. */
  public List<String> changes() {
    List<String> lines = new ArrayList<>();
    changes.forEach(
        (change, names) -> {
          int more = names.size() - 1;
          String others = more > 0 ? " and " + more + " more" : "";
          lines.add("%-8s %s%s%s".formatted(change.how, names.get(0), others, change.what));
        });
    return lines;
  }

  /** Returns the document as it is now. */
  public Document document() {
    Document parsed = document;
    if (parsed == null) {
      parsed = Document.of(text().getBytes(UTF_8));
      document = parsed;
    }
    return parsed;
  }

  /** Returns the placeholders of a document, each with its place. */
  public List<String> placeholders() {
    List<String> all = new ArrayList<>();
    collect(document().root(), all);
    return all;
  }

  private static void collect(SchemaNode node, List<String> all) {
    for (JsonNode each : node.value().path(PLACEHOLDER)) {
      all.add(node.pointer().toString().replace("/components/schemas/", "") + ": " + each.asText());
    }
    node.value()
        .properties()
        .forEach(
            it -> {
              if (!it.getValue().has("$ref")) {
                collect(node.child(it.getKey()), all);
              }
            });
  }

  /** Returns true if a schema has a placeholder with this name. */
  public static boolean asks(SchemaNode schema, String what) {
    return texts(schema.value().path(PLACEHOLDER)).contains(what);
  }

  /**
   * Records a change.
   *
   * @param how such as {@code added}
   * @param name of the template or schema
   * @param what follows the name; may be empty
   */
  void changed(String how, String name, String what) {
    String alone = how.equals("changed") ? "" : name;
    changes.computeIfAbsent(new Change(how, what, alone), it -> new ArrayList<>()).add(name);
  }

  /** Edits the text. */
  void edit(UnaryOperator<YamlText> change) {
    yaml = change.apply(yaml);
    document = null;
  }

  boolean has(List<String> path) {
    return yaml.has(path);
  }

  List<String> lines(List<String> path) {
    return yaml.lines(path);
  }

  void set(List<String> path, String value) {
    edit(it -> it.set(path, value));
  }

  /**
   * Replaces a list. One in block style loses and gains items only, so that comments of the others
   * stay.
   */
  void setValues(List<String> path, List<JsonNode> old, List<JsonNode> items) {
    List<JsonNode> kept = old.stream().filter(items::contains).toList();
    List<JsonNode> added = items.stream().filter(it -> !old.contains(it)).toList();
    List<JsonNode> edited = new ArrayList<>(kept);
    edited.addAll(added);
    if (yaml.has(path) && yaml.lines(path).size() > 1 && !kept.isEmpty() && edited.equals(items)) {
      for (int i = old.size() - 1; i >= 0; i--) {
        if (!kept.contains(old.get(i))) {
          List<String> item = below(path, "" + i);
          edit(it -> it.remove(item));
        }
      }
      added.forEach(item -> edit(it -> it.add(path, List.of("- " + YamlText.scalar(item)))));
      return;
    }
    List<String> lines = values(path.get(path.size() - 1), items);
    if (yaml.has(path)) {
      edit(it -> it.replace(path, lines));
    } else {
      edit(it -> it.add(path.subList(0, path.size() - 1), lines));
    }
  }

  /** Replaces a list of strings. */
  void setList(List<String> path, List<String> old, List<String> items) {
    setValues(path, YamlText.nodes(old), YamlText.nodes(items));
  }

  /** Returns the lines of a list of strings. */
  static List<String> list(String name, List<String> items) {
    return values(name, YamlText.nodes(items));
  }

  /** Returns the lines of a list: one if they suffice, else one for each item. */
  static List<String> values(String name, List<JsonNode> items) {
    String line = name + ": " + YamlText.values(items);
    if (line.length() + 12 <= MAX_COLUMNS) {
      return List.of(line);
    }
    List<String> lines = new ArrayList<>(List.of(name + ":"));
    items.forEach(it -> lines.add("  - " + YamlText.scalar(it)));
    return lines;
  }

  /** Marks the source of a node. */
  void source(List<String> path) {
    set(below(path, SOURCE), source.toString());
    String date = YamlText.quoted(day.toString());
    if (has(below(path, DATE))) {
      set(below(path, DATE), date);
    } else {
      edit(it -> it.addAfter(below(path, SOURCE), List.of(DATE + ": " + date)));
    }
  }

  /** Returns the lines that mark the source of a node. */
  List<String> source() {
    return List.of(SOURCE + ": " + source, DATE + ": " + YamlText.quoted(day.toString()));
  }

  /** Returns true if the text has this placeholder at a node. */
  boolean asks(List<String> path, String what) {
    return placeholders(path).contains(what);
  }

  /** Asks for what the source does not tell about a node. */
  void ask(List<String> path, String what) {
    List<String> asked = placeholders(path);
    if (!asked.contains(what)) {
      List<String> all = new ArrayList<>(asked);
      all.add(what);
      setList(below(path, PLACEHOLDER), asked, all);
    }
  }

  /** Removes a placeholder, since the source tells it now; returns true if there was one. */
  boolean settle(List<String> path, String what) {
    List<String> asked = placeholders(path);
    if (asked.equals(List.of(what))) {
      edit(it -> it.remove(below(path, PLACEHOLDER)));
    } else if (asked.contains(what)) {
      setList(
          below(path, PLACEHOLDER), asked, asked.stream().filter(it -> !it.equals(what)).toList());
    }
    return asked.contains(what);
  }

  private List<String> placeholders(List<String> path) {
    return texts(document().at("/" + String.join("/", path)).value().path(PLACEHOLDER));
  }

  // ---- templates

  /**
   * Sets what differs of a pipeline mode; one that the document lacks is added.
   *
   * @param schema the name of the request schema
   * @param credits empty if unknown
   * @param steps empty if unknown
   * @param outputs empty if unknown
   * @return true if anything differed or was a placeholder
   */
  boolean mode(
      String schema,
      String mode,
      Optional<Integer> credits,
      Optional<List<String>> steps,
      Optional<List<String>> outputs) {
    List<String> request = schema(schema);
    List<String> modes = below(request, METADATA, MODES);
    List<String> path = below(modes, mode);
    if (!has(path)) {
      List<String> lines = new ArrayList<>(List.of(mode + ":"));
      lines.addAll(YamlText.indented(mode(credits, steps, outputs)));
      lines.addAll(YamlText.indented(source()));
      edit(it -> it.add(modes, lines));
      askForMode(request, mode, credits, steps);
      return true;
    }
    JsonNode documented = document().at("/" + String.join("/", path)).value();
    boolean differs = false;
    if (credits.isPresent() && documented.path(CREDITS).asInt(-1) != credits.get()) {
      set(below(path, CREDITS), credits.get().toString());
      differs = true;
    }
    differs |= credits.isPresent() && settle(request, mode + ".credits");
    if (steps.isPresent() && !texts(documented.path(STEPS)).equals(steps.get())) {
      setList(below(path, STEPS), texts(documented.path(STEPS)), steps.get());
      differs = true;
    }
    differs |= steps.isPresent() && settle(request, mode + ".steps");
    if (outputs.isPresent() && !texts(documented.path(OUTPUTS)).equals(outputs.get())) {
      setList(below(path, OUTPUTS), texts(documented.path(OUTPUTS)), outputs.get());
      differs = true;
    }
    if (differs) {
      source(path);
    }
    return differs;
  }

  /** Returns the lines of a mode, with an invalid value for what is unknown. */
  static List<String> mode(
      Optional<Integer> credits, Optional<List<String>> steps, Optional<List<String>> outputs) {
    List<String> lines = new ArrayList<>(List.of("credits: " + credits.orElse(0)));
    lines.addAll(list(STEPS, steps.orElse(List.of())));
    lines.addAll(list(OUTPUTS, outputs.orElse(List.of())));
    return lines;
  }

  void askForMode(
      List<String> request, String mode, Optional<Integer> credits, Optional<List<String>> steps) {
    if (credits.isEmpty()) {
      ask(request, mode + ".credits");
    }
    if (steps.isEmpty()) {
      ask(request, mode + ".steps");
    }
  }

  /**
   * Returns the first name of a schema that is free: with a number before the suffix if need be.
   */
  String freeSchema(String name, String suffix) {
    String free = name + suffix;
    for (int i = 2; has(schema(free)); i++) {
      free = name + i + suffix;
    }
    return free;
  }

  static List<String> schema(String name) {
    return List.of("components", "schemas", name);
  }

  static List<String> below(List<String> path, String... segments) {
    List<String> whole = new ArrayList<>(path);
    whole.addAll(Arrays.asList(segments));
    return whole;
  }

  static List<JsonNode> items(JsonNode array) {
    List<JsonNode> items = new ArrayList<>();
    array.forEach(items::add);
    return items;
  }

  static List<String> texts(JsonNode array) {
    List<String> texts = new ArrayList<>();
    array.forEach(it -> texts.add(it.asText()));
    return texts;
  }
}
