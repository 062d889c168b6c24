package net.vimmerse.workflow.contract.report;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import net.vimmerse.workflow.contract.drift.Difference;
import net.vimmerse.workflow.contract.drift.Drift;
import net.vimmerse.workflow.contract.execution.Failure;
import net.vimmerse.workflow.contract.execution.TestResult;
import net.vimmerse.workflow.contract.openapi.Document;
import net.vimmerse.workflow.contract.openapi.SchemaNode;
import net.vimmerse.workflow.contract.validation.RecordedExchange;
import net.vimmerse.workflow.contract.validation.ValidationResult;
import net.vimmerse.workflow.contract.validation.Violation;
import okhttp3.Headers;
import okio.ByteString;

/**
 * Removes credentials from results: the headers and query parameters that carry keys, and the text
 * of the keys in use wherever it occurs. Immutable and thread-safe.
 */
public final class Redaction {
  /** The replacement of a credential. */
  public static final String MARK = "REDACTED";

  /** Shorter keys would match ordinary words, and are no secrets. */
  private static final int MIN_KEY_LENGTH = 4;

  private static final int LONG_KEY_LENGTH = 12;

  private static final Set<String> ALWAYS =
      Set.of("Authorization", "Cookie", "Proxy-Authorization", "Set-Cookie");

  private final Set<String> headers = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
  private final List<Pattern> parameters = new ArrayList<>();
  private final List<Pattern> secrets = new ArrayList<>();

  /** Those that cannot be a word of the kit or the document by chance. */
  private final List<Pattern> distinctSecrets = new ArrayList<>();

  private Redaction(Document document, Collection<String> keys) {
    headers.addAll(ALWAYS);
    for (SchemaNode scheme : document.securitySchemes()) {
      String name = scheme.text("name").orElse("Authorization");
      if (scheme.text("in").filter("query"::equals).isPresent()) {
        parameters.add(Pattern.compile("([?&]" + Pattern.quote(name) + "=)[^&#]*"));
      } else {
        headers.add(name);
      }
    }
    for (String key : keys) {
      if (key.length() >= MIN_KEY_LENGTH) {
        secrets.add(secret(key));
        secrets.add(secret(URLEncoder.encode(key, StandardCharsets.UTF_8)));
        secrets.add(secret(key.replace("\\", "\\\\").replace("\"", "\\\"")));
      }
      if (key.length() >= MIN_KEY_LENGTH && !isWord(key)) {
        distinctSecrets.add(secret(key));
      }
    }
  }

  /**
   * Creates a redaction for exchanges with a document.
   *
   * @param keys the keys in use; one of fewer than four characters is removed from its header only
   */
  public static Redaction of(Document document, Collection<String> keys) {
    return new Redaction(document, keys);
  }

  private static boolean isWord(String key) {
    return key.length() < LONG_KEY_LENGTH && key.matches("[A-Za-z]+");
  }

  /** Returns a pattern of a key; a short one must not be a part of a word. */
  private static Pattern secret(String key) {
    String quoted = Pattern.quote(key);
    return Pattern.compile(
        key.length() < LONG_KEY_LENGTH
            ? "(?<![\\p{L}\\p{N}])" + quoted + "(?![\\p{L}\\p{N}])"
            : quoted);
  }

  /** Returns the results without credentials. */
  public List<TestResult> results(List<TestResult> results) {
    return results.stream().map(this::result).toList();
  }

  private TestResult result(TestResult result) {
    return new TestResult(
        own(result.group()),
        own(result.name()),
        result.outcome(),
        text(result.message()),
        result.failures().stream()
            .map(
                it ->
                    new Failure(
                        it.kind(),
                        own(it.cause()),
                        text(it.message()),
                        it.exchange().map(this::validation)))
            .toList(),
        result.exchanges().stream().map(this::validation).toList(),
        text(result.reproduction()),
        result.elapsed());
  }

  /** Returns a drift without credentials. */
  public Drift drift(Drift drift) {
    return new Drift(
        drift.envelope(),
        drift.differences().stream()
            .map(
                it ->
                    new Difference(
                        it.kind(),
                        own(it.where()),
                        text(it.what()),
                        own(it.cause()),
                        it.times(),
                        it.example().map(this::validation),
                        text(it.reproduction())))
            .toList());
  }

  private ValidationResult validation(ValidationResult validation) {
    RecordedExchange exchange = validation.exchange();
    return new ValidationResult(
        new RecordedExchange(
            exchange.method(),
            target(exchange.target()),
            headers(exchange.requestHeaders()),
            body(exchange.requestBody()),
            exchange.status(),
            headers(exchange.responseHeaders()),
            body(exchange.responseBody())),
        validation.violations().stream().map(this::violation).toList());
  }

  private Violation violation(Violation violation) {
    return new Violation(
        violation.direction(),
        violation.kind(),
        text(violation.at()),
        text(violation.message()),
        target(violation.operation()),
        violation.status());
  }

  private String target(String target) {
    String without = target;
    for (Pattern parameter : parameters) {
      without = parameter.matcher(without).replaceAll("$1" + MARK);
    }
    return text(without);
  }

  private Headers headers(Headers headers) {
    Headers.Builder without = new Headers.Builder();
    for (int i = 0; i < headers.size(); i++) {
      boolean secret = this.headers.contains(headers.name(i));
      without.addUnsafeNonAscii(headers.name(i), secret ? MARK : text(headers.value(i)));
    }
    return without.build();
  }

  private ByteString body(ByteString body) {
    String bytes = body.string(StandardCharsets.ISO_8859_1);
    String without = text(bytes);
    return without.equals(bytes)
        ? body
        : ByteString.encodeString(without, StandardCharsets.ISO_8859_1);
  }

  /**
   * Returns words of the kit and the document without the keys in use. A key that looks like a word
   * stays there, since these texts do not come from a request or response.
   */
  private String own(String text) {
    return without(distinctSecrets, text);
  }

  /** Returns a text without the keys in use. */
  public String text(String text) {
    return without(secrets, text);
  }

  private static String without(List<Pattern> secrets, String text) {
    String without = text;
    for (Pattern secret : secrets) {
      without = secret.matcher(without).replaceAll(MARK);
    }
    return without;
  }
}
