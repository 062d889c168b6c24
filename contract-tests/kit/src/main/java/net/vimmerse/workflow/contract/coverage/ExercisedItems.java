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
    items.add(new CoverageItem(Part.STATUS, id, "" + exchange.status(), "", "", ""));
    JsonResponse.of(validator, exchange)
        .ifPresent(
            response -> {
              for (SchemaKeyword it : kept(response.schema(), response.body())) {
                items.add(
                    new CoverageItem(
                        Part.RESPONSE_PROPERTY,
                        id,
                        "" + exchange.status(),
                        "",
                        it.property(),
                        it.keyword()));
              }
            });
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
    Set<String> violated = new HashSet<>();
    value.ifPresent(
        it ->
            validator
                .document()
                .validate(parameter.schema(), it)
                .forEach(schemaError -> violated.add(schemaError.keyword())));
    if (value.isEmpty() && parameter.required()) {
      violated.add(DocumentedItems.REQUIRED);
    }
    if (violated.isEmpty() && exchange.status() / 100 == 2) {
      List<String> kept =
          value.isPresent()
              ? DocumentedItems.keywords(parameter.node())
              : List.of(DocumentedItems.OPTIONAL);
      kept.forEach(
          it -> items.add(new CoverageItem(Part.PARAMETER_KEPT, id, "200", "", property, it)));
    } else if (exchange.rejected()) {
      for (String it : violated) {
        items.add(
            new CoverageItem(
                Part.PARAMETER_BROKEN, id, DocumentedItems.ANY_CLIENT_ERROR, "", property, it));
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
                DocumentedItems.keywords(header)
                    .forEach(
                        it ->
                            items.add(
                                new CoverageItem(
                                    Part.HEADER, operation, "" + exchange.status(), "", name, it)));
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
    if (schema.child("discriminator").exists()) {
      template = validator.document().templateOf(body);
      if (template.isEmpty()) {
        return;
      }
    }
    String id = template.map(TemplateSchema::id).orElse("");
    List<SchemaError> schemaErrors = validator.document().validate(schema, body);
    if (schemaErrors.isEmpty() && exchange.status() / 100 == 2) {
      for (SchemaKeyword it : kept(template.map(TemplateSchema::schema).orElse(schema), body)) {
        items.add(new CoverageItem(Part.KEPT, operation, "200", id, it.property(), it.keyword()));
      }
    } else if (exchange.rejected()) {
      for (SchemaError it : schemaErrors) {
        boolean tooMany = it.keyword().equals("additionalProperties");
        String path = path(tooMany ? it.pointer().head().toString() : it.pointer().toString());
        items.add(
            new CoverageItem(
                Part.VIOLATED,
                operation,
                DocumentedItems.ANY_CLIENT_ERROR,
                id,
                path,
                it.keyword()));
      }
    }
  }

  /** Returns the keywords that a valid value satisfies. */
  private Set<SchemaKeyword> kept(SchemaNode schema, JsonNode value) {
    Set<SchemaKeyword> kept = new HashSet<>();
    for (BodyProperty property : BodyProperty.of(schema, value)) {
      String path = property.path();
      Asserted asserted =
          known.computeIfAbsent(property.schema().pointer(), it -> Asserted.of(property.schema()));
      asserted.keywords().forEach(it -> kept.add(new SchemaKeyword(path, it)));
      for (String name : asserted.required()) {
        if (property.value().has(name)) {
          kept.add(new SchemaKeyword(path.isEmpty() ? name : path + "." + name, "required"));
        }
      }
    }
    return kept;
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
