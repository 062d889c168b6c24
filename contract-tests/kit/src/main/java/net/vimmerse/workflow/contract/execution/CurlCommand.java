package net.vimmerse.workflow.contract.execution;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import net.vimmerse.workflow.contract.validation.RecordedExchange;
import okhttp3.Headers;
import okhttp3.HttpUrl;
import okio.Buffer;
import okio.BufferedSink;
import okio.ByteString;
import okio.GzipSink;
import okio.Okio;

/** Formats a request as a shell command that sends the same bytes with curl. */
public final class CurlCommand {
  private static final Set<String> BY_ITSELF =
      Set.of("accept-encoding", "connection", "content-length", "host", "user-agent");
  private static final int MAX_ARGUMENT_LENGTH = 4096;

  private CurlCommand() {}

  /**
   * Returns the command that repeats the request of an exchange.
   *
   * @param base the URL that targets are relative to
   * @param variables the shell variable for each key: a header with such a value refers to the
   *     variable, so that the command holds no secret
   */
  public static String line(
      HttpUrl base, RecordedExchange exchange, Map<String, String> variables) {
    ByteString body = exchange.requestBody();
    boolean plain = isPlain(body);
    List<String> words = new ArrayList<>(List.of("curl", "-isS", "-g", "--path-as-is"));
    boolean bodiless = body.size() == 0;
    if (!exchange.method().equals("GET") || !bodiless) {
      words.addAll(List.of("-X", exchange.method()));
    }
    String root = base.newBuilder().query(null).build().toString().replaceFirst("/$", "");
    words.add(quoted(root + exchange.target()));
    words.addAll(headers(exchange.requestHeaders(), bodiless, variables));
    if (!bodiless) {
      words.addAll(List.of("--data-binary", plain ? quoted(body.utf8()) : "@-"));
    }
    String line = String.join(" ", words);
    return plain ? line : "printf %s " + zipped(body).base64() + " | base64 -d | gunzip | " + line;
  }

  /**
   * Returns the suffix of a command that prints a string property of the response instead of the
   * response.
   */
  public static String extraction(String property) {
    return " | sed -n 's/.*\"" + property + "\": *\"\\([^\"]*\\)\".*/\\1/p'";
  }

  private static List<String> headers(
      Headers headers, boolean bodiless, Map<String, String> variables) {
    List<String> words = new ArrayList<>();
    for (int i = 0; i < headers.size(); i++) {
      String name = headers.name(i);
      String value = headers.value(i);
      String variable = variables.get(value);
      if (variable != null) {
        words.addAll(List.of("-H", "\"" + name + ": $" + variable + "\""));
      } else if (!BY_ITSELF.contains(name.toLowerCase(Locale.ROOT))) {
        words.addAll(List.of("-H", quoted(value.isEmpty() ? name + ";" : name + ": " + value)));
      }
    }
    if (!bodiless && headers.get("Content-Type") == null) {
      words.addAll(List.of("-H", "Content-Type:")); // Or else curl makes one up.
    }
    return words;
  }

  private static String quoted(String text) {
    return "'" + text.replace("'", "'\\''") + "'";
  }

  /** Returns true if a body can be passed as a readable argument. */
  private static boolean isPlain(ByteString body) {
    String text = body.utf8();
    return body.size() <= MAX_ARGUMENT_LENGTH
        && !text.startsWith("@")
        && ByteString.encodeUtf8(text).equals(body)
        && text.chars().noneMatch(it -> it < ' ' && it != '\n' && it != '\t');
  }

  private static ByteString zipped(ByteString body) {
    Buffer zipped = new Buffer();
    try (BufferedSink sink = Okio.buffer(new GzipSink(zipped))) {
      sink.write(requireNonNull(body, "body == null"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return zipped.readByteString();
  }
}
