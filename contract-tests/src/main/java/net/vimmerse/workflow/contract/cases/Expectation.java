package net.vimmerse.workflow.contract.cases;

import java.util.List;
import java.util.Set;

/** What the document says must come of a request. */
public sealed interface Expectation {

  /** The request is as documented: the answer is a documented success. */
  record Accepted() implements Expectation {}

  /**
   * The request is not as documented.
   *
   * @param statuses the documented statuses that say so, at least one
   * @param location where the fault is, as the answer must say it in one of its errors; empty when
   *     the answer has no place for that, or more than one is right
   */
  record Refused(Set<Integer> statuses, List<String> location) implements Expectation {
    public Refused {
      statuses = Set.copyOf(statuses);
      location = List.copyOf(location);
    }
  }
}
