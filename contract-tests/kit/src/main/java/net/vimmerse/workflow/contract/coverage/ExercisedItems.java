package net.vimmerse.workflow.contract.coverage;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
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
import net.vimmerse.workflow.contract.validation.JsonResponse;
import net.vimmerse.workflow.contract.validation.RecordedExchange;

/** How many exchanges have exercised each cell. */
final class ExercisedItems {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final ContractValidator judge;
  private final List<TemplateSchema> templates;
  private final Map<JsonPointer, Asserted> known = new HashMap<>();
  private final Map<CoverageItem, Integer> times = new HashMap<>();

  private ExercisedItems(ContractValidator judge) {
    this.judge = judge;
    this.templates = judge.document().templates();
  }

  static Map<CoverageItem, Integer> times(
      ContractValidator judge, List<RecordedExchange> exchanges) {
    ExercisedItems exercised = new ExercisedItems(judge);
    exchanges.forEach(exercised::exchange);
    return exercised.times;
  }

  private void exchange(RecordedExchange exchange) {
    Optional<Operation> operation = JsonResponse.operation(judge.document(), exchange);
    if (operation.isEmpty()) {
      return;
    }
    Set<CoverageItem> cells = new HashSet<>();
    String id = operation.get().id();
    cells.add(new CoverageItem(Part.STATUS, id, "" + exchange.status(), "", "", ""));
    JsonResponse.of(judge, exchange)
        .ifPresent(
            answer -> {
              for (SchemaKeyword it : kept(answer.schema(), answer.body())) {
                cells.add(
                    new CoverageItem(
                        Part.ANSWERED,
                        id,
                        "" + exchange.status(),
                        "",
                        it.property(),
                        it.keyword()));
              }
            });
    Parameter.of(operation.get()).forEach(it -> parameter(it, exchange, cells));
    operation.get().response(exchange.status()).ifPresent(it -> headers(id, it, exchange, cells));
    SchemaNode schema = DocumentedItems.body(operation.get());
    if (schema.exists() && exchange.requestBody().size() > 0) {
      read(exchange).ifPresent(body -> request(id, schema, body, exchange, cells));
    }
    cells.forEach(it -> times.merge(it, 1, Integer::sum));
  }

  private void parameter(Parameter parameter, RecordedExchange exchange, Set<CoverageItem> cells) {
    String id = parameter.operation().id();
    String property = DocumentedItems.name(parameter);
    Optional<JsonNode> value =
        parameter.value(exchange.url().orElseThrow(), exchange.requestHeaders());
    Set<String> broken = new HashSet<>();
    value.ifPresent(
        it ->
            judge
                .document()
                .validate(parameter.schema(), it)
                .forEach(violation -> broken.add(violation.keyword())));
    if (value.isEmpty() && parameter.required()) {
      broken.add(DocumentedItems.REQUIRED);
    }
    if (broken.isEmpty() && exchange.status() / 100 == 2) {
      List<String> kept =
          value.isPresent()
              ? DocumentedItems.keywords(parameter.place())
              : List.of(DocumentedItems.OPTIONAL);
      kept.forEach(
          it -> cells.add(new CoverageItem(Part.PARAMETER_KEPT, id, "200", "", property, it)));
    } else if (exchange.refused()) {
      for (String it : broken) {
        cells.add(
            new CoverageItem(
                Part.PARAMETER_BROKEN, id, DocumentedItems.ANY_REFUSAL, "", property, it));
      }
    }
  }

  private static void headers(
      String operation, SchemaNode response, RecordedExchange exchange, Set<CoverageItem> cells) {
    response
        .child("headers")
        .children()
        .forEach(
            (name, header) -> {
              if (exchange.responseHeaders().get(name) != null) {
                DocumentedItems.keywords(header)
                    .forEach(
                        it ->
                            cells.add(
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
      Set<CoverageItem> cells) {
    Optional<TemplateSchema> template = template(schema, body);
    if (schema.child("discriminator").exists() && template.isEmpty()) {
      return;
    }
    String id = template.map(TemplateSchema::id).orElse("");
    List<SchemaError> violations = judge.document().validate(schema, body);
    if (violations.isEmpty() && exchange.status() / 100 == 2) {
      for (SchemaKeyword it : kept(template.map(TemplateSchema::schema).orElse(schema), body)) {
        cells.add(new CoverageItem(Part.KEPT, operation, "200", id, it.property(), it.keyword()));
      }
    } else if (exchange.refused()) {
      for (SchemaError it : violations) {
        boolean tooMany = it.keyword().equals("additionalProperties");
        String path = path(tooMany ? it.pointer().head().toString() : it.pointer().toString());
        cells.add(
            new CoverageItem(
                Part.BROKEN, operation, DocumentedItems.ANY_REFUSAL, id, path, it.keyword()));
      }
    }
  }

  private Optional<TemplateSchema> template(SchemaNode schema, JsonNode body) {
    Optional<String> tag = schema.child("discriminator").text("propertyName");
    return tag.flatMap(
        member ->
            templates.stream()
                .filter(
                    it ->
                        body.has(member)
                            ? it.id().equals(body.path(member).textValue())
                            : it.byDefault())
                .findFirst());
  }

  /** The keywords that a valid value has met. */
  private Set<SchemaKeyword> kept(SchemaNode schema, JsonNode value) {
    Set<SchemaKeyword> kept = new HashSet<>();
    for (BodyProperty member : BodyProperty.of(schema, value)) {
      String path = member.path();
      Asserted asserted =
          known.computeIfAbsent(member.schema().pointer(), it -> Asserted.of(member.schema()));
      asserted.keywords().forEach(it -> kept.add(new SchemaKeyword(path, it)));
      for (String name : asserted.required()) {
        if (member.value().has(name)) {
          kept.add(new SchemaKeyword(path.isEmpty() ? name : path + "." + name, "required"));
        }
      }
    }
    return kept;
  }

  /** What a schema asserts of a value and of its members: read once, since values are many. */
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

  private static Optional<JsonNode> read(RecordedExchange exchange) {
    try {
      return Optional.of(JSON.readTree(exchange.requestBody().utf8()));
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }
}
