package net.vimmerse.workflow.contract.suite;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import net.vimmerse.workflow.contract.cases.Case;
import net.vimmerse.workflow.contract.cases.CaseGenerator;
import net.vimmerse.workflow.contract.cases.CaseRequest;
import net.vimmerse.workflow.contract.cases.Expectation.Accepted;
import net.vimmerse.workflow.contract.cases.ExpectedResponse;
import net.vimmerse.workflow.contract.openapi.Document;
import net.vimmerse.workflow.contract.openapi.SchemaNode;
import net.vimmerse.workflow.contract.validation.ContractValidator;
import net.vimmerse.workflow.contract.validation.RecordedExchange;
import net.vimmerse.workflow.contract.validation.Violation;
import net.vimmerse.workflow.contract.validation.Violation.Direction;
import okhttp3.Headers;
import okio.ByteString;

/** The accepted requests that are generated from the document that was released last. */
final class ReleasedRequests {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Document RELEASED = ReleasedDocument.get();
  private static final List<Case> CASES =
      CaseGenerator.of(RELEASED, DynamicCases.SEED).stream()
          .filter(it -> it.expectation() instanceof Accepted)
          .toList();

  private ReleasedRequests() {}

  /** Returns the requests that a newer document rejects, each with its violations. */
  static List<String> forbiddenBy(Document newer) {
    ContractValidator validator = ContractValidator.of(newer);
    List<String> forbidden = new ArrayList<>();
    for (Case one : CASES) {
      List<Violation> violations =
          validator.validate(exchange(one.request())).stream()
              .filter(it -> it.direction() == Direction.REQUEST)
              .toList();
      if (!violations.isEmpty()) {
        forbidden.add(one.name() + " is not taken: " + violations);
      }
    }
    return forbidden;
  }

  /**
   * Returns the requests that get another response by a newer document, each with that response.
   */
  static List<String> withOtherResponsesBy(Document newer) {
    ExpectedResponse expected = new ExpectedResponse(newer);
    List<String> otherwise = new ArrayList<>();
    for (Case one : CASES) {
      JsonNode before = ((Accepted) one.expectation()).result();
      if (before.isObject()) {
        JsonNode now = expected.of(newer.operation(one.operation().id()), body(one));
        if (!now.equals(before)) {
          otherwise.add(one.name() + " has another response: " + now + ", not " + before);
        }
      }
    }
    return otherwise;
  }

  private static JsonNode body(Case one) {
    try {
      return JSON.readTree(one.request().body().utf8());
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(one + " is accepted, so it has a body", e);
    }
  }

  private static RecordedExchange exchange(CaseRequest request) {
    Headers.Builder headers = request.headers().newBuilder();
    for (SchemaNode scheme : RELEASED.securitySchemes()) {
      scheme.text("name").ifPresent(name -> headers.set(name, "a-key"));
    }
    return new RecordedExchange(
        request.method(),
        request.target().replaceAll("[{}]", ""),
        headers.build(),
        request.body(),
        200,
        Headers.EMPTY,
        ByteString.EMPTY);
  }
}
