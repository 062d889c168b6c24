package net.vimmerse.workflow.contract.drift;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import net.vimmerse.workflow.contract.drift.Difference.Kind;
import net.vimmerse.workflow.contract.execution.Failure;
import net.vimmerse.workflow.contract.execution.TestResult;
import net.vimmerse.workflow.contract.openapi.Operation;
import net.vimmerse.workflow.contract.openapi.TemplateSchema;
import net.vimmerse.workflow.contract.validation.ContractValidator;
import net.vimmerse.workflow.contract.validation.JsonBody;
import net.vimmerse.workflow.contract.validation.JsonResponse;
import net.vimmerse.workflow.contract.validation.RecordedExchange;
import net.vimmerse.workflow.contract.validation.ValidationResult;
import net.vimmerse.workflow.contract.validation.Violation.Direction;

/**
 * The templates of a server, by its template list and by its responses to valid create requests.
 */
final class ServerTemplates {
  private static final Set<Integer> NO_SUCH_TEMPLATE = Set.of(404, 422);

  private final ContractValidator validator;
  private final Operation creation;
  private final Optional<TemplateListOperation> list;
  private final String property;
  private final Map<String, TemplateSchema> documented = new LinkedHashMap<>();
  private final Map<String, Listing> listed = new LinkedHashMap<>();
  private final Map<String, ValidationResult> rejected = new LinkedHashMap<>();
  private final Set<String> created = new HashSet<>();

  /** A template as listed by the server, in its most detailed form. */
  private record Listing(JsonNode entry, ValidationResult validation) {
    Listing orMoreDetailed(Listing other) {
      return other.entry.size() > entry.size() ? other : this;
    }
  }

  private ServerTemplates(ContractValidator validator) {
    this.validator = validator;
    this.creation = validator.document().creation();
    this.list = TemplateListOperation.of(validator.document());
    this.property = validator.document().templateProperty();
    validator.document().templates().forEach(it -> documented.put(it.id(), it));
  }

  static ServerTemplates of(ContractValidator validator, List<TestResult> results) {
    ServerTemplates templates = new ServerTemplates(validator);
    results.forEach(result -> result.exchanges().forEach(templates::add));
    return templates;
  }

  private void add(ValidationResult validation) {
    RecordedExchange exchange = validation.exchange();
    Optional<Operation> operation = JsonResponse.operation(validator.document(), exchange);
    if (operation.filter(creation::equals).isPresent()) {
      template(validation).ifPresent(id -> creation(id, validation));
    } else if (exchange.status() == 200
        && operation.equals(list.map(TemplateListOperation::operation))) {
      JsonResponse.of(validator, exchange)
          .ifPresent(
              response ->
                  list.orElseThrow()
                      .entries(response.body())
                      .forEach(
                          (id, entry) ->
                              listed.merge(
                                  id, new Listing(entry, validation), Listing::orMoreDetailed)));
    }
  }

  private void creation(String id, ValidationResult validation) {
    if (validation.exchange().status() / 100 == 2) {
      created.add(id);
    } else if (NO_SUCH_TEMPLATE.contains(validation.exchange().status())) {
      rejected.putIfAbsent(id, validation);
    }
  }

  /** Returns the template of a valid create request; empty for any other request. */
  private Optional<String> template(ValidationResult validation) {
    if (validation.violations().stream().anyMatch(it -> it.direction() == Direction.REQUEST)) {
      return Optional.empty();
    }
    JsonNode body = JsonBody.parse(validation.exchange().requestBody());
    Optional<String> id = Optional.ofNullable(body.path(property).textValue());
    return id.or(() -> validator.document().templateOf(body).map(TemplateSchema::id));
  }

  /**
   * Returns true if a request failed only because the server lacks its template, or if a template
   * list is not the expected one in what the comparison of templates tells.
   */
  boolean explains(Failure failure) {
    return failure.exchange().filter(it -> explains(failure.kind(), it)).isPresent();
  }

  private boolean explains(Failure.Kind kind, ValidationResult validation) {
    Optional<Operation> operation =
        JsonResponse.operation(validator.document(), validation.exchange());
    if (kind == Failure.Kind.RESULT
        && validation.isValid()
        && operation.isPresent()
        && operation.equals(list.map(TemplateListOperation::operation))) {
      return !differences().isEmpty();
    }
    return NO_SUCH_TEMPLATE.contains(validation.exchange().status())
        && JsonResponse.operation(validator.document(), validation.exchange())
            .filter(creation::equals)
            .isPresent()
        && template(validation).filter(this::lacks).isPresent();
  }

  private boolean lacks(String id) {
    return documented.containsKey(id)
        && !created.contains(id)
        && (listed.isEmpty() ? rejected.containsKey(id) : !listed.containsKey(id));
  }

  List<Difference> differences() {
    List<Difference> differences = new ArrayList<>();
    for (String id : documented.keySet()) {
      Optional<ValidationResult> rejection = Optional.ofNullable(rejected.get(id));
      if (documented.get(id).isRemoved()) {
        continue; // The document says so already.
      }
      if (lacks(id)) {
        String what = listed.isEmpty() ? "every valid request is rejected" : "is not listed";
        differences.add(difference(Kind.TEMPLATE_LACKING, id, what, rejection));
      } else if (!listed.isEmpty() && !listed.containsKey(id)) {
        String what = "is not listed, but can be created";
        differences.add(difference(Kind.TEMPLATE_CHANGED, id, what, Optional.empty()));
      }
    }
    listed.forEach((id, listing) -> differences.addAll(listing(id, listing)));
    return differences;
  }

  private List<Difference> listing(String id, Listing listing) {
    Optional<ValidationResult> shown = Optional.of(listing.validation());
    TemplateSchema template = documented.get(id);
    if (template == null) {
      return List.of(
          new Difference(
              Kind.TEMPLATE_ADDED, id, "is listed: " + listing.entry(), "is listed", 1, shown, ""));
    }
    if (template.isRemoved()) {
      String what = "is listed again, but the document marks it as removed";
      return List.of(difference(Kind.TEMPLATE_ADDED, id, what, shown));
    }
    return TemplateComparison.of(template, listing.entry()).stream()
        .map(it -> new Difference(Kind.TEMPLATE_CHANGED, id, it.what(), it.cause(), 1, shown, ""))
        .toList();
  }

  private static Difference difference(
      Kind kind, String template, String what, Optional<ValidationResult> validation) {
    return new Difference(kind, template, what, what, 1, validation, "");
  }
}
