package net.vimmerse.workflow.contract;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Everything that one or more observers saw, judged. What was not judged is kept as well, so that
 * the numbers can be held against what happened. Thread-safe.
 */
public final class ExchangeLog {
  private final Judge judge;
  private final Queue<Verdict> verdicts = new ConcurrentLinkedQueue<>();
  private final Queue<String> notOurs = new ConcurrentLinkedQueue<>();
  private final Queue<String> unanswered = new ConcurrentLinkedQueue<>();

  /** An empty log. */
  public ExchangeLog(Judge judge) {
    this.judge = requireNonNull(judge, "judge == null");
  }

  /** The judge that everything here is put before. */
  public Judge judge() {
    return judge;
  }

  /** Judges an exchange and keeps it. */
  public Verdict add(Exchange exchange) {
    Verdict verdict = new Verdict(exchange, judge.judge(exchange));
    verdicts.add(verdict);
    return verdict;
  }

  void add(Verdict verdict) {
    verdicts.add(verdict);
  }

  void addNotOurs(String request) {
    notOurs.add(request);
  }

  void addUnanswered(String request) {
    unanswered.add(request);
  }

  /** The number of exchanges judged. */
  public int exchanges() {
    return verdicts.size();
  }

  /** What was judged, in the order in which it ended. */
  public List<Verdict> verdicts() {
    return List.copyOf(verdicts);
  }

  /** Every finding, in the order of the exchanges. */
  public List<Finding> findings() {
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
