package net.vimmerse.workflow.contract.editing;

import static java.util.stream.Collectors.joining;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.yaml.snakeyaml.DumperOptions.FlowStyle;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * YAML text that is edited at the positions of its nodes: comments, order, quotes and line ends of
 * everything else stay as they are. Immutable.
 *
 * <p>A path is a list of keys; the items of a list are numbered from 0.
 */
final class YamlText {
  private static final String INDENT = "  ";

  /** A comment that names the source of the value before it, which an edit makes untrue. */
  private static final String SOURCE = "[ \\t]+# " + Source.undated() + "(?=\\r?\\n|$)";

  private final String text;
  private final MappingNode root;

  private YamlText(String text, MappingNode root) {
    this.text = text;
    this.root = root;
  }

  /**
   * Parses a text.
   *
   * @throws IllegalArgumentException when it is not YAML, or not a mapping
   */
  static YamlText of(String text) {
    LoaderOptions options = new LoaderOptions();
    options.setCodePointLimit(Integer.MAX_VALUE);
    try {
      if (new Yaml(options).compose(new StringReader(text)) instanceof MappingNode mapping) {
        return new YamlText(text, mapping);
      }
    } catch (MarkedYAMLException e) {
      throw new IllegalArgumentException(
          "line %d: %s".formatted(e.getProblemMark().getLine() + 1, e.getProblem()), e);
    }
    throw new IllegalArgumentException("not a mapping");
  }

  @Override
  public String toString() {
    return text;
  }

  /** Returns true if there is a node at a path. */
  boolean has(List<String> path) {
    return find(path).isPresent();
  }

  /** Returns the lines of an entry or item, without the indentation that all of them have. */
  List<String> lines(List<String> path) {
    Place place = place(path);
    int indent = place.column();
    List<String> lines = new ArrayList<>();
    for (int line = place.line(); line <= place.last(); line++) {
      String whole = text.substring(start(line), start(line + 1)).stripTrailing();
      lines.add(whole.length() > indent ? whole.substring(indent) : "");
    }
    return lines;
  }

  /** Replaces or adds a value of one line. A new key follows the others of its mapping. */
  YamlText set(List<String> path, String value) {
    Optional<Node> old = find(path);
    if (old.isEmpty()) {
      return add(parent(path), List.of(last(path) + ": " + value));
    }
    Node node = old.get();
    if (isBlock(node) && node.getStartMark().getLine() > place(path).line()) {
      Place place = place(path);
      int from = start(place.line()) + place.column();
      return spliced(from, end(place.last()), last(path) + ": " + value);
    }
    String rest = text.substring(to(node)).replaceFirst("(?s)^" + SOURCE, "");
    return of(text.substring(0, from(node)) + value + rest);
  }

  /** Adds lines, not indented, to the end of a mapping or list in block style. */
  YamlText add(List<String> path, List<String> lines) {
    Node node = find(path).orElseThrow(() -> new IllegalArgumentException("no " + name(path)));
    if (!isBlock(node)) {
      return addInside(path, node, lines);
    }
    return inserted(lastLine(node) + 1, node.getStartMark().getColumn(), lines);
  }

  private YamlText addInside(List<String> path, Node node, List<String> lines) {
    if (lines.size() > 1 || !(node instanceof MappingNode mapping)) {
      throw new IllegalArgumentException(
          "line %d: write %s in block style, one entry a line"
              .formatted(node.getStartMark().getLine() + 1, name(path)));
    }
    String separator = mapping.getValue().isEmpty() ? "" : ", ";
    int end = text.lastIndexOf('}', to(node) - 1);
    return spliced(text.substring(0, end).stripTrailing().length(), end, separator + lines.get(0));
  }

  /** Inserts lines, not indented, after an entry. */
  YamlText addAfter(List<String> path, List<String> lines) {
    Place place = place(path);
    return inserted(place.last() + 1, place.column(), lines);
  }

  /** Replaces an entry or item by other lines, not indented. */
  YamlText replace(List<String> path, List<String> lines) {
    Place place = place(path);
    YamlText inserted = inserted(place.last() + 1, place.column(), lines, false);
    return of(
        inserted.text.substring(0, start(place.line()))
            + inserted.text.substring(start(place.last() + 1)));
  }

  /** Removes an entry or item, if there is one; of a mapping or list in block style, its lines. */
  YamlText remove(List<String> path) {
    if (!has(path)) {
      return this;
    }
    Node holder = find(parent(path)).orElseThrow();
    if (!isBlock(holder)) {
      throw new IllegalArgumentException(
          "line %d: write %s in block style, one entry a line"
              .formatted(holder.getStartMark().getLine() + 1, name(parent(path))));
    }
    Place place = place(path);
    return of(text.substring(0, start(place.line())) + text.substring(start(place.last() + 1)));
  }

  // ---- positions

  /**
   * The lines of an entry or item, numbered from 0.
   *
   * @param column where its key or dash stands
   */
  private record Place(int line, int last, int column) {}

  private Place place(List<String> path) {
    Node holder = find(parent(path)).orElseThrow(() -> missing(path));
    if (holder instanceof MappingNode mapping) {
      NodeTuple entry = entry(mapping, last(path)).orElseThrow(() -> missing(path));
      Node key = entry.getKeyNode();
      int end = Math.max(key.getStartMark().getLine(), lastLine(entry.getValueNode()));
      return new Place(key.getStartMark().getLine(), end, key.getStartMark().getColumn());
    }
    Node item = find(path).orElseThrow(() -> missing(path));
    return new Place(
        item.getStartMark().getLine(), lastLine(item), holder.getStartMark().getColumn());
  }

