package net.vimmerse.workflow.simulator.api;

import java.util.Locale;
import java.util.Optional;

/** API keys that always get an error, from each operation that documents it. */
public enum MagicKey {
  SIM_INVALID(401),
  SIM_NO_CREDIT(402),
  SIM_FORBIDDEN(403),
  SIM_RATE_LIMITED(429),
  SIM_BROKEN(500),
  SIM_UNAVAILABLE(503);

  private final int status;

  MagicKey(int status) {
    this.status = status;
  }

  /** Returns the status of the error. */
  public int status() {
    return status;
  }

  /** Returns the magic key with this text; empty for an ordinary key. */
  static Optional<MagicKey> of(String apiKey) {
    for (MagicKey key : values()) {
      if (key.toString().equals(apiKey)) {
        return Optional.of(key);
      }
    }
    return Optional.empty();
  }

  /** Returns the key as a client sends it. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
