package net.vimmerse.workflow.contract.recording;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import net.vimmerse.workflow.contract.validation.ContractValidator;
import net.vimmerse.workflow.contract.validation.RecordedExchange;
import net.vimmerse.workflow.contract.validation.ValidationResult;
import net.vimmerse.workflow.contract.validation.Violation;

/**
 * Everything that one or more observers saw, judged. What was not judged is kept as well, so that
 * the numbers can be held against what happened. Thread-safe.
 */
public final class ExchangeLog {
  private final ContractValidator judge;
  private final Queue<ValidationResult> verdicts = new ConcurrentLinkedQueue<>();
  private final Queue<String> notOurs = new ConcurrentLinkedQueue<>();
  private final Queue<String> unanswered = new ConcurrentLinkedQueue<>();

  /** An empty log. */
  public ExchangeLog(ContractValidator judge) {
    this.judge = requireNonNull(judge, "judge == null");
  }

  /** The judge that everything here is put before. */
  public ContractValidator judge() {
    return judge;
  }

  /** Judges an exchange and keeps it. */
  public ValidationResult add(RecordedExchange exchange) {
    ValidationResult verdict = new ValidationResult(exchange, judge.judge(exchange));
    verdicts.add(verdict);
    return verdict;
  }

  void add(ValidationResult verdict) {
    verdicts.add(verdict);
  }

  public void addNotOurs(String request) {
    notOurs.add(request);
  }

  public void addUnanswered(String request) {
    unanswered.add(request);
  }

  /** The number of exchanges judged. */
  public int exchanges() {
    return verdicts.size();
  }

  /** What was judged, in the order in which it ended. */
  public List<ValidationResult> verdicts() {
    return List.copyOf(verdicts);
  }

  /** Every finding, in the order of the exchanges. */
  public List<Violation> findings() {
    return verdicts.stream().flatMap(it -> it.findings().stream()).toList();
  }

  /** Method and URL of each request that went elsewhere: to another host, or beside the API. */
  public List<String> notOurs() {
    return List.copyOf(notOurs);
  }

  /** Method and URL of each request of the API that got no answer. */
  public List<String> unanswered() {
    return List.copyOf(unanswered);
  }
}
