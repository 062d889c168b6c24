package net.vimmerse.workflow.simulator.store;

/** Thrown when state cannot be persisted or read. */
public final class StoreException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private static final String NOT_CONFIRMED = "NOT_CONFIRMED";

  private final String code;
  private final String effect;
  private final String reason;

  private StoreException(String code, String effect, String reason) {
    super(effect + ": " + reason);
    this.code = code;
    this.effect = effect;
    this.reason = reason;
  }

  /** Creates an exception for a change that was not made, with the reason in words for the user. */
  public static StoreException notMade(String reason) {
    return new StoreException("NOT_PERSISTED", "The change was not made", reason);
  }

  /** Creates an exception for state that cannot be read. */
  public static StoreException notRead(String reason) {
    return new StoreException("NOT_AVAILABLE", "The state cannot be read", reason);
  }

  /** Creates an exception for a change that was or was not made. */
  public static StoreException unknown(String reason) {
    return new StoreException(NOT_CONFIRMED, "It is not known whether the change was made", reason);
  }

  /** Tests whether it is not known whether the change was made. */
  public boolean isUnknown() {
    return code.equals(NOT_CONFIRMED);
  }

  /** Returns the code of the error, in upper case. */
  public String code() {
    return code;
  }

  /** Returns a sentence for the user. */
  public String message() {
    return effect + ": " + reason + ".";
  }

  /** Returns the reason, in words for the user. */
  public String reason() {
    return reason;
  }
}
