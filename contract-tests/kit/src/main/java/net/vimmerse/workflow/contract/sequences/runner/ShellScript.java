package net.vimmerse.workflow.contract.sequences.runner;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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

  private final List<String> lines = new ArrayList<>();

  /** Returns the variable for the key of a caller. */
  static String variable(int key) {
    return key == 0 ? "API_KEY" : "OTHER_API_KEY";
  }

  /** Adds a create request whose id goes into a variable. */
  void create(Target target, int key, CaseRequest request, String name, String idProperty) {
    String curl = line(target, key, request).replaceFirst("curl -isS", "curl -sS");
    lines.add(name + "=$(" + curl + CurlCommand.extraction(idProperty) + ")");
  }

  /**
   * Adds a request about a resource.
   *
   * @param request its path ends in {@code $} and the name of the resource
   */
  void access(Target target, int key, CaseRequest request, String name) {
    String line = line(target, key, request).replace("$" + name + "'", "'\"$" + name + "\"");
    lines.add(line + END_OF_RESPONSE);
  }

  /** Adds a request of a list operation. */
  void readList(Target target, int key, CaseRequest request) {
    lines.add(line(target, key, request) + END_OF_RESPONSE);
  }

  /** Adds a line unchanged. */
  void add(String line) {
    lines.add(line);
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

  @Override
  public String toString() {
    return String.join("\n", lines);
  }
}
