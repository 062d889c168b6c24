package net.vimmerse.workflow.contract.suite;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import net.vimmerse.workflow.contract.cases.Case;
import org.opentest4j.AssertionFailedError;

/**
 * The cases that are sent to a server that was tested with all of them already, or that is slow:
 * {@code -Dcases=pairwise} (the default) or {@code -Dcases=all}.
 */
enum CaseSelection {
  /** Every case. */
  ALL {
    @Override
    List<Case> of(List<Case> cases) {
      return cases;
    }
  },

  /** A sample in which every pair of operation, property, keyword and outcome occurs. */
  PAIRWISE {
    @Override
    List<Case> of(List<Case> cases) {
      Set<List<String>> covered = new HashSet<>();
      return cases.stream().filter(it -> covered.addAll(pairs(it))).toList();
    }
  };

  abstract List<Case> of(List<Case> cases);

  /** Returns the selection of the system property {@code cases}. */
  static CaseSelection current() {
    String name = System.getProperty("cases", "pairwise");
    try {
      return valueOf(name.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      throw new AssertionFailedError("-Dcases must be all or pairwise, not " + name, e);
    }
  }

  private static List<List<String>> pairs(Case one) {
    List<String> values =
        List.of(
            "operation " + one.operation().id(),
            "property " + one.subject().property(),
            "keyword " + one.subject().keyword(),
            "outcome " + one.expectation().getClass().getSimpleName());
    List<List<String>> pairs = new ArrayList<>();
    for (int i = 0; i < values.size(); i++) {
      for (int j = i + 1; j < values.size(); j++) {
        pairs.add(List.of(values.get(i), values.get(j)));
      }
    }
    return pairs;
  }
}
