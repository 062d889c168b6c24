package net.vimmerse.workflow.contract.drift;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import net.vimmerse.workflow.contract.Answer;
import net.vimmerse.workflow.contract.ErrorCode;
import net.vimmerse.workflow.contract.Exchange;
import net.vimmerse.workflow.contract.Finding;
import net.vimmerse.workflow.contract.Finding.Where;
import net.vimmerse.workflow.contract.Judge;
import net.vimmerse.workflow.contract.Member;
import net.vimmerse.workflow.contract.Operation;
import net.vimmerse.workflow.contract.Verdict;
import net.vimmerse.workflow.contract.drift.Difference.Kind;
import net.vimmerse.workflow.contract.run.Result;
import net.vimmerse.workflow.contract.run.Result.Outcome;

/** The differences of one run while they are being gathered: equal ones are counted, not kept. */
final class Gathering {
  private final Judge judge;
  private final Function<Exchange, String> line;
  private final Map<List<Object>, Difference> found = new LinkedHashMap<>();

  Gathering(Judge judge, Function<Exchange, String> line) {
    this.judge = judge;
    this.line = line;
  }

  List<Difference> gather(List<Result> results) {
    TemplateSurvey templates = TemplateSurvey.of(judge, results);
    templates.differences().forEach(it -> add(reproduced(it)));
    for (Result result : results) {
      boolean explained = false;
      for (Verdict verdict : result.exchanges()) {
        explained |= exchange(verdict);
        explained |= code(verdict).filter(result.message()::equals).isPresent();
        explained |= templates.explains(verdict);
      }
      if (result.outcome() == Outcome.FAILED && !explained) {
        Optional<Verdict> last = result.exchanges().stream().reduce((earlier, later) -> later);
        add(
            new Difference(
                Kind.BEHAVIOUR, result.group(), result.message(), 1, last, result.reproduction()));
      }
    }
    return found.values().stream().sorted(Comparator.comparing(Difference::kind)).toList();
  }

  /** Gathers what one exchange shows; whether that can be why a result failed. */
  private boolean exchange(Verdict verdict) {
    List<Difference> shown = new ArrayList<>();
    for (Finding finding : verdict.findings()) {
      if (finding.where() == Where.RESPONSE) {
        shown.add(answer(finding, verdict));
      } else if (finding.status() / 100 == 2) {
        shown.add(difference(Kind.LENIENCE, finding.operation(), request(finding), verdict));
      }
    }
    // Unknown members and values must be borne by readers, and so are behind no failure.
    boolean explained = !shown.isEmpty();
    Answer.of(judge, verdict.exchange())
        .ifPresent(
            answer -> {
              String where = answer.operation().id() + " " + verdict.exchange().status();
              for (Member member : Member.of(answer.schema(), answer.body())) {
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
  private Optional<String> code(Verdict verdict) {
    Optional<String> fault = ErrorCode.fault(judge, verdict.exchange());
    Optional<Operation> operation = Answer.operation(judge.document(), verdict.exchange());
    if (fault.isPresent() && operation.isPresent()) {
      String where = operation.get() + " " + verdict.exchange().status();
      add(difference(Kind.ERROR_CODE, where, fault.get(), verdict));
    }
    return fault;
  }

  private Difference answer(Finding finding, Verdict verdict) {
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

  private static String request(Finding finding) {
    String at = finding.at().isEmpty() ? "" : finding.at() + ": ";
    return at + finding.message();
  }

  private Difference reproduced(Difference difference) {
    return difference
        .example()
        .map(it -> difference.shownBy(line.apply(it.exchange())))
        .orElse(difference);
  }

  private Difference difference(Kind kind, String where, String what, Verdict verdict) {
    return new Difference(
        kind, where, what, 1, Optional.of(verdict), line.apply(verdict.exchange()));
  }

  private void add(Difference difference) {
    List<Object> same = List.of(difference.kind(), difference.where(), difference.what());
    found.merge(same, difference, Difference::and);
  }
}
