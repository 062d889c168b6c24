package net.vimmerse.workflow.contract.validation;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import okhttp3.Headers;
import okhttp3.HttpUrl;
import okio.ByteString;

/**
 * One request and its response, as they were on the wire.
 *
 * @param method the method, in any case
 * @param target the path below the base URL of the API and the query, as sent: {@code
 *     /things/1?all=true}
 * @param requestHeaders the headers of the request
 * @param requestBody the body of the request; empty when there was none
 * @param status the status of the response
 * @param responseHeaders the headers of the response
 * @param responseBody the body of the response, not compressed; empty when there was none
 */
public record RecordedExchange(
    String method,
    String target,
    Headers requestHeaders,
    ByteString requestBody,
    int status,
    Headers responseHeaders,
    ByteString responseBody) {
  private static final HttpUrl ANY_ORIGIN = HttpUrl.get("http://origin.invalid/");

  public RecordedExchange {
    requireNonNull(method, "method == null");
    requireNonNull(target, "target == null");
    requireNonNull(requestHeaders, "requestHeaders == null");
    requireNonNull(requestBody, "requestBody == null");
    requireNonNull(responseHeaders, "responseHeaders == null");
    requireNonNull(responseBody, "responseBody == null");
  }

  /** Returns true if the response is a client error. */
  public boolean rejected() {
    return status >= 400 && status < 500;
  }

  /** Returns the target as a URL of some origin; empty when it is no path. */
  public Optional<HttpUrl> url() {
    HttpUrl url = target.startsWith("/") ? ANY_ORIGIN.resolve(target) : null;
    return Optional.ofNullable(url).filter(it -> it.host().equals(ANY_ORIGIN.host()));
  }

  /** Returns the exchange with another target. */
  public RecordedExchange withTarget(String target) {
    return new RecordedExchange(
        method, target, requestHeaders, requestBody, status, responseHeaders, responseBody);
  }

  /** Returns the exchange with other request headers. */
  public RecordedExchange withRequestHeaders(Headers requestHeaders) {
    return new RecordedExchange(
        method, target, requestHeaders, requestBody, status, responseHeaders, responseBody);
  }

  /** Returns the exchange with another status. */
  public RecordedExchange withStatus(int status) {
    return new RecordedExchange(
        method, target, requestHeaders, requestBody, status, responseHeaders, responseBody);
  }

  /** Returns the exchange with other response headers. */
  public RecordedExchange withResponseHeaders(Headers responseHeaders) {
    return new RecordedExchange(
        method, target, requestHeaders, requestBody, status, responseHeaders, responseBody);
  }

  /** Returns the exchange with another response body. */
  public RecordedExchange withResponseBody(ByteString responseBody) {
    return new RecordedExchange(
        method, target, requestHeaders, requestBody, status, responseHeaders, responseBody);
  }

  @Override
  public String toString() {
    return method + " " + target + " -> " + status;
  }
}
