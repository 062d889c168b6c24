package net.vimmerse.workflow.simulator.store;

import static java.util.Objects.requireNonNull;

/** Thrown when a change was not made because it cannot be persisted. */
public final class StoreException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** Creates an exception with the reason, in words for the user. */
  public StoreException(String reason) {
    super(reason);
  }

  /** Returns the reason, in words for the user. */
  public String reason() {
    return requireNonNull(getMessage());
  }
}