  private static IllegalArgumentException missing(List<String> path) {
    return new IllegalArgumentException("no " + name(path));
  }

  private Optional<Node> find(List<String> path) {
    Node node = root;
    for (String segment : path) {
      Optional<Node> next = Optional.empty();
      if (node instanceof MappingNode mapping) {
        next = entry(mapping, segment).map(NodeTuple::getValueNode);
      } else if (node instanceof SequenceNode list
          && Integer.parseInt(segment) < list.getValue().size()) {
        next = Optional.of(list.getValue().get(Integer.parseInt(segment)));
      }
      if (next.isEmpty()) {
        return next;
      }
      node = next.get();
    }
    return Optional.of(node);
  }

  private static Optional<NodeTuple> entry(MappingNode mapping, String key) {
    return mapping.getValue().stream()
        .filter(it -> it.getKeyNode() instanceof ScalarNode name && name.getValue().equals(key))
        .findFirst();
  }

  private static boolean isBlock(Node node) {
    return (node instanceof MappingNode mapping && mapping.getFlowStyle() == FlowStyle.BLOCK)
        || (node instanceof SequenceNode list && list.getFlowStyle() == FlowStyle.BLOCK);
  }

  /** Returns the last line of a node's own text, without the comments and blank lines below it. */
  private int lastLine(Node node) {
    if (isBlock(node) && node instanceof MappingNode mapping) {
      NodeTuple last = mapping.getValue().get(mapping.getValue().size() - 1);
      return Math.max(last.getKeyNode().getEndMark().getLine(), lastLine(last.getValueNode()));
    }
    if (isBlock(node) && node instanceof SequenceNode list) {
      return lastLine(list.getValue().get(list.getValue().size() - 1));
    }
    int end = to(node);
    while (end > from(node) && Character.isWhitespace(text.charAt(end - 1))) {
      end--;
    }
    return (int) text.substring(0, end).chars().filter(it -> it == '\n').count();
  }

  private int from(Node node) {
    return text.offsetByCodePoints(0, node.getStartMark().getIndex());
  }

  private int to(Node node) {
    return text.offsetByCodePoints(0, node.getEndMark().getIndex());
  }

  /** Returns the offset of a line; the length of the text for a line behind the last. */
  private int start(int line) {
    int offset = 0;
    for (int passed = 0; passed < line; passed++) {
      int end = text.indexOf('\n', offset);
      if (end < 0) {
        return text.length();
      }
      offset = end + 1;
    }
    return offset;
  }

  /** Returns the offset of the end of a line, before its line break. */
  private int end(int line) {
    return text.substring(0, start(line + 1)).stripTrailing().length();
  }

  // ---- edits

  private YamlText inserted(int line, int column, List<String> lines) {
    return inserted(line, column, lines, true);
  }

  private YamlText inserted(int line, int column, List<String> lines, boolean valid) {
    String lineBreak = text.contains("\r\n") ? "\r\n" : "\n";
    StringBuilder added = new StringBuilder();
    int at = start(line);
    if (at > 0 && text.charAt(at - 1) != '\n') {
      added.append(lineBreak);
    }
    for (String each : lines) {
      added.append(each.isEmpty() ? "" : " ".repeat(column) + each).append(lineBreak);
    }
    String edited = text.substring(0, at) + added + text.substring(at);
    return valid ? of(edited) : new YamlText(edited, root);
  }

  private YamlText spliced(int from, int to, String value) {
    return of(text.substring(0, from) + value + text.substring(to));
  }

  private static List<String> parent(List<String> path) {
    return path.subList(0, path.size() - 1);
  }

  private static String last(List<String> path) {
    return path.get(path.size() - 1);
  }

  private static String name(List<String> path) {
    return String.join(".", path);
  }

  /** Returns lines with one more level of indentation. */
  static List<String> indented(List<String> lines) {
    return lines.stream().map(it -> it.isEmpty() ? it : INDENT + it).toList();
  }

  /** Returns a value in YAML: as it is if it is an ordinary word or sentence, else in quotes. */
  static String scalar(String value) {
    return isPlain(value, "[A-Za-z][\\w ./,'+()-]*[\\w.)]|[A-Za-z]") ? value : quoted(value);
  }

  /** Returns a value in YAML: a string as {@link #scalar(String)} does. */
  static String scalar(JsonNode value) {
    return value.isTextual() ? scalar(value.textValue()) : value.toString();
  }

  /** Returns a list of strings in one line. */
  static String list(List<String> items) {
    return values(nodes(items));
  }

  /** Returns a list in one line. */
  static String values(List<JsonNode> items) {
    return items.stream().map(YamlText::item).collect(joining(", ", "[", "]"));
  }

  private static String item(JsonNode item) {
    String text = item.asText();
    return item.isTextual() && isPlain(text, "[A-Za-z][\\w ./+-]*\\w|[A-Za-z]")
        ? text
        : item.isTextual() ? quoted(text) : item.toString();
  }

  /** Returns strings as values. */
  static List<JsonNode> nodes(List<String> texts) {
    return texts.stream().<JsonNode>map(TextNode::valueOf).toList();
  }

  private static boolean isPlain(String value, String pattern) {
    return value.matches(pattern) && !value.matches("(?i)true|false|null|yes|no|on|off|y|n");
  }

  /** Returns a value in double quotes, of which JSON's escapes are a part. */
  static String quoted(String value) {
    return TextNode.valueOf(value).toString().replace("\u0085", "\\u0085");
  }
}
