package net.vimmerse.workflow.contract.recording;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import net.vimmerse.workflow.contract.validation.ContractValidator;
import net.vimmerse.workflow.contract.validation.RecordedExchange;
import net.vimmerse.workflow.contract.validation.ValidationResult;
import net.vimmerse.workflow.contract.validation.Violation;

/**
 * The validated exchanges of one or more observers, and the requests that were not validated.
 * Thread-safe.
 */
public final class ExchangeLog {
  private final ContractValidator validator;
  private final Queue<ValidationResult> validations = new ConcurrentLinkedQueue<>();
  private final Queue<String> unrelated = new ConcurrentLinkedQueue<>();
  private final Queue<String> withoutResponse = new ConcurrentLinkedQueue<>();

  /** Creates an empty log. */
  public ExchangeLog(ContractValidator validator) {
    this.validator = requireNonNull(validator, "validator == null");
  }

  /** Returns the validator of this log. */
  public ContractValidator validator() {
    return validator;
  }

  /** Validates an exchange and adds it. */
  public ValidationResult add(RecordedExchange exchange) {
    ValidationResult validation = new ValidationResult(exchange, validator.validate(exchange));
    validations.add(validation);
    return validation;
  }

  void add(ValidationResult validation) {
    validations.add(validation);
  }

  /** Adds method and URL of a request that does not belong to the API. */
  public void addUnrelated(String request) {
    unrelated.add(request);
  }

  /** Adds method and URL of a request of the API that got no response. */
  public void addWithoutResponse(String request) {
    withoutResponse.add(request);
  }

  /** Returns the number of validated exchanges. */
  public int exchanges() {
    return validations.size();
  }

  /** Returns the validated exchanges, in the order in which they ended. */
  public List<ValidationResult> validations() {
    return List.copyOf(validations);
  }

  /** Returns every violation, in the order of the exchanges. */
  public List<Violation> violations() {
    return validations.stream().flatMap(it -> it.violations().stream()).toList();
  }

  /**
   * Returns method and URL of each request that does not belong to the API: another host, or
   * another path.
   */
  public List<String> unrelated() {
    return List.copyOf(unrelated);
  }

  /** Returns method and URL of each request of the API that got no response. */
  public List<String> withoutResponse() {
    return List.copyOf(withoutResponse);
  }
}
