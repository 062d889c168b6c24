package net.vimmerse.workflow.contract.cases;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import net.vimmerse.workflow.contract.openapi.Document;
import net.vimmerse.workflow.contract.openapi.Operation;
import net.vimmerse.workflow.contract.openapi.SchemaNode;

/**
 * Builds the cases of one operation from its smallest valid request.
 *
 * @param request the smallest valid request
 */
record CaseBuilder(
    Document document, Operation operation, CaseRequest request, ErrorResponses errorResponses) {

  CaseBuilder(Document document, Operation operation, CaseRequest request) {
    this(document, operation, request, ErrorResponses.of(operation));
  }

  ExpectedResponse expected() {
    return new ExpectedResponse(document);
  }

  /** Returns the expectation of a success with the response that the document promises. */
  Expectation.Accepted accepted(JsonNode body) {
    return new Expectation.Accepted(expected().of(operation, body));
  }

  /** Returns the expectation of an error response, see {@link ErrorResponses#rejected}. */
  Expectation.Rejected rejected(String keyword, List<String> location) {
    return errorResponses.rejected(keyword, location);
  }

  /** Returns a case that belongs to no template. */
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

  static Subject subject(SchemaNode node, String property, String keyword) {
    return new Subject(node.pointer(), property, keyword);
  }

  /** Encodes a text for a path or a query. */
  static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  static List<String> location(String first, List<String> path) {
    return Stream.concat(Stream.of(first), path.stream()).toList();
  }
}
