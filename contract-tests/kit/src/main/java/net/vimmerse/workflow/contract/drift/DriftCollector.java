package net.vimmerse.workflow.contract.drift;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import net.vimmerse.workflow.contract.drift.Difference.Kind;
import net.vimmerse.workflow.contract.execution.Failure;
import net.vimmerse.workflow.contract.execution.TestResult;
import net.vimmerse.workflow.contract.execution.TestResult.Outcome;
import net.vimmerse.workflow.contract.openapi.BodyProperty;
import net.vimmerse.workflow.contract.validation.ContractValidator;
import net.vimmerse.workflow.contract.validation.ErrorCodeCheck;
import net.vimmerse.workflow.contract.validation.JsonResponse;
import net.vimmerse.workflow.contract.validation.RecordedExchange;
import net.vimmerse.workflow.contract.validation.ValidationResult;
import net.vimmerse.workflow.contract.validation.Violation;
import net.vimmerse.workflow.contract.validation.Violation.Direction;

/**
 * Collects the differences of one run: one for each cause, with the operations, properties and
 * types that it affects.
 */
final class DriftCollector {
  private static final Pattern FOUND_TYPE = Pattern.compile("^\\w+ found, ");
  private static final Pattern QUOTED = Pattern.compile("'[^']*'|\"[^\"]*\"");

  private final ContractValidator validator;
  private final Function<RecordedExchange, String> command;
  private final Map<List<Object>, Group> groups = new LinkedHashMap<>();

  /** The occurrences of one cause. */
  private static final class Group {
    private final Kind kind;
    private final Optional<ValidationResult> example;
    private final String reproduction;
    private final String text;
    private final String cause;
    private final Set<String> operations = new LinkedHashSet<>();
    private final Set<String> templates = new TreeSet<>();
    private final Set<String> places = new LinkedHashSet<>();
    private final Set<String> types = new LinkedHashSet<>();
    private int times;

    private Group(
        Kind kind,
        String text,
        String cause,
        Optional<ValidationResult> example,
        String reproduction) {
      this.kind = kind;
      this.text = text;
      this.cause = cause;
      this.example = example;
      this.reproduction = reproduction;
    }

    private Difference difference() {
      String before = places.isEmpty() ? "" : String.join(", ", places) + ": ";
      String after = types.isEmpty() ? "" : " (" + String.join(", ", types) + ")";
      Set<String> affected = new TreeSet<>(places);
      affected.addAll(templates);
      String where = affected.isEmpty() ? "" : String.join(", ", affected) + ": ";
      return new Difference(
          kind,
          String.join(", ", templates.isEmpty() ? operations : templates),
          before + text + after,
          where + cause,
          times,
          example,
          reproduction);
    }
  }

  DriftCollector(ContractValidator validator, Function<RecordedExchange, String> command) {
    this.validator = validator;
    this.command = command;
  }

  List<Difference> collect(List<TestResult> results) {
    ServerTemplates templates = ServerTemplates.of(validator, results);
    templates.differences().forEach(it -> group(it, it.example().map(this::command).orElse("")));
    for (TestResult result : results) {
      for (ValidationResult validation : result.exchanges()) {
        exchange(validation, result);
      }
      boolean reproduced = false;
      for (Failure failure : result.failures()) {
        if (!templates.explains(failure)) {
          reproduced |= failure(failure, result, !reproduced);
        }
      }
    }
    return groups.values().stream()
        .map(Group::difference)
        .sorted(Comparator.comparing(Difference::kind))
        .toList();
  }

  /**
   * Adds a failure, unless its exchange tells everything.
   *
   * @param first true if the reproduction of the result is about this failure
   * @return true if it was added
   */
  private boolean failure(Failure failure, TestResult result, boolean first) {
    Kind kind;
    switch (failure.kind()) {
      case STATUS -> kind = Kind.REJECTION;
      case RESULT -> kind = Kind.RESULT;
      case BEHAVIOUR -> kind = Kind.BEHAVIOUR;
      default -> {
        return false;
      }
    }
    Group group =
        groups.computeIfAbsent(
            List.of(kind, failure.cause()),
            key ->
                new Group(
                    kind,
                    failure.message(),
                    failure.cause(),
                    failure.exchange(),
                    first
                        ? result.reproduction()
                        : failure.exchange().map(this::command).orElse("")));
    group.operations.add(result.group());
    group.times++;
    return true;
  }

