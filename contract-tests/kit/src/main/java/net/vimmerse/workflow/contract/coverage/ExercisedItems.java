package net.vimmerse.workflow.contract.coverage;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import net.vimmerse.workflow.contract.coverage.CoverageItem.Part;
import net.vimmerse.workflow.contract.openapi.BodyProperty;
import net.vimmerse.workflow.contract.openapi.Document;
import net.vimmerse.workflow.contract.openapi.ObjectSchema;
import net.vimmerse.workflow.contract.openapi.Operation;
import net.vimmerse.workflow.contract.openapi.Parameter;
import net.vimmerse.workflow.contract.openapi.SchemaError;
import net.vimmerse.workflow.contract.openapi.SchemaNode;
import net.vimmerse.workflow.contract.openapi.TemplateSchema;
import net.vimmerse.workflow.contract.validation.ContractValidator;
import net.vimmerse.workflow.contract.validation.JsonBody;
import net.vimmerse.workflow.contract.validation.JsonResponse;
import net.vimmerse.workflow.contract.validation.RecordedExchange;

/** Counts how many exchanges exercise each coverage item. */
final class ExercisedItems {
  private final ContractValidator validator;
  private final Map<JsonPointer, Asserted> known = new HashMap<>();
  private final Map<CoverageItem, Integer> times = new HashMap<>();

  private ExercisedItems(ContractValidator validator) {
    this.validator = validator;
  }

  static Map<CoverageItem, Integer> times(
      ContractValidator validator, List<RecordedExchange> exchanges) {
    ExercisedItems exercised = new ExercisedItems(validator);
    exchanges.forEach(exercised::exchange);
    return exercised.times;
  }

  private void exchange(RecordedExchange exchange) {
    Optional<Operation> operation = JsonResponse.operation(validator.document(), exchange);
    if (operation.isEmpty()) {
      return;
    }
    Set<CoverageItem> items = new HashSet<>();
    String id = operation.get().id();
    String status = "" + exchange.status();
    items.add(CoverageItem.status(id, status));
    JsonResponse.of(validator, exchange).stream()
        .flatMap(response -> satisfied(response.schema(), response.body()).stream())
        .map(it -> CoverageItem.response(Part.RESPONSE_PROPERTY, id, status, it))
        .forEach(items::add);
    Parameter.of(operation.get()).forEach(it -> parameter(it, exchange, items));
    operation.get().response(exchange.status()).ifPresent(it -> headers(id, it, exchange, items));
    SchemaNode schema = operation.get().requestSchema();
    if (schema.exists() && exchange.requestBody().size() > 0) {
      JsonNode body = JsonBody.parse(exchange.requestBody());
      if (!body.isMissingNode()) {
        request(id, schema, body, exchange, items);
      }
    }
    items.forEach(it -> times.merge(it, 1, Integer::sum));
  }

  private void parameter(Parameter parameter, RecordedExchange exchange, Set<CoverageItem> items) {
    String id = parameter.operation().id();
    String property = DocumentedItems.name(parameter);
    Optional<JsonNode> value =
        parameter.value(exchange.url().orElseThrow(), exchange.requestHeaders());
    List<String> violated =
        value.isPresent()
            ? validator.document().validate(parameter.schema(), value.get()).stream()
                .map(SchemaError::keyword)
                .toList()
            : parameter.required() ? List.of(DocumentedItems.REQUIRED) : List.of();
    if (violated.isEmpty() && exchange.status() / 100 == 2) {
      List<SchemaKeyword> satisfied =
          value.isPresent()
              ? DocumentedItems.keywords(property, parameter.node())
              : List.of(new SchemaKeyword(property, DocumentedItems.OPTIONAL));
      satisfied.forEach(
          it -> items.add(CoverageItem.satisfied(Part.PARAMETER_SATISFIED, id, "", it)));
    } else if (exchange.rejected()) {
      for (String it : violated) {
        SchemaKeyword keyword = new SchemaKeyword(property, it);
        items.add(CoverageItem.violated(Part.PARAMETER_VIOLATED, id, "", keyword));
      }
    }
  }

  private static void headers(
      String operation, SchemaNode response, RecordedExchange exchange, Set<CoverageItem> items) {
    response
        .child("headers")
        .children()
        .forEach(
            (name, header) -> {
              if (exchange.responseHeaders().get(name) != null) {
                String status = "" + exchange.status();
                DocumentedItems.keywords(name, header).stream()
                    .map(it -> CoverageItem.response(Part.HEADER, operation, status, it))
                    .forEach(items::add);
              }
            });
  }

  private void request(
      String operation,
      SchemaNode schema,
      JsonNode body,
      RecordedExchange exchange,
      Set<CoverageItem> items) {
    Optional<TemplateSchema> template = Optional.empty();
    if (Document.hasBranches(schema)) {
      template = validator.document().templateOf(body);
      if (template.isEmpty()) {
        return;
      }
    }
    String id = template.map(TemplateSchema::id).orElse("");
    List<SchemaError> schemaErrors = validator.document().validate(schema, body);
    if (schemaErrors.isEmpty() && exchange.status() / 100 == 2) {
      satisfied(template.map(TemplateSchema::schema).orElse(schema), body)
          .forEach(it -> items.add(CoverageItem.satisfied(Part.SATISFIED, operation, id, it)));
    } else if (exchange.rejected()) {
      for (SchemaError it : schemaErrors) {
        boolean tooMany = it.keyword().equals("additionalProperties");
        String path = path(tooMany ? it.pointer().head().toString() : it.pointer().toString());
        SchemaKeyword keyword = new SchemaKeyword(path, it.keyword());
        items.add(CoverageItem.violated(Part.VIOLATED, operation, id, keyword));
      }
    }
  }

  /** Returns the keywords that a valid value satisfies. */
  private Set<SchemaKeyword> satisfied(SchemaNode schema, JsonNode value) {
    Set<SchemaKeyword> satisfied = new HashSet<>();
    for (BodyProperty property : BodyProperty.of(schema, value)) {
      String path = property.path();
      Asserted asserted =
          known.computeIfAbsent(property.schema().pointer(), it -> Asserted.of(property.schema()));
      asserted.keywords().forEach(it -> satisfied.add(new SchemaKeyword(path, it)));
      for (String name : asserted.required()) {
        if (property.value().has(name)) {
          satisfied.add(new SchemaKeyword(path.isEmpty() ? name : path + "." + name, "required"));
        }
      }
    }
    return satisfied;
  }

  /** The keywords of one schema: cached, since there are many values. */
  private record Asserted(List<String> keywords, Set<String> required) {
    static Asserted of(SchemaNode schema) {
      List<String> keywords = new ArrayList<>(SchemaKeyword.ofValue(schema));
      if (SchemaKeyword.isClosed(schema)) {
        keywords.add("additionalProperties");
      }
      return new Asserted(keywords, ObjectSchema.of(schema).required());
    }
  }

  private static String path(String pointer) {
    return pointer.replaceAll("/\\d+(?=/|$)", "/*").replaceFirst("^/", "").replace('/', '.');
  }
}
