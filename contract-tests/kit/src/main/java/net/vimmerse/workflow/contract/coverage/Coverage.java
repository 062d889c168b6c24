package net.vimmerse.workflow.contract.coverage;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Predicate;
import net.vimmerse.workflow.contract.coverage.CoverageItem.Part;
import net.vimmerse.workflow.contract.execution.TestResult;
import net.vimmerse.workflow.contract.validation.ContractValidator;
import net.vimmerse.workflow.contract.validation.RecordedExchange;
import net.vimmerse.workflow.contract.validation.ValidationResult;

/**
 * A matrix of operation, status, template, property and keyword: what the document has, and how
 * many exchanges have exercised each. Immutable. A property is a member of a body, a parameter, or
 * a header of an answer.
 */
public final class Coverage {
  private final Map<CoverageItem, Integer> cells;

  private Coverage(Map<CoverageItem, Integer> cells) {
    this.cells = cells;
  }

  /**
   * One line of a summary.
   *
   * @param title what is counted, for people
   * @param documented how many the document has
   * @param exercised how many of them were exercised
   * @param missing the others, for people
   */
  public record Line(String title, int documented, int exercised, List<String> missing) {
    public Line {
      missing = List.copyOf(missing);
    }

    /** The part that was exercised, 0 to 100, rounded down. */
    public int percent() {
      return documented == 0 ? 100 : (int) (100L * exercised / documented);
    }

    @Override
    public String toString() {
      return String.format(
          Locale.ROOT, "%-32s %5d of %5d, %3d %%", title, exercised, documented, percent());
    }
  }

  /** What the exchanges of results have exercised. */
  public static Coverage of(ContractValidator judge, List<TestResult> results) {
    List<RecordedExchange> exchanges =
        results.stream()
            .flatMap(it -> it.exchanges().stream())
            .map(ValidationResult::exchange)
            .toList();
    Map<CoverageItem, Integer> times = ExercisedItems.times(judge, exchanges);
    Map<CoverageItem, Integer> cells = new LinkedHashMap<>();
    DocumentedItems.cells(judge).forEach(it -> cells.put(it, times.getOrDefault(it, 0)));
    return new Coverage(Collections.unmodifiableMap(cells));
  }

  /** One line for each sort of thing that the document says. */
  public List<Line> summary() {
    return Arrays.stream(Part.values())
        .map(part -> line(part.title(), cell -> cell.part() == part))
        .toList();
  }

  /** One line for each template, in the document's order. */
  public List<Line> templates() {
    List<String> ids =
        cells.keySet().stream()
            .map(CoverageItem::template)
            .filter(it -> !it.isEmpty())
            .distinct()
            .toList();
    return ids.stream().map(id -> line(id, cell -> cell.template().equals(id))).toList();
  }

  private Line line(String title, Predicate<CoverageItem> belongs) {
    int documented = 0;
    List<String> missing = new ArrayList<>();
    for (Map.Entry<CoverageItem, Integer> cell : cells.entrySet()) {
      if (belongs.test(cell.getKey())) {
        documented++;
        if (cell.getValue() == 0) {
          missing.add(cell.getKey().toString());
        }
      }
    }
    return new Line(title, documented, documented - missing.size(), missing);
  }

  /** The documented statuses of all operations, in ascending order. */
  public List<String> statuses() {
    TreeSet<String> statuses = new TreeSet<>();
    operations().values().forEach(it -> statuses.addAll(it.keySet()));
    return List.copyOf(statuses);
  }

  /** For each operation, how many exchanges ended in each of its documented statuses. */
  public Map<String, Map<String, Integer>> operations() {
    Map<String, Map<String, Integer>> operations = new LinkedHashMap<>();
    cells.forEach(
        (cell, times) -> {
          if (cell.part() == Part.STATUS) {
            operations
                .computeIfAbsent(cell.operation(), id -> new LinkedHashMap<>())
                .put(cell.status(), times);
          }
        });
    return operations;
  }
}
