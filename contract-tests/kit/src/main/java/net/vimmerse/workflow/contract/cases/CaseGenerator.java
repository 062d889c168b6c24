package net.vimmerse.workflow.contract.cases;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.vimmerse.workflow.contract.openapi.Document;
import net.vimmerse.workflow.contract.openapi.Operation;
import net.vimmerse.workflow.contract.openapi.Parameter;
import net.vimmerse.workflow.contract.openapi.SchemaNode;
import net.vimmerse.workflow.contract.openapi.TemplateSchema;
import okhttp3.Headers;
import okio.ByteString;

/**
 * Derives cases from a document: for every operation and every template, requests that are as
 * documented and requests that miss that in one way, each with what must come of it.
 *
 * <p>Where the document says nothing there is no case.
 */
public final class CaseGenerator {
  private CaseGenerator() {}

  /**
   * Every case, in the document's order. The same document and the same seed give the same cases.
   *
   * @param seed decides what may be chosen, such as a text that means nothing
   * @throws IllegalArgumentException when the document uses what cases cannot be derived from; the
   *     message names it
   */
  public static List<Case> of(Document document, long seed) {
    return of(document, document.operations(), seed);
  }

  /**
   * The cases of some operations of a document.
   *
   * @param seed decides what may be chosen, such as a text that means nothing
   * @throws IllegalArgumentException when the document uses what cases cannot be derived from; the
   *     message names it
   */
  public static List<Case> of(Document document, List<Operation> operations, long seed) {
    requireNonNull(document, "document == null");
    SampleGenerator samples = new SampleGenerator(document, seed);
    ExpectedResponse said = new ExpectedResponse(document);
    List<Case> cases = new ArrayList<>();
    for (Operation operation : operations) {
      CaseBuilder draft = new CaseBuilder(said, operation, smallest(document, operation));
      cases.addAll(new SecurityCases(document, draft).all());
      cases.addAll(new ParameterCases(draft, samples).all());
      if (ExpectedResponse.requestSchema(operation).exists()) {
        cases.addAll(new BodyCases(document, draft, samples).all());
        cases.addAll(new BodySyntaxCases(draft).all());
      }
    }
    Set<String> names = new HashSet<>();
    for (Case one : cases) {
      if (!names.add(one.name())) {
        throw new IllegalStateException("Two cases are called " + one.name());
      }
    }
    return List.copyOf(cases);
  }

  /**
   * The smallest request of an operation that is as documented. Parameters of the path are in
   * braces.
   */
  public static CaseRequest smallest(Document document, Operation operation) {
    SampleGenerator samples = new SampleGenerator(document, 0);
    StringBuilder target = new StringBuilder(operation.path());
    for (Parameter parameter : Parameter.of(operation)) {
      if (parameter.in().equals("query") && parameter.required()) {
        String value = samples.plain(parameter.schema()).asText();
        target.append(target.indexOf("?") < 0 ? '?' : '&');
        target.append(parameter.name()).append('=').append(CaseBuilder.encode(value));
      }
    }
    SchemaNode schema = ExpectedResponse.requestSchema(operation);
    if (!schema.exists()) {
      return new CaseRequest(
          operation.method(), target.toString(), Headers.EMPTY, true, ByteString.EMPTY);
    }
    SchemaNode branch =
        schema.child("discriminator").exists()
            ? document.templates().stream()
                .filter(TemplateSchema::byDefault)
                .findFirst()
                .orElse(document.templates().get(0))
                .schema()
            : schema;
    JsonNode body = samples.object(branch, Map.of());
    String type =
        operation
            .place()
            .child("requestBody")
            .child("content")
            .children()
            .keySet()
            .iterator()
            .next();
    return new CaseRequest(
        operation.method(),
        target.toString(),
        Headers.of("Content-Type", type),
        true,
        ByteString.encodeUtf8(body.toString()));
  }
}
