package net.vimmerse.workflow.contract.cli;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import net.vimmerse.workflow.contract.cases.Case;
import net.vimmerse.workflow.contract.openapi.Document;
import net.vimmerse.workflow.contract.openapi.SchemaNode;
import net.vimmerse.workflow.contract.sequences.model.CommandSequence;
import net.vimmerse.workflow.contract.sequences.runner.SequenceRunner;

/**
 * The cases and sequences of a run, and their costs.
 *
 * @param seed the seed that they were generated from
 */
record RunPlan(
    Document document,
    long seed,
    List<Case> cases,
    List<CommandSequence> sequences,
    CostEstimator costs) {

  /** Returns the title and version of the document. */
  String title() {
    SchemaNode info = document.root().child("info");
    return info.text("title").orElse("") + " " + info.text("version").orElse("");
  }

  /**
   * Returns a table of what would run within a budget, if every chargeable request were charged.
   */
  String text(Budget budget) {
    Map<String, List<Case>> operations = new LinkedHashMap<>();
    cases.forEach(
        it -> operations.computeIfAbsent(it.operation().id(), id -> new ArrayList<>()).add(it));
    StringBuilder text = new StringBuilder();
    text.append(row("operation", "cases", "to run", "calls", "max. credits"));
    Cost all = Cost.NOTHING;
    int runs = 0;
    for (Map.Entry<String, List<Case>> operation : operations.entrySet()) {
      Cost cost = Cost.NOTHING;
      int run = 0;
      for (Case one : operation.getValue()) {
        Optional<String> rejection = budget.take(costs.of(one));
        if (rejection.isEmpty()) {
          cost = cost.plus(costs.of(one));
          run++;
        }
      }
      text.append(row(operation.getKey(), operation.getValue().size(), run, cost));
      all = all.plus(cost);
      runs += run;
    }
    if (!sequences.isEmpty()) {
      Cost cost = Cost.NOTHING;
      int run = 0;
      for (CommandSequence one : sequences) {
        if (budget.take(costs.of(one)).isEmpty()) {
          cost = cost.plus(costs.of(one));
          run++;
        }
      }
      text.append(row(SequenceRunner.GROUP, sequences.size(), run, cost));
      all = all.plus(cost);
      runs += run;
    }
    return text.append(row("total", cases.size() + sequences.size(), runs, all)).toString();
  }

  /** Returns the duration of all sequences, one after the other, in real time. */
  Duration time() {
    return sequences.stream().map(CommandSequence::duration).reduce(Duration.ZERO, Duration::plus);
  }

  /** Formats a duration in seconds or minutes. */
  static String text(Duration time) {
    return time.toMinutes() > 1 ? time.toMinutes() + " min" : time.toSeconds() + " s";
  }

  private static String row(String name, int cases, int run, Cost cost) {
    return row(name, "" + cases, "" + run, "" + cost.calls(), "" + cost.credits());
  }

  private static String row(String name, String cases, String run, String calls, String credits) {
    return String.format(
        Locale.ROOT, "%-20s %7s %10s %7s %16s%n", name, cases, run, calls, credits);
  }
}
