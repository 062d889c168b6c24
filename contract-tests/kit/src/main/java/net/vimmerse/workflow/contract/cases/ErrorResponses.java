package net.vimmerse.workflow.contract.cases;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import net.vimmerse.workflow.contract.openapi.Operation;
import net.vimmerse.workflow.contract.openapi.SchemaNode;

/** Which of an operation's documented errors is for what, as {@code x-refuses} says. */
record ErrorResponses(Operation operation) {
  private static final String REFUSES = "x-refuses";
  private static final String ANY_KEYWORD = "schema";

  /**
   * What a request is refused for that violates a keyword.
   *
   * @param location where, as the answer has it; left out when the answer has no place for it
   * @throws IllegalArgumentException when the document has no error for it
   */
  Expectation.Refused refused(String keyword, List<String> location) {
    Set<Integer> statuses = statuses(keyword);
    boolean own = !statuses.isEmpty();
    if (!own) {
      statuses = statuses(ANY_KEYWORD);
    }
    if (statuses.isEmpty()) {
      throw new IllegalArgumentException(
          operation + " has no error whose " + REFUSES + " is " + keyword + " or " + ANY_KEYWORD);
    }
    return new Expectation.Refused(statuses, own ? List.of() : location);
  }

  /** Whether the operation has an error of its own for a keyword. */
  boolean has(String keyword) {
    return !statuses(keyword).isEmpty();
  }

  /** The documented errors for a keyword that are not for every keyword. */
  private Set<Integer> statuses(String keyword) {
    Set<Integer> statuses = new TreeSet<>();
    for (Map.Entry<String, SchemaNode> response : responses().entrySet()) {
      boolean meant = response.getValue().text(REFUSES).filter(keyword::equals).isPresent();
      if (meant && response.getKey().matches("[45]\\d\\d")) {
        statuses.add(Integer.valueOf(response.getKey()));
      }
    }
    return statuses;
  }

  private Map<String, SchemaNode> responses() {
    return operation.place().child("responses").children();
  }
}
