package net.vimmerse.workflow.contract.validation;

import java.util.ArrayList;
import java.util.List;
import net.vimmerse.workflow.contract.validation.Violation.Kind;
import net.vimmerse.workflow.contract.validation.Violation.Where;

/** The findings about one half of one exchange while it is being judged. */
final class ViolationCollector {
  private final Where where;
  private final String operation;
  private final int status;
  private final List<Violation> found = new ArrayList<>();

  ViolationCollector(Where where, String operation, int status) {
    this.where = where;
    this.operation = operation;
    this.status = status;
  }

  void add(Kind kind, String at, String message) {
    found.add(new Violation(where, kind, at, message, operation, status));
  }

  List<Violation> list() {
    return found;
  }
}
