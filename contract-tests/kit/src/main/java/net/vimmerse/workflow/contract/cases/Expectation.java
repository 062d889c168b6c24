package net.vimmerse.workflow.contract.cases;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.List;
import java.util.Set;

/** What the document says must come of a request. */
public sealed interface Expectation {

  /**
   * The request is as documented: the answer is a documented success.
   *
   * @param said what the result must say, without its envelope: of an object, these members, where
   *     a null stands for one that is null or absent; of an array, these items and no more, in any
   *     order. A missing node when it may say anything
   */
  record Accepted(JsonNode said) implements Expectation {
    public Accepted {
      requireNonNull(said, "said == null");
    }

    /** A success that may say anything. */
    public Accepted() {
      this(MissingNode.getInstance());
    }
  }

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
