package net.vimmerse.workflow.contract.suite;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import net.vimmerse.workflow.contract.openapi.Operation;
import net.vimmerse.workflow.contract.recording.ExchangeLog;
import net.vimmerse.workflow.contract.recording.SelfCheckException;
import net.vimmerse.workflow.contract.validation.ContractValidator;
import net.vimmerse.workflow.contract.validation.RecordedExchange;
import net.vimmerse.workflow.contract.validation.Violation.Kind;
import net.vimmerse.workflow.simulator.Simulator;
import net.vimmerse.workflow.simulator.http.ExchangeListener;
import net.vimmerse.workflow.simulator.http.ServedExchange;
import okhttp3.Headers;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okio.ByteString;

/**
 * Validates every exchange inside a simulator, of any client. A response that a fault rule cuts off
 * counts as missing, as it does for the client.
 */
final class ValidatingListener implements ExchangeListener {
  private static final HttpUrl ANY_ORIGIN = HttpUrl.get("http://origin.invalid/");
  private static final int UNDOCUMENTED = 299;

  private final ExchangeLog log;
  private volatile ExchangeLog current;

  ValidatingListener(ContractValidator validator) {
    this.log = new ExchangeLog(validator);
    this.current = log;
  }

  /** Returns the log of all exchanges so far. */
  ExchangeLog log() {
    return log;
  }

  @Override
  public void served(ServedExchange served) {
    String request = served.method() + " " + served.url();
    HttpUrl url = ANY_ORIGIN.resolve(served.url());
    if (url == null || !log.validator().document().claims(url.pathSegments())) {
      current.addUnrelated(request);
    } else if (served.broken()) {
      current.addWithoutResponse(request);
    } else {
      current.add(
          new RecordedExchange(
              served.method(),
              served.url(),
              headers(served.requestHeaders()),
              ByteString.of(served.requestBody()),
              served.status(),
              headers(served.responseHeaders()),
              ByteString.of(served.responseBody())));
    }
  }

  private static Headers headers(Map<String, List<String>> values) {
    Headers.Builder headers = new Headers.Builder();
    values.forEach((name, each) -> each.forEach(value -> headers.addUnsafeNonAscii(name, value)));
    return headers.build();
  }

  /**
   * Checks that an invalid exchange of the simulator is reported and a valid one is not. Adds
   * nothing to the log. To be called before any other use of the simulator.
   *
   * @throws SelfCheckException when the invalid exchange is not reported, or the valid one is
   */
  void selfCheck(Simulator simulator) {
    String key = "blind-check";
    Operation templateList =
        log.validator().document().operations().stream()
            .filter(it -> it.method().equals("GET") && !it.path().contains("{"))
            .findFirst()
            .orElseThrow();
    ExchangeLog good = heard(simulator, key, templateList);
    fault(simulator, key);
    ExchangeLog bad = heard(simulator, key, templateList);
    if (good.exchanges() != 1 || !good.violations().isEmpty()) {
      throw new SelfCheckException("The validator reports a valid exchange: " + good.validations());
    }
    if (bad.violations().stream().noneMatch(it -> it.kind() == Kind.UNKNOWN_STATUS)) {
      throw new SelfCheckException(
          "The validator reports of an invalid exchange: " + bad.validations());
    }
  }

  private ExchangeLog heard(Simulator simulator, String key, Operation operation) {
    ExchangeLog own = new ExchangeLog(log.validator());
    current = own;
    try {
      send(simulator, key, operation.path(), null);
    } finally {
      current = log;
    }
    return own;
  }

  private void fault(Simulator simulator, String key) {
    RequestBody rule =
        RequestBody.create(
            "{\"status\": " + UNDOCUMENTED + ", \"count\": 1}", MediaType.get("application/json"));
    send(simulator, key, "/__admin/simulator/faults", rule);
  }

  private void send(Simulator simulator, String key, String path, RequestBody body) {
    OkHttpClient http = new OkHttpClient();
    Request.Builder request =
        new Request.Builder()
            .url(requireNonNull(HttpUrl.get(simulator.url()).resolve(path), "no URL"))
            .method(body == null ? "GET" : "POST", body);
    log.validator()
        .document()
        .securitySchemes()
        .forEach(scheme -> request.header(scheme.text("name").orElseThrow(), key));
    try (Response response = http.newCall(request.build()).execute()) {
      if (response.code() >= 300) {
        throw new SelfCheckException("The simulator rejects the check: " + response);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      http.connectionPool().evictAll();
    }
  }
}
