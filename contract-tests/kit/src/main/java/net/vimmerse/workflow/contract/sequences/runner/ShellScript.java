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
 * What was sent, as lines for a shell: keys come from variables, and so do ids, which are different
 * each time.
 */
final class ShellScript {
  /** Bodies end without one, and the next answer would begin in the same line. */
  static final String END_OF_ANSWER = "; echo";

  private static final String KEY = "key";

  private final List<String> lines = new ArrayList<>();

  /** The variable that the key of a holder comes from. */
  static String variable(int key) {
    return key == 0 ? "API_KEY" : "OTHER_API_KEY";
  }

  /** A request that creates something: its id goes into a variable of its name. */
  void create(Target target, int key, CaseRequest request, String name, String idMember) {
    String curl = line(target, key, request).replaceFirst("curl -isS", "curl -sS");
    lines.add(name + "=$(" + curl + CurlCommand.extraction(idMember) + ")");
  }

  /**
   * A request about something that was created.
   *
   * @param request its path ends in {@code $} and the name of that
   */
  void follow(Target target, int key, CaseRequest request, String name) {
    String line = line(target, key, request).replace("$" + name + "'", "'\"$" + name + "\"");
    lines.add(line + END_OF_ANSWER);
  }

  /** A request about nothing in particular. */
  void browse(Target target, int key, CaseRequest request) {
    lines.add(line(target, key, request) + END_OF_ANSWER);
  }

  /** A line as it is. */
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
