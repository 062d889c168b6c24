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
 * A matrix of operation, status, template, property and keyword: the documented items, and the
 * number of exchanges that exercised each. A property is part of a body, a parameter, or a response
 * header. Immutable.
 */
public final class Coverage {
  private final Map<CoverageItem, Integer> items;

  private Coverage(Map<CoverageItem, Integer> items) {
    this.items = items;
  }

  /**
   * One line of a summary.
   *
   * @param title what is counted
   * @param documented the number of documented items
   * @param exercised the number of exercised items
   * @param missing the items that were not exercised
   */
  public record Line(String title, int documented, int exercised, List<String> missing) {
    public Line {
      missing = List.copyOf(missing);
    }

    /** Returns the exercised percentage, 0 to 100, rounded down. */
    public int percent() {
      return documented == 0 ? 100 : (int) (100L * exercised / documented);
    }

    @Override
    public String toString() {
      return String.format(
          Locale.ROOT, "%-32s %5d of %5d, %3d %%", title, exercised, documented, percent());
    }
  }

  /** Computes the coverage of the exchanges of some results. */
  public static Coverage of(ContractValidator validator, List<TestResult> results) {
    List<RecordedExchange> exchanges =
        results.stream()
            .flatMap(it -> it.exchanges().stream())
            .map(ValidationResult::exchange)
            .toList();
    Map<CoverageItem, Integer> times = ExercisedItems.times(validator, exchanges);
    Map<CoverageItem, Integer> items = new LinkedHashMap<>();
    DocumentedItems.items(validator).forEach(it -> items.put(it, times.getOrDefault(it, 0)));
    return new Coverage(Collections.unmodifiableMap(items));
  }

  /** Returns one line for each part of the document. */
  public List<Line> summary() {
    return Arrays.stream(Part.values())
        .map(part -> line(part.title(), item -> item.part() == part))
        .toList();
  }

  /** Returns one line for each template, in the document's order. */
  public List<Line> templates() {
    List<String> ids =
        items.keySet().stream()
            .map(CoverageItem::template)
            .filter(it -> !it.isEmpty())
            .distinct()
            .toList();
    return ids.stream().map(id -> line(id, item -> item.template().equals(id))).toList();
  }

  private Line line(String title, Predicate<CoverageItem> belongs) {
    int documented = 0;
    List<String> missing = new ArrayList<>();
    for (Map.Entry<CoverageItem, Integer> item : items.entrySet()) {
      if (belongs.test(item.getKey())) {
        documented++;
        if (item.getValue() == 0) {
          missing.add(item.getKey().toString());
        }
      }
    }
    return new Line(title, documented, documented - missing.size(), missing);
  }

  /** Returns the documented statuses of all operations, in ascending order. */
  public List<String> statuses() {
    TreeSet<String> statuses = new TreeSet<>();
    operations().values().forEach(it -> statuses.addAll(it.keySet()));
    return List.copyOf(statuses);
  }

  /** Returns the number of exchanges for each documented status of each operation. */
  public Map<String, Map<String, Integer>> operations() {
    Map<String, Map<String, Integer>> operations = new LinkedHashMap<>();
    items.forEach(
        (item, times) -> {
          if (item.part() == Part.STATUS) {
            operations
                .computeIfAbsent(item.operation(), id -> new LinkedHashMap<>())
                .put(item.status(), times);
          }
        });
    return operations;
  }
}
