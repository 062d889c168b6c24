package net.vimmerse.workflow.simulator.contract;

import java.util.Map;
import java.util.Set;

/** Where a request leads to. */
public sealed interface Route {

  /**
   * An operation.
   *
   * @param pathParameters decoded values by name
   */
  record Found(Operation operation, Map<String, String> pathParameters) implements Route {}

  /**
   * A path of the document, with a method that it does not have.
   *
   * @param allowed those it has
   */
  record WrongMethod(Set<String> allowed) implements Route {}

  /** No path of the document. */
  record UnknownPath() implements Route {}
}
