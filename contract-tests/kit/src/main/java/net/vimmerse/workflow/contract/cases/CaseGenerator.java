package net.vimmerse.workflow.contract.cases;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import net.vimmerse.workflow.contract.openapi.Document;
import net.vimmerse.workflow.contract.openapi.Operation;
import net.vimmerse.workflow.contract.openapi.Parameter;
import net.vimmerse.workflow.contract.openapi.SchemaNode;
import net.vimmerse.workflow.contract.openapi.TemplateSchema;
import okhttp3.Headers;
import okio.ByteString;

/**
 * Derives cases from a document: valid requests and requests with exactly one error, for every
 * operation and every template, each with the expected response.
 *
 * <p>Where the document is silent, there is no case.
 */
public final class CaseGenerator {
  private CaseGenerator() {}

  /**
   * Returns every case, in the document's order. The same document and seed give the same cases.
   *
   * @param seed selects among arbitrary values, such as texts without meaning
   * @throws IllegalArgumentException when the document uses something that is not supported; the
   *     message names it
   */
  public static List<Case> of(Document document, long seed) {
    return of(document, document.operations(), seed);
  }

  /**
   * Returns the cases of some operations of a document.
   *
   * @param seed selects among arbitrary values, such as texts without meaning
   * @throws IllegalArgumentException when the document uses something that is not supported; the
   *     message names it
   */
  public static List<Case> of(Document document, List<Operation> operations, long seed) {
    requireNonNull(document, "document == null");
    SampleGenerator samples = new SampleGenerator(document, seed);
    List<Case> cases = new ArrayList<>();
    for (Operation operation : operations) {
      CaseBuilder builder = new CaseBuilder(document, operation, smallest(document, operation));
      cases.addAll(new SecurityCases(builder).all());
      cases.addAll(new ParameterCases(builder, samples).all());
      if (operation.requestSchema().exists()) {
        cases.addAll(new BodyCases(builder, samples).all());
        cases.addAll(new BodySyntaxCases(builder).all());
      }
    }
    Set<String> names = new HashSet<>();
    for (Case one : cases) {
      if (!names.add(one.name())) {
        throw new IllegalStateException("Duplicate case name: " + one.name());
      }
    }
    return List.copyOf(cases);
  }

  /** Returns the smallest valid request of an operation. Path parameters stay in braces. */
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
    SchemaNode schema = operation.requestSchema();
    CaseRequest request =
        new CaseRequest(
            operation.method(), target.toString(), Headers.EMPTY, true, ByteString.EMPTY);
    if (!schema.exists()) {
      return request;
    }
    SchemaNode branch = schema;
    if (Document.hasBranches(schema)) {
      List<TemplateSchema> listed = document.listedTemplates();
      Optional<TemplateSchema> implied = document.templateOf(JsonNodeFactory.instance.objectNode());
      branch = implied.filter(listed::contains).orElse(listed.get(0)).schema();
    }
    SchemaNode content = operation.node().child("requestBody").child("content");
    return request
        .withHeaders(Headers.of("Content-Type", content.children().keySet().iterator().next()))
        .withBody(samples.object(branch, Map.of()));
  }
}
