package net.vimmerse.workflow.contract.drift;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import net.vimmerse.workflow.contract.drift.Difference.Kind;
import net.vimmerse.workflow.contract.execution.TestResult;
import net.vimmerse.workflow.contract.openapi.Operation;
import net.vimmerse.workflow.contract.openapi.TemplateSchema;
import net.vimmerse.workflow.contract.validation.ContractValidator;
import net.vimmerse.workflow.contract.validation.JsonResponse;
import net.vimmerse.workflow.contract.validation.RecordedExchange;
import net.vimmerse.workflow.contract.validation.ValidationResult;
import net.vimmerse.workflow.contract.validation.Violation.Where;

/**
 * Which templates a server has, by its own list and by what it says to documented requests that
 * create from them.
 */
final class ServerTemplates {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Set<Integer> NO_SUCH_TEMPLATE = Set.of(404, 422);

  private final ContractValidator judge;
  private final Operation creation;
  private final Optional<TemplateListOperation> list;
  private final String member;
  private final Map<String, TemplateSchema> documented = new LinkedHashMap<>();
  private final Map<String, Listing> listed = new LinkedHashMap<>();
  private final Map<String, ValidationResult> refused = new LinkedHashMap<>();
  private final Set<String> created = new HashSet<>();

  /** A template as the server lists it, where it does so with the most detail. */
  private record Listing(JsonNode entry, ValidationResult verdict) {
    Listing orMoreDetailed(Listing other) {
      return other.entry.size() > entry.size() ? other : this;
    }
  }

  private ServerTemplates(ContractValidator judge) {
    this.judge = judge;
    this.creation = judge.document().creation();
    this.list = TemplateListOperation.of(judge.document());
    this.member =
        judge.document().creationSchema().child("discriminator").text("propertyName").orElseThrow();
    judge.document().templates().forEach(it -> documented.put(it.id(), it));
  }

  static ServerTemplates of(ContractValidator judge, List<TestResult> results) {
    ServerTemplates survey = new ServerTemplates(judge);
    results.forEach(result -> result.exchanges().forEach(survey::look));
    return survey;
  }

  private void look(ValidationResult verdict) {
    RecordedExchange exchange = verdict.exchange();
    Optional<Operation> operation = JsonResponse.operation(judge.document(), exchange);
    if (operation.filter(creation::equals).isPresent()) {
      template(verdict).ifPresent(id -> creation(id, verdict));
    } else if (exchange.status() == 200
        && operation.equals(list.map(TemplateListOperation::operation))) {
      JsonResponse.of(judge, exchange)
          .ifPresent(
              answer ->
                  list.orElseThrow()
                      .entries(answer.body())
                      .forEach(
                          (id, entry) ->
                              listed.merge(
                                  id, new Listing(entry, verdict), Listing::orMoreDetailed)));
    }
  }

  private void creation(String id, ValidationResult verdict) {
    if (verdict.exchange().status() / 100 == 2) {
      created.add(id);
    } else if (NO_SUCH_TEMPLATE.contains(verdict.exchange().status())) {
      refused.putIfAbsent(id, verdict);
    }
  }

  /** The template that a documented request is for; empty when the request is no such. */
  private Optional<String> template(ValidationResult verdict) {
    if (verdict.findings().stream().anyMatch(it -> it.where() == Where.REQUEST)) {
      return Optional.empty();
    }
    try {
      JsonNode body = JSON.readTree(verdict.exchange().requestBody().utf8());
      return Optional.ofNullable(body.path(member).textValue())
          .or(
              () ->
                  documented.values().stream()
                      .filter(TemplateSchema::byDefault)
                      .map(TemplateSchema::id)
                      .findFirst());
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }

  /** Whether an exchange was in vain only because the server lacks its template. */
  boolean explains(ValidationResult verdict) {
    return NO_SUCH_TEMPLATE.contains(verdict.exchange().status())
        && JsonResponse.operation(judge.document(), verdict.exchange())
            .filter(creation::equals)
            .isPresent()
        && template(verdict).filter(this::lacks).isPresent();
  }

  private boolean lacks(String id) {
    return documented.containsKey(id)
        && !created.contains(id)
        && (listed.isEmpty() ? refused.containsKey(id) : !listed.containsKey(id));
  }

  List<Difference> differences() {
    List<Difference> differences = new ArrayList<>();
    for (String id : documented.keySet()) {
      Optional<ValidationResult> refusal = Optional.ofNullable(refused.get(id));
      if (lacks(id)) {
        String what = listed.isEmpty() ? "no documented request is taken" : "is not listed";
        differences.add(difference(Kind.TEMPLATE_LACKING, id, what, refusal));
      } else if (!listed.isEmpty() && !listed.containsKey(id)) {
        String what = "is not listed, yet can be created";
        differences.add(difference(Kind.TEMPLATE_CHANGED, id, what, Optional.empty()));
      }
    }
    listed.forEach((id, listing) -> differences.addAll(listing(id, listing)));
    return differences;
  }

  private List<Difference> listing(String id, Listing listing) {
    Optional<ValidationResult> shown = Optional.of(listing.verdict());
    TemplateSchema template = documented.get(id);
    if (template == null) {
      return List.of(difference(Kind.TEMPLATE_ADDED, id, "is listed: " + listing.entry(), shown));
    }
    return TemplateComparison.of(template, listing.entry()).stream()
        .map(change -> difference(Kind.TEMPLATE_CHANGED, id, change, shown))
        .toList();
  }

  private static Difference difference(
      Kind kind, String template, String what, Optional<ValidationResult> verdict) {
    return new Difference(kind, template, what, 1, verdict, "");
  }
}
