package net.vimmerse.workflow.contract.cases;

import static java.util.Objects.requireNonNull;

import okhttp3.Headers;
import okio.ByteString;

/**
 * A request that has not been sent yet.
 *
 * @param method in capital letters
 * @param target the path below the base URL and the query. A path parameter in braces, as in {@code
 *     /things/{id}}, stands for something that exists: whoever sends the request creates it first
 * @param headers every header but those that HTTP itself needs; a key that should be valid is
 *     absent here and present in {@link #keyed}
 * @param keyed whether the sender's key goes along
 * @param body empty when there is none
 */
public record CaseRequest(
    String method, String target, Headers headers, boolean keyed, ByteString body) {
  public CaseRequest {
    requireNonNull(method, "method == null");
    requireNonNull(target, "target == null");
    requireNonNull(headers, "headers == null");
    requireNonNull(body, "body == null");
  }
}
