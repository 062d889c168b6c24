package net.vimmerse.workflow.contract.sequences.runner;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import net.vimmerse.workflow.contract.cases.CaseRequest;
import net.vimmerse.workflow.contract.execution.CurlCommand;
import net.vimmerse.workflow.contract.execution.Target;
import net.vimmerse.workflow.contract.validation.RecordedExchange;
import okhttp3.Headers;
import okio.ByteString;

/**
 * The requests of a sequence as a shell script. Keys come from variables, and so do ids, which
 * differ each time.
 */
final class ShellScript {
  /** Ends the line of a response, since bodies do not. */
  static final String END_OF_RESPONSE = "; echo";

  private static final String KEY = "key";

  private final List<Line> lines = new ArrayList<>();

  /**
   * One line.
   *
   * @param name the resource that it is about; empty if it is about none
   */
  private record Line(String name, String text) {}

  /** Returns the variable for the key of a caller. */
  static String variable(int key) {
    return key == 0 ? "API_KEY" : "OTHER_API_KEY";
  }

  /** Adds a create request whose id goes into a variable. */
  void create(Target target, int key, CaseRequest request, String name, String idProperty) {
    String curl = line(target, key, request).replaceFirst("curl -isS", "curl -sS");
    lines.add(new Line(name, name + "=$(" + curl + CurlCommand.extraction(idProperty) + ")"));
  }

  /**
   * Adds a request about a resource.
   *
   * @param request its path ends in {@code $} and the name of the resource
   */
  void access(Target target, int key, CaseRequest request, String name) {
    String line = line(target, key, request).replace("$" + name + "'", "'\"$" + name + "\"");
    lines.add(new Line(name, line + END_OF_RESPONSE));
  }

  /** Adds a request of a list operation. */
  void readList(Target target, int key, CaseRequest request) {
    add(line(target, key, request) + END_OF_RESPONSE);
  }

  /** Adds a line unchanged. */
  void add(String line) {
    lines.add(new Line("", line));
  }

  private static String line(Target target, int key, CaseRequest request) {
    Headers.Builder headers = request.headers().newBuilder();
    target.keyHeaders().forEach(header -> headers.set(header, KEY));
    RecordedExchange exchange =
        new RecordedExchange(
            request.method(),
            request.target(),
            headers.build(),
            request.body(),
            0,
            Headers.EMPTY,
            ByteString.EMPTY);
    return CurlCommand.line(target.url(), exchange, Map.of(KEY, variable(key)));
  }

  /** Returns the number of lines. */
  int size() {
    return lines.size();
  }

  /**
   * Returns the first lines, without those about other resources.
   *
   * @param names the names of the resources; empty for all of them
   */
  String text(int size, Set<String> names) {
    return lines.stream()
        .limit(size)
        .filter(it -> names.isEmpty() || it.name().isEmpty() || names.contains(it.name()))
        .map(Line::text)
        .collect(Collectors.joining("\n"));
  }
}
