package net.vimmerse.workflow.simulator.openapi;

import java.util.List;

/**
 * Describes a violation of the document in a request, as FastAPI does.
 *
 * @param loc the path to the value: strings and integers, starting with {@code body}, {@code path}
 *     or {@code query}
 * @param msg what is expected
 * @param type the kind of violation
 */
public record Violation(List<Object> loc, String msg, String type) {

  public Violation {
    loc = List.copyOf(loc);
  }
}
