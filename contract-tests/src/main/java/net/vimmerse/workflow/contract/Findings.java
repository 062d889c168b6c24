package net.vimmerse.workflow.contract;

import java.util.ArrayList;
import java.util.List;
import net.vimmerse.workflow.contract.Finding.Kind;
import net.vimmerse.workflow.contract.Finding.Where;

/** The findings about one half of one exchange while it is being judged. */
final class Findings {
  private final Where where;
  private final String operation;
  private final int status;
  private final List<Finding> found = new ArrayList<>();

  Findings(Where where, String operation, int status) {
    this.where = where;
    this.operation = operation;
    this.status = status;
  }

  void add(Kind kind, String at, String message) {
    found.add(new Finding(where, kind, at, message, operation, status));
  }

  List<Finding> list() {
    return found;
  }
}
