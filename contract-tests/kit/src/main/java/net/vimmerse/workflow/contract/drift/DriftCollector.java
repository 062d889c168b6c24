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
import net.vimmerse.workflow.contract.validation.Violation.Where;

/** The differences of one run while they are being gathered: equal ones are counted, not kept. */
final class DriftCollector {
  private final ContractValidator judge;
  private final Function<RecordedExchange, String> line;
  private final Map<List<Object>, Difference> found = new LinkedHashMap<>();

  DriftCollector(ContractValidator judge, Function<RecordedExchange, String> line) {
    this.judge = judge;
    this.line = line;
  }

  List<Difference> gather(List<TestResult> results) {
    ServerTemplates templates = ServerTemplates.of(judge, results);
    templates.differences().forEach(it -> add(reproduced(it)));
    for (TestResult result : results) {
      boolean explained = false;
      for (ValidationResult verdict : result.exchanges()) {
        explained |= exchange(verdict);
        explained |= code(verdict).filter(result.message()::equals).isPresent();
        explained |= templates.explains(verdict);
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

  /** Gathers what one exchange shows; whether that can be why a result failed. */
  private boolean exchange(ValidationResult verdict) {
    List<Difference> shown = new ArrayList<>();
    for (Violation finding : verdict.findings()) {
      if (finding.where() == Where.RESPONSE) {
        shown.add(answer(finding, verdict));
      } else if (finding.status() / 100 == 2) {
        shown.add(difference(Kind.LENIENCE, finding.operation(), request(finding), verdict));
      }
    }
    // Unknown members and values must be borne by readers, and so are behind no failure.
    boolean explained = !shown.isEmpty();
    JsonResponse.of(judge, verdict.exchange())
        .ifPresent(
            answer -> {
              String where = answer.operation().id() + " " + verdict.exchange().status();
              for (BodyProperty member : BodyProperty.of(answer.schema(), answer.body())) {
                if (answer.schema().exists() && !member.documented()) {
                  String type = " (" + member.value().getNodeType() + ")";
                  shown.add(difference(Kind.MEMBER, where, member.path() + type, verdict));
                } else if (member.unlisted()) {
                  String what = member.path() + " is " + member.value();
                  shown.add(difference(Kind.VALUE, where, what, verdict));
                }
              }
            });
    shown.stream().distinct().forEach(this::add);
    return explained;
  }

  /** Gathers another code than the document shows; what is said of it. */
  private Optional<String> code(ValidationResult verdict) {
    Optional<String> fault = ErrorCodeCheck.fault(judge, verdict.exchange());
    Optional<Operation> operation = JsonResponse.operation(judge.document(), verdict.exchange());
    if (fault.isPresent() && operation.isPresent()) {
      String where = operation.get() + " " + verdict.exchange().status();
      add(difference(Kind.ERROR_CODE, where, fault.get(), verdict));
    }
    return fault;
  }

  private Difference answer(Violation finding, ValidationResult verdict) {
    String where = finding.operation() + " " + finding.status();
    String anywhere = finding.at().replaceAll("/\\d+(?=/|$)", "/*");
    String at = anywhere.isEmpty() ? "" : anywhere + ": ";
    return switch (finding.kind()) {
      case UNKNOWN_STATUS ->
          difference(
              Kind.STATUS,
              finding.operation(),
              "answers with " + finding.status() + "; " + finding.message(),
              verdict);
      case MISSING_HEADER, INVALID_HEADER ->
          difference(Kind.HEADER, where, at + finding.message(), verdict);
      default -> difference(Kind.BODY, where, at + finding.message(), verdict);
    };
  }

  private static String request(Violation finding) {
    String at = finding.at().isEmpty() ? "" : finding.at() + ": ";
    return at + finding.message();
  }

  private Difference reproduced(Difference difference) {
    return difference
        .example()
        .map(it -> difference.shownBy(line.apply(it.exchange())))
        .orElse(difference);
  }

  private Difference difference(Kind kind, String where, String what, ValidationResult verdict) {
    return new Difference(
        kind, where, what, 1, Optional.of(verdict), line.apply(verdict.exchange()));
  }

  private void add(Difference difference) {
    List<Object> same = List.of(difference.kind(), difference.where(), difference.what());
    found.merge(same, difference, Difference::and);
  }
}
