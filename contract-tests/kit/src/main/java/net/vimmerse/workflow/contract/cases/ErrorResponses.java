package net.vimmerse.workflow.contract.cases;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import net.vimmerse.workflow.contract.openapi.Operation;

/**
 * Finds the documented error response for a violated keyword, by {@code x-refuses}.
 *
 * @param statuses the documented statuses by keyword
 */
record ErrorResponses(Operation operation, Map<String, Set<Integer>> statuses) {
  private static final String REFUSES = "x-refuses";
  private static final String ANY_KEYWORD = "schema";

  static ErrorResponses of(Operation operation) {
    Map<String, Set<Integer>> statuses = new TreeMap<>();
    operation
        .node()
        .child("responses")
        .children()
        .forEach(
            (status, response) -> {
              if (status.matches("[45]\\d\\d")) {
                response
                    .text(REFUSES)
                    .map(keyword -> statuses.computeIfAbsent(keyword, it -> new TreeSet<>()))
                    .ifPresent(it -> it.add(Integer.valueOf(status)));
              }
            });
    return new ErrorResponses(operation, statuses);
  }

  /**
   * Returns the expected rejection of a request that violates a keyword.
   *
   * @param location the location of the error in the response; ignored when that response has no
   *     locations
   * @throws IllegalArgumentException when the document has no error for it
   */
  Expectation.Rejected rejected(String keyword, List<String> location) {
    Set<Integer> statuses = statuses(keyword);
    boolean own = !statuses.isEmpty();
    if (!own) {
      statuses = statuses(ANY_KEYWORD);
    }
    if (statuses.isEmpty()) {
      throw new IllegalArgumentException(
          operation + " has no error whose " + REFUSES + " is " + keyword + " or " + ANY_KEYWORD);
    }
    return new Expectation.Rejected(statuses, own ? List.of() : location);
  }

  /** Returns true if the operation has an error response for this keyword alone. */
  boolean has(String keyword) {
    return !statuses(keyword).isEmpty();
  }

  /** Returns the documented statuses for this keyword alone. */
  private Set<Integer> statuses(String keyword) {
    return statuses.getOrDefault(keyword, Set.of());
  }
}
