package net.vimmerse.workflow.contract.validation;

import java.util.ArrayList;
import java.util.List;
import net.vimmerse.workflow.contract.validation.Violation.Direction;
import net.vimmerse.workflow.contract.validation.Violation.Kind;

/** Collects the violations of one part of an exchange. */
final class ViolationCollector {
  private final Direction direction;
  private final String operation;
  private final int status;
  private final List<Violation> found = new ArrayList<>();

  ViolationCollector(Direction direction, String operation, int status) {
    this.direction = direction;
    this.operation = operation;
    this.status = status;
  }

  void add(Kind kind, String at, String message) {
    found.add(new Violation(direction, kind, at, message, operation, status));
  }

  List<Violation> list() {
    return found;
  }
}
