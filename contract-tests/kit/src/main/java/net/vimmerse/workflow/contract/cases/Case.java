package net.vimmerse.workflow.contract.cases;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import net.vimmerse.workflow.contract.openapi.Operation;

/**
 * One request derived from the document, and the expected response.
 *
 * @param name readable, unique, and the same for the same document: {@code createWorkflow
 *     vim_astronaut options.aspect_ratio: a foreign value}
 * @param operation the operation that is called
 * @param template the id of the template; empty where there is none
 * @param subject the part of the document that is tested
 * @param request the request to send
 * @param expectation the expected outcome
 * @param stateful true if only a server that stores workflows can pass it
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
