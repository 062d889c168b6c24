package net.vimmerse.workflow.simulator.api;

import java.util.Locale;
import java.util.Optional;

/** API keys that make every request end in a certain error, where the operation documents it. */
public enum MagicKey {
  SIM_INVALID(401),
  SIM_NO_CREDIT(402),
  SIM_FORBIDDEN(403),
  SIM_RATE_LIMITED(429),
  SIM_BROKEN(500);

  private final int status;

  MagicKey(int status) {
    this.status = status;
  }

  /** The status of that error. */
  public int status() {
    return status;
  }

  /** The magic key with this text; empty if the key is an ordinary one. */
  static Optional<MagicKey> of(String apiKey) {
    for (MagicKey key : values()) {
      if (key.toString().equals(apiKey)) {
        return Optional.of(key);
      }
    }
    return Optional.empty();
  }

  /** The key as it is sent. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
