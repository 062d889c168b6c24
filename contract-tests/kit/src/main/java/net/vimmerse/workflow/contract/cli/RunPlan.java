package net.vimmerse.workflow.contract.cli;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
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
 * @param life the life of one workflow, which runs first; empty when it does not run
 */
record RunPlan(
    Document document,
    long seed,
    List<Case> cases,
    Optional<CommandSequence> life,
    List<CommandSequence> sequences,
    CostEstimator costs) {

  /** Returns the plan with other prices. */
  RunPlan with(CostEstimator costs) {
    return new RunPlan(document, seed, cases, life, sequences, costs);
  }

  /**
   * Returns the cases that run before the sequences: those that cost nothing, and one create
   * request for each template, the cheapest first.
   */
  List<Case> early() {
    return cases.stream()
        .filter(it -> costs.of(it).credits() == 0 || DocumentCases.isWhole(document, it))
        .sorted(Comparator.comparing(it -> costs.of(it).credits()))
        .toList();
  }

  /** Returns the cases that run after the sequences: those that can share one workflow first. */
  List<Case> late() {
    return cases.stream()
        .filter(it -> costs.of(it).credits() > 0 && !DocumentCases.isWhole(document, it))
        .sorted(Comparator.comparing(it -> it.operation().equals(document.creation())))
        .toList();
  }

  /** Returns the title and version of the document. */
  String title() {
    SchemaNode info = document.root().child("info");
    return info.text("title").orElse("") + " " + info.text("version").orElse("");
  }

  /**
   * Returns a table of what would run within a budget, in the order of a run, if every chargeable
   * request were charged.
   */
  String text(Budget budget) {
    Map<String, Group> groups = new LinkedHashMap<>();
    life.ifPresent(it -> add(groups, it.name(), costs.of(it), budget));
    cases.forEach(it -> groups.putIfAbsent(it.operation().id(), new Group()));
    early().forEach(it -> add(groups, it.operation().id(), costs.of(it), budget));
    sequences.forEach(it -> add(groups, SequenceRunner.GROUP, costs.of(it), budget));
    late().forEach(it -> add(groups, it.operation().id(), costs.of(it), budget));
    StringBuilder text = new StringBuilder();
    text.append(row("operation", "cases", "to run", "calls", "max. credits"));
    List<Cost> affordable = new ArrayList<>();
    groups.forEach(
        (name, group) -> {
          text.append(row(name, group.planned, group.affordable));
          affordable.addAll(group.affordable);
        });
    int all = cases.size() + sequences.size() + (life.isPresent() ? 1 : 0);
    text.append(row("total", all, affordable));
    unpriced().ifPresent(it -> text.append(it).append(System.lineSeparator()));
    return text.toString();
  }

  /** Describes what sums of credits leave out; empty if they leave out nothing. */
  Optional<String> unpriced() {
    List<String> unpriced = costs.unpriced();
    return unpriced.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "%d %s an unknown price, a placeholder in the document: %s"
                .formatted(
                    unpriced.size(),
                    unpriced.size() == 1 ? "template has" : "templates have",
                    String.join(", ", unpriced)));
  }

  /** A row of the table. */
  private static final class Group {
    private int planned;
    private final List<Cost> affordable = new ArrayList<>();
  }

  private static void add(Map<String, Group> groups, String name, Cost cost, Budget budget) {
    Group group = groups.computeIfAbsent(name, it -> new Group());
    group.planned++;
    if (budget.take(cost).isEmpty()) {
      group.affordable.add(cost);
    }
  }

  /** Returns the duration of sequences, one after the other, in real time. */
  static Duration time(List<CommandSequence> sequences) {
    return sequences.stream().map(CommandSequence::duration).reduce(Duration.ZERO, Duration::plus);
  }

  /** Formats a duration in seconds or minutes. */
  static String text(Duration time) {
    return time.toMinutes() > 1 ? time.toMinutes() + " min" : time.toSeconds() + " s";
  }

  private static String row(String name, int cases, List<Cost> run) {
    Cost sum = run.stream().reduce(Cost.NOTHING, Cost::plus);
    return row(name, "" + cases, "" + run.size(), "" + sum.calls(), credits(sum));
  }

  private static String credits(Cost cost) {
    return cost.knownCredits() + (cost.isUnknown() ? " + unknown" : "");
  }

  private static String row(String name, String cases, String run, String calls, String credits) {
    return String.format(
        Locale.ROOT, "%-26s %7s %10s %7s %16s%n", name, cases, run, calls, credits);
  }
}
