package net.vimmerse.workflow.contract.cases;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import net.vimmerse.workflow.contract.openapi.Operation;
import net.vimmerse.workflow.contract.openapi.SchemaNode;
import okhttp3.Headers;
import okio.ByteString;

/**
 * The good request that the cases of an operation begin with, and how they are named.
 *
 * @param said what answers say
 * @param request the smallest request that is as documented
 */
record CaseBuilder(ExpectedResponse said, Operation operation, CaseRequest request) {

  ErrorResponses refusals() {
    return new ErrorResponses(operation);
  }

  CaseRequest withBody(ByteString body) {
    return new CaseRequest(
        request.method(), request.target(), request.headers(), request.keyed(), body);
  }

  CaseRequest withBody(JsonNode body) {
    return withBody(ByteString.encodeUtf8(body.toString()));
  }

  CaseRequest withHeaders(Headers headers) {
    return new CaseRequest(
        request.method(), request.target(), headers, request.keyed(), request.body());
  }

  CaseRequest withTarget(String target) {
    return new CaseRequest(
        request.method(), target, request.headers(), request.keyed(), request.body());
  }

  /** A success, which says what the document says that it says. */
  Expectation.Accepted accepted(JsonNode body) {
    return new Expectation.Accepted(said.of(operation, body));
  }

  /** A case of the whole operation. */
  Case of(Subject subject, String what, CaseRequest request, Expectation expectation) {
    return of(Optional.empty(), subject, what, request, expectation, false);
  }

  Case of(
      Optional<String> template,
      Subject subject,
      String what,
      CaseRequest request,
      Expectation expectation,
      boolean stateful) {
    String about = subject.property().isEmpty() ? "body" : subject.property();
    String name =
        operation.id() + template.map(it -> " " + it).orElse("") + " " + about + ": " + what;
    return new Case(name, operation, template, subject, request, expectation, stateful);
  }

  static Subject subject(SchemaNode place, String property, String keyword) {
    return new Subject(place.pointer(), property, keyword);
  }

  static Subject subject(JsonPointer place, String property, String keyword) {
    return new Subject(place, property, keyword);
  }

  /** A text as it stands in a path or a query. */
  static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  static List<String> location(String first, List<String> path) {
    return Stream.concat(Stream.of(first), path.stream()).toList();
  }
}
