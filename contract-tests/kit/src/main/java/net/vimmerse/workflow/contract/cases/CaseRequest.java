package net.vimmerse.workflow.contract.cases;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import okhttp3.Headers;
import okio.ByteString;

/**
 * A request that has not been sent yet.
 *
 * @param method in capital letters
 * @param target the path below the base URL, and the query. A path parameter in braces, as in
 *     {@code /things/{id}}, is filled in by the sender, who creates such a resource first
 * @param headers all headers except those that HTTP itself adds and the API key
 * @param authenticated true if the sender adds its API key
 * @param body empty when there is none
 */
public record CaseRequest(
    String method, String target, Headers headers, boolean authenticated, ByteString body) {
  public CaseRequest {
    requireNonNull(method, "method == null");
    requireNonNull(target, "target == null");
    requireNonNull(headers, "headers == null");
    requireNonNull(body, "body == null");
  }

  /** Returns the request with another target. */
  public CaseRequest withTarget(String target) {
    return new CaseRequest(method, target, headers, authenticated, body);
  }

  /** Returns the request with other headers. */
  public CaseRequest withHeaders(Headers headers) {
    return new CaseRequest(method, target, headers, authenticated, body);
  }

  /** Returns the request with another body. */
  public CaseRequest withBody(ByteString body) {
    return new CaseRequest(method, target, headers, authenticated, body);
  }

  /** Returns the request with a JSON body. */
  public CaseRequest withBody(JsonNode body) {
    return withBody(ByteString.encodeUtf8(body.toString()));
  }
}
