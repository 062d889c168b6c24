package net.vimmerse.workflow.contract.cases;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import net.vimmerse.workflow.contract.openapi.Operation;

/**
 * One request derived from the document, and what must come of it.
 *
 * @param name readable, and the same for the same document: {@code createWorkflow vim_astronaut
 *     options.aspect_ratio: a foreign value}. No two cases share one
 * @param operation the operation that is called
 * @param template the id of the template that is meant; empty where there is none
 * @param subject what of the document is put to the test
 * @param request what is sent
 * @param expectation what must come of it
 * @param stateful whether only a server that remembers can be expected to answer so
 */
public record Case(
    String name,
    Operation operation,
    Optional<String> template,
    Subject subject,
    CaseRequest request,
    Expectation expectation,
    boolean stateful) {
  public Case {
    requireNonNull(name, "name == null");
    requireNonNull(operation, "operation == null");
    requireNonNull(template, "template == null");
    requireNonNull(subject, "subject == null");
    requireNonNull(request, "request == null");
    requireNonNull(expectation, "expectation == null");
  }

  @Override
  public String toString() {
    return name;
  }
}