  private void group(Difference difference, String reproduction) {
    Group group =
        groups.computeIfAbsent(
            List.of(difference.kind(), difference.cause()),
            key ->
                new Group(
                    difference.kind(),
                    difference.what(),
                    difference.cause(),
                    difference.example(),
                    reproduction));
    group.templates.add(difference.where());
    group.times++;
  }

  /** Adds the differences that one exchange shows, each once. */
  private void exchange(ValidationResult validation, TestResult result) {
    boolean failed = result.outcome() == Outcome.FAILED;
    boolean told = result.failures().stream().anyMatch(it -> it.kind() == Failure.Kind.STATUS);
    Set<Group> shown = new LinkedHashSet<>();
    for (Violation violation : validation.violations()) {
      if (violation.kind() == Violation.Kind.UNKNOWN_STATUS && told) {
        continue; // The failure tells which status was expected, too.
      }
      if (violation.direction() == Direction.RESPONSE) {
        shown.add(response(violation, validation));
      } else if (failed && violation.status() / 100 == 2) {
        shown.add(
            group(Kind.LENIENCE, violation.operation(), violation.at(), violation, validation));
      }
    }
    JsonResponse.of(validator, validation.exchange())
        .ifPresent(response -> shown.addAll(additions(response, validation)));
    ErrorCodeCheck.message(validator, validation.exchange())
        .ifPresent(message -> shown.add(code(message, validation)));
    shown.forEach(it -> it.times++);
  }

  private List<Group> additions(JsonResponse response, ValidationResult validation) {
    String where = response.operation().id() + " " + validation.exchange().status();
    List<Group> shown = new ArrayList<>();
    for (BodyProperty property : BodyProperty.of(response.schema(), response.body())) {
      if (response.schema().exists() && !property.documented()) {
        Group group = group(Kind.PROPERTY, where, property.path(), property.path(), validation);
        group.types.add(property.value().getNodeType().toString());
        shown.add(group);
      } else if (property.unlisted()) {
        String what = property.path() + " is " + property.value();
        shown.add(group(Kind.VALUE, where, what, what, validation));
      }
    }
    return shown;
  }

  private Group code(String message, ValidationResult validation) {
    int status = validation.exchange().status();
    // Two operations may document different codes, and the server use one for both.
    String cause = status + " " + message.replaceFirst(";.*", "");
    String operation =
        JsonResponse.operation(validator.document(), validation.exchange())
            .map(it -> it.id())
            .orElse("");
    return group(Kind.ERROR_CODE, operation + " " + status, message, cause, validation);
  }

  private Group response(Violation violation, ValidationResult validation) {
    String where = violation.operation() + " " + violation.status();
    String at = violation.at().replaceAll("/\\d+(?=/|$)", "/*");
    return switch (violation.kind()) {
      case UNKNOWN_STATUS -> {
        String what = "responds with " + violation.status() + "; " + violation.message();
        yield group(Kind.STATUS, violation.operation(), what, "" + violation.status(), validation);
      }
      case MISSING_HEADER, INVALID_HEADER -> group(Kind.HEADER, where, at, violation, validation);
      default -> group(Kind.BODY, where, at, violation, validation);
    };
  }

  /** Returns the group of a violation: the same message, whatever the property and the type. */
  private Group group(
      Kind kind, String where, String at, Violation violation, ValidationResult validation) {
    String message = violation.message();
    String cause = FOUND_TYPE.matcher(message).replaceFirst("");
    if (violation.kind() == Violation.Kind.MALFORMED_BODY) {
      cause = QUOTED.matcher(cause).replaceAll("…");
    }
    Group group = group(kind, where, message, cause, validation);
    if (!at.isEmpty()) {
      group.places.add(at);
    }
    return group;
  }

  private Group group(
      Kind kind, String where, String text, String cause, ValidationResult validation) {
    Group group =
        groups.computeIfAbsent(
            List.of(kind, cause),
            key -> new Group(kind, text, cause, Optional.of(validation), command(validation)));
    group.operations.add(where);
    return group;
  }

  private String command(ValidationResult validation) {
    return command.apply(validation.exchange());
  }
}
