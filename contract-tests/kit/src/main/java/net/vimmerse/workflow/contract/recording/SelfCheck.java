package net.vimmerse.workflow.contract.recording;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.util.List;
import net.vimmerse.workflow.contract.validation.ContractValidator;
import net.vimmerse.workflow.contract.validation.RecordedExchange;
import net.vimmerse.workflow.contract.validation.Violation;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okhttp3.ResponseBody;
import okio.Buffer;
import okio.ByteString;

/**
 * Checks a validator with invalid exchanges that it must report, through an OkHttp client that
 * never reaches a network.
 */
record SelfCheck(ContractValidator validator, HttpUrl base) {
  private static final OkHttpClient HTTP = new OkHttpClient();

  /**
   * Throws {@link SelfCheckException} unless each invalid exchange is reported and a valid one is
   * not.
   */
  void run() {
    List<Violation> reported = violations(InvalidExchange.valid(validator));
    if (!reported.isEmpty()) {
      throw new SelfCheckException("The validator reports a valid exchange: " + reported);
    }
    for (InvalidExchange invalid : InvalidExchange.of(validator)) {
      List<Violation> violations = violations(invalid.exchange());
      if (violations.stream().noneMatch(it -> it.kind() == invalid.kind())) {
        throw new SelfCheckException(
            "The validator does not report that " + invalid.name() + "; it reports " + violations);
      }
    }
  }

  private List<Violation> violations(RecordedExchange exchange) {
    ValidatingInterceptor twin = new ValidatingInterceptor(validator, base);
    OkHttpClient client =
        HTTP.newBuilder()
            .addInterceptor(twin)
            .addInterceptor(chain -> response(chain.request(), exchange))
            .build();
    String below = base.encodedPath().replaceFirst("/$", "");
    ByteString body = exchange.requestBody();
    Request request =
        new Request.Builder()
            .url(requireNonNull(base.resolve(below + exchange.target()), "no URL"))
            .headers(exchange.requestHeaders())
            .method(exchange.method(), body.size() == 0 ? null : RequestBody.create(body, null))
            .build();
    try {
      client.newCall(request).execute().close();
      if (twin.exchanges() != 1) {
        throw new SelfCheckException("The validator did not see " + exchange);
      }
      return twin.violations();
    } catch (IOException e) {
      throw new SelfCheckException("The validator broke the exchange " + exchange + ": " + e);
    }
  }

  private static Response response(Request request, RecordedExchange exchange) throws IOException {
    RequestBody body = request.body();
    if (body != null) {
      body.writeTo(new Buffer());
    }
    return new Response.Builder()
        .request(request)
        .protocol(Protocol.HTTP_1_1)
        .code(exchange.status())
        .message("")
        .headers(exchange.responseHeaders())
        .body(ResponseBody.create(exchange.responseBody(), null))
        .build();
  }
}
