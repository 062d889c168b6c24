package net.vimmerse.workflow.simulator.contract;

import java.util.List;

/**
 * One way in which a request does not fit the document, in the form that FastAPI gives it.
 *
 * @param loc the path to the offending value: texts and whole numbers, beginning with {@code body},
 *     {@code path} or {@code query}
 * @param msg what was expected
 * @param type the kind of violation, for programs
 */
public record Violation(List<Object> loc, String msg, String type) {

  public Violation {
    loc = List.copyOf(loc);
  }
}
