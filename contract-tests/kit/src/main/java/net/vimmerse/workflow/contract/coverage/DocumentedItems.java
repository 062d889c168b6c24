package net.vimmerse.workflow.contract.coverage;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.vimmerse.workflow.contract.coverage.CoverageItem.Part;
import net.vimmerse.workflow.contract.openapi.Document;
import net.vimmerse.workflow.contract.openapi.Operation;
import net.vimmerse.workflow.contract.openapi.Parameter;
import net.vimmerse.workflow.contract.openapi.SchemaNode;
import net.vimmerse.workflow.contract.openapi.TemplateSchema;
import net.vimmerse.workflow.contract.validation.ContractValidator;

/** Every cell that a document has. */
final class DocumentedItems {
  static final String ANY_REFUSAL = "4XX";
  static final String REQUIRED = "required";
  static final String OPTIONAL = "optional";

  private final ContractValidator judge;
  private final Set<CoverageItem> cells = new LinkedHashSet<>();

  private DocumentedItems(ContractValidator judge) {
    this.judge = judge;
  }

  static Set<CoverageItem> cells(ContractValidator judge) {
    DocumentedItems documented = new DocumentedItems(judge);
    Document document = judge.document();
    document.operations().forEach(documented::operation);
    return documented.cells;
  }

  private void operation(Operation operation) {
    Map<String, SchemaNode> responses = operation.place().child("responses").children();
    responses.forEach(
        (status, response) -> {
          cells.add(new CoverageItem(Part.STATUS, operation.id(), status, "", "", ""));
          answer(operation, status, response);
          headers(operation, status, response);
        });
    Parameter.of(operation).forEach(it -> parameter(operation, it));
    SchemaNode schema = body(operation);
    if (schema.child("discriminator").exists()) {
      String tag = schema.child("discriminator").text("propertyName").orElse("");
      for (TemplateSchema template : judge.document().templates()) {
        request(operation, template, tag);
      }
    } else if (schema.exists()) {
      for (SchemaKeyword it : SchemaKeyword.of(schema)) {
        kept(operation, "", it);
        broken(operation, "", it);
      }
    }
  }

  static SchemaNode body(Operation operation) {
    return operation
        .place()
        .child("requestBody")
        .child("content")
        .child("application/json")
        .child("schema");
  }

  /**
   * The cells of a template's requests.
   *
   * @param tag the member that tells templates apart: a request in which it is broken, or that is
   *     no object, is not for this template
   */
  private void request(Operation operation, TemplateSchema template, String tag) {
    for (SchemaKeyword it : SchemaKeyword.of(template.schema())) {
      kept(operation, template.id(), it);
      boolean impliesOther = it.property().equals(tag) || it.equals(new SchemaKeyword("", "type"));
      if (!impliesOther) {
        broken(operation, template.id(), it);
      }
    }
  }

  private void kept(Operation operation, String template, SchemaKeyword it) {
    cells.add(
        new CoverageItem(Part.KEPT, operation.id(), "200", template, it.property(), it.keyword()));
  }

  private void broken(Operation operation, String template, SchemaKeyword it) {
    cells.add(
        new CoverageItem(
            Part.BROKEN, operation.id(), ANY_REFUSAL, template, it.property(), it.keyword()));
  }

  private void parameter(Operation operation, Parameter parameter) {
    String property = name(parameter);
    for (String keyword : keywords(parameter.place())) {
      cells.add(
          new CoverageItem(Part.PARAMETER_KEPT, operation.id(), "200", "", property, keyword));
      if (canBreak(parameter, keyword)) {
        cells.add(
            new CoverageItem(
                Part.PARAMETER_BROKEN, operation.id(), ANY_REFUSAL, "", property, keyword));
      }
    }
    if (!parameter.required()) {
      cells.add(
          new CoverageItem(Part.PARAMETER_KEPT, operation.id(), "200", "", property, OPTIONAL));
    }
  }

  /** Where a parameter is, and its name: {@code query detail}. */
  static String name(Parameter parameter) {
    return parameter.in() + " " + parameter.name();
  }

  /** The keywords of a parameter or header that is there. */
  static List<String> keywords(SchemaNode holder) {
    List<String> keywords = new ArrayList<>(SchemaKeyword.ofValue(holder.child("schema")));
    if (holder.value().path(REQUIRED).asBoolean()) {
      keywords.add(REQUIRED);
    }
    return keywords;
  }

  /**
   * Whether a request can break it: any text is a text, and a path without one of its segments is
   * another path.
   */
  private static boolean canBreak(Parameter parameter, String keyword) {
    boolean segment = parameter.in().equals("path");
    return switch (keyword) {
      case "type" -> !parameter.schema().keyword(keyword).orElseThrow().asText().equals("string");
      case REQUIRED -> !segment;
      case "minLength" -> !segment || parameter.schema().keyword(keyword).orElseThrow().asInt() > 1;
      default -> true;
    };
  }

  private void headers(Operation operation, String status, SchemaNode response) {
    response
        .child("headers")
        .children()
        .forEach(
            (name, header) ->
                keywords(header)
                    .forEach(
                        it ->
                            cells.add(
                                new CoverageItem(
                                    Part.HEADER, operation.id(), status, "", name, it))));
  }

  private void answer(Operation operation, String status, SchemaNode response) {
    SchemaNode documented = response.child("content").child("application/json").child("schema");
    SchemaNode schema =
        status.equals("200") ? judge.envelope().expected(documented, 200) : documented;
    for (SchemaKeyword it : SchemaKeyword.of(schema)) {
      cells.add(
          new CoverageItem(Part.ANSWERED, operation.id(), status, "", it.property(), it.keyword()));
    }
  }
}
