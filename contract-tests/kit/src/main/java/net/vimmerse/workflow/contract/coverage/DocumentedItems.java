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

/** Collects every coverage item of a document. */
final class DocumentedItems {
  static final String REQUIRED = "required";
  static final String OPTIONAL = "optional";

  private final ContractValidator validator;
  private final Set<CoverageItem> items = new LinkedHashSet<>();

  private DocumentedItems(ContractValidator validator) {
    this.validator = validator;
  }

  static Set<CoverageItem> items(ContractValidator validator) {
    DocumentedItems documented = new DocumentedItems(validator);
    Document document = validator.document();
    document.operations().forEach(documented::operation);
    return documented.items;
  }

  private void operation(Operation operation) {
    Map<String, SchemaNode> responses = operation.node().child("responses").children();
    responses.forEach(
        (status, response) -> {
          items.add(CoverageItem.status(operation.id(), status));
          response(operation, status, response);
          headers(operation, status, response);
        });
    Parameter.of(operation).forEach(it -> parameter(operation, it));
    SchemaNode schema = operation.requestSchema();
    if (Document.hasBranches(schema)) {
      String discriminator = validator.document().templateProperty();
      for (TemplateSchema template : validator.document().listedTemplates()) {
        request(operation, template, discriminator);
      }
    } else if (schema.exists()) {
      for (SchemaKeyword it : SchemaKeyword.of(schema)) {
        items.add(CoverageItem.satisfied(Part.SATISFIED, operation.id(), "", it));
        items.add(CoverageItem.violated(Part.VIOLATED, operation.id(), "", it));
      }
    }
  }

  /**
   * Adds the items of a template's requests.
   *
   * @param discriminator the property that selects the template: a request that violates it, or
   *     that is no object, belongs to no template
   */
  private void request(Operation operation, TemplateSchema template, String discriminator) {
    for (SchemaKeyword it : SchemaKeyword.of(template.schema())) {
      items.add(CoverageItem.satisfied(Part.SATISFIED, operation.id(), template.id(), it));
      boolean impliesOther =
          it.property().equals(discriminator) || it.equals(new SchemaKeyword("", "type"));
      if (!impliesOther) {
        items.add(CoverageItem.violated(Part.VIOLATED, operation.id(), template.id(), it));
      }
    }
  }

  private void parameter(Operation operation, Parameter parameter) {
    for (SchemaKeyword it : keywords(name(parameter), parameter.node())) {
      items.add(CoverageItem.satisfied(Part.PARAMETER_SATISFIED, operation.id(), "", it));
      if (canViolate(parameter, it.keyword())) {
        items.add(CoverageItem.violated(Part.PARAMETER_VIOLATED, operation.id(), "", it));
      }
    }
    if (!parameter.required()) {
      SchemaKeyword omitted = new SchemaKeyword(name(parameter), OPTIONAL);
      items.add(CoverageItem.satisfied(Part.PARAMETER_SATISFIED, operation.id(), "", omitted));
    }
  }

  /** Returns the location and name of a parameter: {@code query detail}. */
  static String name(Parameter parameter) {
    return parameter.in() + " " + parameter.name();
  }

  /** Returns the keywords of a parameter or header that is present. */
  static List<SchemaKeyword> keywords(String name, SchemaNode holder) {
    List<String> keywords = new ArrayList<>(SchemaKeyword.ofValue(holder.child("schema")));
    if (holder.value().path(REQUIRED).asBoolean()) {
      keywords.add(REQUIRED);
    }
    return keywords.stream().map(it -> new SchemaKeyword(name, it)).toList();
  }

  /**
   * Returns true if a request can violate it: any text is a string, and a path without a segment is
   * another path.
   */
  private static boolean canViolate(Parameter parameter, String keyword) {
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
                keywords(name, header).stream()
                    .map(it -> CoverageItem.response(Part.HEADER, operation.id(), status, it))
                    .forEach(items::add));
  }

  private void response(Operation operation, String status, SchemaNode response) {
    SchemaNode documented = response.child("content").child("application/json").child("schema");
    SchemaNode schema =
        status.equals("200") ? validator.envelope().expected(documented, 200) : documented;
    for (SchemaKeyword it : SchemaKeyword.of(schema)) {
      items.add(CoverageItem.response(Part.RESPONSE_PROPERTY, operation.id(), status, it));
    }
  }
}
