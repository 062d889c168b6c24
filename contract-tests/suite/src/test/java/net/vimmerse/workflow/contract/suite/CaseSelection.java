package net.vimmerse.workflow.contract.suite;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.vimmerse.workflow.contract.cases.Case;

/**
 * The cases that are sent to a server that was tested with all of them already, or that is slow: a
 * pairwise sample, or all of them with {@code -Dtests=all}.
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

  /** Returns all cases with {@code -Dtests=all}, otherwise the sample. */
  static CaseSelection current() {
    return "all".equals(System.getProperty("tests")) ? ALL : PAIRWISE;
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
