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
import net.vimmerse.workflow.contract.Answer;
import net.vimmerse.workflow.contract.Exchange;
import net.vimmerse.workflow.contract.Judge;
import net.vimmerse.workflow.contract.Member;
import net.vimmerse.workflow.contract.Operation;
import net.vimmerse.workflow.contract.Parameter;
import net.vimmerse.workflow.contract.Place;
import net.vimmerse.workflow.contract.Shape;
import net.vimmerse.workflow.contract.TemplateSchema;
import net.vimmerse.workflow.contract.Violation;
import net.vimmerse.workflow.contract.coverage.Cell.Part;

/** How many exchanges have exercised each cell. */
final class Exercised {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Judge judge;
  private final List<TemplateSchema> templates;
  private final Map<JsonPointer, Asserted> known = new HashMap<>();
  private final Map<Cell, Integer> times = new HashMap<>();

  private Exercised(Judge judge) {
    this.judge = judge;
    this.templates = judge.document().templates();
  }

  static Map<Cell, Integer> times(Judge judge, List<Exchange> exchanges) {
    Exercised exercised = new Exercised(judge);
    exchanges.forEach(exercised::exchange);
    return exercised.times;
  }

  private void exchange(Exchange exchange) {
    Optional<Operation> operation = Answer.operation(judge.document(), exchange);
    if (operation.isEmpty()) {
      return;
    }
    Set<Cell> cells = new HashSet<>();
    String id = operation.get().id();
    cells.add(new Cell(Part.STATUS, id, "" + exchange.status(), "", "", ""));
    Answer.of(judge, exchange)
        .ifPresent(
            answer -> {
              for (Keywords it : kept(answer.schema(), answer.body())) {
                cells.add(
                    new Cell(
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
    Place schema = Documented.body(operation.get());
    if (schema.exists() && exchange.requestBody().size() > 0) {
      read(exchange).ifPresent(body -> request(id, schema, body, exchange, cells));
    }
    cells.forEach(it -> times.merge(it, 1, Integer::sum));
  }

  private void parameter(Parameter parameter, Exchange exchange, Set<Cell> cells) {
    String id = parameter.operation().id();
    String property = Documented.name(parameter);
    Optional<JsonNode> value = parameter.value(exchange);
    Set<String> broken = new HashSet<>();
    value.ifPresent(
        it ->
            judge
                .document()
                .validate(parameter.schema(), it)
                .forEach(violation -> broken.add(violation.keyword())));
    if (value.isEmpty() && parameter.required()) {
      broken.add(Documented.REQUIRED);
    }
    if (broken.isEmpty() && exchange.status() / 100 == 2) {
      List<String> kept =
          value.isPresent() ? Documented.keywords(parameter.place()) : List.of(Documented.OPTIONAL);
      kept.forEach(it -> cells.add(new Cell(Part.PARAMETER_KEPT, id, "200", "", property, it)));
    } else if (exchange.refused()) {
      for (String it : broken) {
        cells.add(new Cell(Part.PARAMETER_BROKEN, id, Documented.ANY_REFUSAL, "", property, it));
      }
    }
  }

  private static void headers(
      String operation, Place response, Exchange exchange, Set<Cell> cells) {
    response
        .child("headers")
        .children()
        .forEach(
            (name, header) -> {
              if (exchange.responseHeaders().get(name) != null) {
                Documented.keywords(header)
                    .forEach(
                        it ->
                            cells.add(
                                new Cell(
                                    Part.HEADER, operation, "" + exchange.status(), "", name, it)));
              }
            });
  }

  private void request(
      String operation, Place schema, JsonNode body, Exchange exchange, Set<Cell> cells) {
    Optional<TemplateSchema> template = template(schema, body);
    if (schema.child("discriminator").exists() && template.isEmpty()) {
      return;
    }
    String id = template.map(TemplateSchema::id).orElse("");
    List<Violation> violations = judge.document().validate(schema, body);
    if (violations.isEmpty() && exchange.status() / 100 == 2) {
      for (Keywords it : kept(template.map(TemplateSchema::schema).orElse(schema), body)) {
        cells.add(new Cell(Part.KEPT, operation, "200", id, it.property(), it.keyword()));
      }
    } else if (exchange.refused()) {
      for (Violation it : violations) {
        boolean tooMany = it.keyword().equals("additionalProperties");
        String path = path(tooMany ? it.pointer().head().toString() : it.pointer().toString());
        cells.add(new Cell(Part.BROKEN, operation, Documented.ANY_REFUSAL, id, path, it.keyword()));
      }
    }
  }

  private Optional<TemplateSchema> template(Place schema, JsonNode body) {
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
  private Set<Keywords> kept(Place schema, JsonNode value) {
    Set<Keywords> kept = new HashSet<>();
    for (Member member : Member.of(schema, value)) {
      String path = member.path();
      Asserted asserted =
          known.computeIfAbsent(member.schema().pointer(), it -> Asserted.of(member.schema()));
      asserted.keywords().forEach(it -> kept.add(new Keywords(path, it)));
      for (String name : asserted.required()) {
        if (member.value().has(name)) {
          kept.add(new Keywords(path.isEmpty() ? name : path + "." + name, "required"));
        }
      }
    }
    return kept;
  }

  /** What a schema asserts of a value and of its members: read once, since values are many. */
  private record Asserted(List<String> keywords, Set<String> required) {
    static Asserted of(Place schema) {
      List<String> keywords = new ArrayList<>(Keywords.ofValue(schema));
      if (Keywords.isClosed(schema)) {
        keywords.add("additionalProperties");
      }
      return new Asserted(keywords, Shape.of(schema).required());
    }
  }

  private static String path(String pointer) {
    return pointer.replaceAll("/\\d+(?=/|$)", "/*").replaceFirst("^/", "").replace('/', '.');
  }

  private static Optional<JsonNode> read(Exchange exchange) {
    try {
      return Optional.of(JSON.readTree(exchange.requestBody().utf8()));
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }
}
