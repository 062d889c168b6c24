package net.vimmerse.workflow.contract.cases;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.List;
import java.util.Set;

/** The outcome of a request that the document promises. */
public sealed interface Expectation {

  /**
   * The request is valid: the response is a documented success.
   *
   * @param result the expected result, without its envelope: of an object, these properties, where
   *     a null matches null or absent; of an array, these items and no others, in any order. A
   *     missing node matches anything
   */
  record Accepted(JsonNode result) implements Expectation {
    public Accepted {
      requireNonNull(result, "result == null");
    }

    /** Creates the expectation of a success with any result. */
    public Accepted() {
      this(MissingNode.getInstance());
    }
  }

  /**
   * The request is invalid.
   *
   * @param statuses the documented statuses for this error, at least one
   * @param location the location that the response must name in one of its errors; empty when the
   *     response has none, or when more than one is right
   * @param common true if servers commonly treat such a request otherwise: they accept it, or find
   *     no resource. Only a strict runner demands the rejection
   */
  record Rejected(Set<Integer> statuses, List<String> location, boolean common)
      implements Expectation {
    public Rejected {
      statuses = Set.copyOf(statuses);
      location = List.copyOf(location);
    }

    /** Creates the expectation of a rejection. */
    public Rejected(Set<Integer> statuses, List<String> location) {
      this(statuses, location, false);
    }

    /** Returns the expectation for a request that servers commonly treat otherwise. */
    Rejected commonlyTreatedOtherwise() {
      return new Rejected(statuses, location, true);
    }
  }
}
