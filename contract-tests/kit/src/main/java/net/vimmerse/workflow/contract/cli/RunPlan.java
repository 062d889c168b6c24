package net.vimmerse.workflow.contract.cli;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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
    Map<String, List<Cost>> groups = new LinkedHashMap<>();
    cases.forEach(it -> add(groups, it.operation().id(), costs.of(it)));
    sequences.forEach(it -> add(groups, SequenceRunner.GROUP, costs.of(it)));
    StringBuilder text = new StringBuilder();
    text.append(row("operation", "cases", "to run", "calls", "max. credits"));
    List<Cost> affordable = new ArrayList<>();
    groups.forEach(
        (name, all) -> {
          List<Cost> run = all.stream().filter(it -> budget.take(it).isEmpty()).toList();
          text.append(row(name, all.size(), run));
          affordable.addAll(run);
        });
    return text.append(row("total", cases.size() + sequences.size(), affordable)).toString();
  }

  private static void add(Map<String, List<Cost>> groups, String group, Cost cost) {
    groups.computeIfAbsent(group, name -> new ArrayList<>()).add(cost);
  }

  /** Returns the duration of all sequences, one after the other, in real time. */
  Duration time() {
    return sequences.stream().map(CommandSequence::duration).reduce(Duration.ZERO, Duration::plus);
  }

  /** Formats a duration in seconds or minutes. */
  static String text(Duration time) {
    return time.toMinutes() > 1 ? time.toMinutes() + " min" : time.toSeconds() + " s";
  }

  private static String row(String name, int cases, List<Cost> run) {
    Cost sum = run.stream().reduce(Cost.NOTHING, Cost::plus);
    return row(name, "" + cases, "" + run.size(), "" + sum.calls(), "" + sum.credits());
  }

  private static String row(String name, String cases, String run, String calls, String credits) {
    return String.format(
        Locale.ROOT, "%-20s %7s %10s %7s %16s%n", name, cases, run, calls, credits);
  }
}
