package net.vimmerse.workflow.contract.sequences.invariants;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;
import net.vimmerse.workflow.contract.execution.Failure;
import net.vimmerse.workflow.contract.validation.ValidationResult;
import org.jspecify.annotations.Nullable;

/** Thrown when an invariant is violated. */
public final class InvariantViolation extends Exception {
  private static final long serialVersionUID = 1;

  private final InvariantId invariant;
  private final transient @Nullable ValidationResult shown;

  public InvariantViolation(InvariantId invariant, String message) {
    this(invariant, message, null);
  }

  private InvariantViolation(
      InvariantId invariant, @Nullable String message, @Nullable ValidationResult shown) {
    super(message);
    this.invariant = invariant;
    this.shown = shown;
  }

  /** Returns the same violation with the exchange that shows it; null if none does. */
  public InvariantViolation shownBy(@Nullable ValidationResult exchange) {
    return new InvariantViolation(invariant, getMessage(), exchange);
  }

  public InvariantId invariant() {
    return invariant;
  }

  /**
   * Returns true if another violation has the same cause: the same invariant for the same property
   * or webhook or, if a response does not match the document, one of the same mismatches. Values
   * and the names of resources may differ.
   */
  public boolean isLike(InvariantViolation other) {
    if (invariant != other.invariant) {
      return false;
    }
    return invariant == InvariantId.RESPONSES_CONFORM
        ? other.mismatches().stream().anyMatch(mismatches().get(0)::equals)
        : subject().equals(other.subject());
  }

  private List<String> mismatches() {
    return requireNonNull(shown, "shown").violations().stream()
        .map(it -> it.direction() + " " + it.kind() + " " + it.at().replaceAll("\\d+", "N"))
        .toList();
  }

  /** Returns the message up to its first value, without the names of resources. */
  private String subject() {
    return String.valueOf(getMessage()).replaceAll("\\b[A-Z]\\b", "").split("[\"{\\[\\d]", 2)[0];
  }

  /** Returns the violation as a failure, which is the same in all sequences. */
  public Failure failure() {
    Failure.Kind kind =
        invariant == InvariantId.RESPONSES_CONFORM ? Failure.Kind.RESPONSE : Failure.Kind.BEHAVIOUR;
    return new Failure(
        kind, invariant.key(), invariant.key() + ": " + getMessage(), Optional.ofNullable(shown));
  }
}
