package net.vimmerse.workflow.contract.drift;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import net.vimmerse.workflow.contract.drift.Difference.Kind;
import net.vimmerse.workflow.contract.execution.TestResult;
import net.vimmerse.workflow.contract.execution.TestResult.Outcome;
import net.vimmerse.workflow.contract.openapi.BodyProperty;
import net.vimmerse.workflow.contract.openapi.Operation;
import net.vimmerse.workflow.contract.validation.ContractValidator;
import net.vimmerse.workflow.contract.validation.ErrorCodeCheck;
import net.vimmerse.workflow.contract.validation.JsonResponse;
import net.vimmerse.workflow.contract.validation.RecordedExchange;
import net.vimmerse.workflow.contract.validation.ValidationResult;
import net.vimmerse.workflow.contract.validation.Violation;
import net.vimmerse.workflow.contract.validation.Violation.Direction;

/** Collects the differences of one run; equal ones are counted. */
final class DriftCollector {
  private final ContractValidator validator;
  private final Function<RecordedExchange, String> command;
  private final Map<List<Object>, Difference> found = new LinkedHashMap<>();

  DriftCollector(ContractValidator validator, Function<RecordedExchange, String> command) {
    this.validator = validator;
    this.command = command;
  }

  List<Difference> collect(List<TestResult> results) {
    ServerTemplates templates = ServerTemplates.of(validator, results);
    templates.differences().forEach(it -> add(reproduced(it)));
    for (TestResult result : results) {
      boolean explained = false;
      for (ValidationResult validation : result.exchanges()) {
        explained |= exchange(validation);
        explained |= code(validation).filter(result.message()::equals).isPresent();
        explained |= templates.explains(validation);
      }
      if (result.outcome() == Outcome.FAILED && !explained) {
        Optional<ValidationResult> last =
            result.exchanges().stream().reduce((earlier, later) -> later);
        add(
            new Difference(
                Kind.BEHAVIOUR, result.group(), result.message(), 1, last, result.reproduction()));
      }
    }
    return found.values().stream().sorted(Comparator.comparing(Difference::kind)).toList();
  }

  /** Adds the differences that one exchange shows; returns true if they can explain a failure. */
  private boolean exchange(ValidationResult validation) {
    List<Difference> shown = new ArrayList<>();
    for (Violation violation : validation.violations()) {
      if (violation.direction() == Direction.RESPONSE) {
        shown.add(response(violation, validation));
      } else if (violation.status() / 100 == 2) {
        shown.add(difference(Kind.LENIENCE, violation.operation(), request(violation), validation));
      }
    }
    // Clients must tolerate unknown properties and values, so these explain no failure.
    boolean explained = !shown.isEmpty();
    JsonResponse.of(validator, validation.exchange())
        .ifPresent(
            response -> {
              String where = response.operation().id() + " " + validation.exchange().status();
              for (BodyProperty property : BodyProperty.of(response.schema(), response.body())) {
                if (response.schema().exists() && !property.documented()) {
                  String type = " (" + property.value().getNodeType() + ")";
                  shown.add(difference(Kind.PROPERTY, where, property.path() + type, validation));
                } else if (property.unlisted()) {
                  String what = property.path() + " is " + property.value();
                  shown.add(difference(Kind.VALUE, where, what, validation));
                }
              }
            });
    shown.stream().distinct().forEach(this::add);
    return explained;
  }

  /** Adds an unexpected error code; returns its description. */
  private Optional<String> code(ValidationResult validation) {
    Optional<String> message = ErrorCodeCheck.message(validator, validation.exchange());
    Optional<Operation> operation =
        JsonResponse.operation(validator.document(), validation.exchange());
    if (message.isPresent() && operation.isPresent()) {
      String where = operation.get() + " " + validation.exchange().status();
      add(difference(Kind.ERROR_CODE, where, message.get(), validation));
    }
    return message;
  }

  private Difference response(Violation violation, ValidationResult validation) {
    String where = violation.operation() + " " + violation.status();
    String anywhere = violation.at().replaceAll("/\\d+(?=/|$)", "/*");
    String at = anywhere.isEmpty() ? "" : anywhere + ": ";
    return switch (violation.kind()) {
      case UNKNOWN_STATUS ->
          difference(
              Kind.STATUS,
              violation.operation(),
              "responds with " + violation.status() + "; " + violation.message(),
              validation);
      case MISSING_HEADER, INVALID_HEADER ->
          difference(Kind.HEADER, where, at + violation.message(), validation);
      default -> difference(Kind.BODY, where, at + violation.message(), validation);
    };
  }

  private static String request(Violation violation) {
    String at = violation.at().isEmpty() ? "" : violation.at() + ": ";
    return at + violation.message();
  }

  private Difference reproduced(Difference difference) {
    return difference
        .example()
        .map(it -> difference.shownBy(command.apply(it.exchange())))
        .orElse(difference);
  }

  private Difference difference(Kind kind, String where, String what, ValidationResult validation) {
    return new Difference(
        kind, where, what, 1, Optional.of(validation), command.apply(validation.exchange()));
  }

  private void add(Difference difference) {
    List<Object> same = List.of(difference.kind(), difference.where(), difference.what());
    found.merge(same, difference, Difference::and);
  }
}
