package net.vimmerse.workflow.simulator.openapi;

import java.util.Map;
import java.util.Set;

/** The result of routing a request. */
public sealed interface Route {

  /**
   * An operation.
   *
   * @param pathParameters decoded values, by name
   */
  record Found(Operation operation, Map<String, String> pathParameters) implements Route {}

  /**
   * A known path with an undocumented method.
   *
   * @param allowed the documented methods
   */
  record WrongMethod(Set<String> allowed) implements Route {}

  /** An unknown path. */
  record UnknownPath() implements Route {}
}
