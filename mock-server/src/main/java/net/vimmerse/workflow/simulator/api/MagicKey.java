package net.vimmerse.workflow.simulator.api;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** API keys that always get an error, from each operation that documents it. */
public enum MagicKey {
  SIM_INVALID(401),
  SIM_NO_CREDIT(402),
  SIM_FORBIDDEN(403),
  SIM_RATE_LIMITED(429),
  SIM_BROKEN(500),
  SIM_UNAVAILABLE(503);

  private static final Map<String, MagicKey> BY_TEXT =
      Stream.of(values()).collect(Collectors.toMap(MagicKey::toString, key -> key));

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
    return Optional.ofNullable(BY_TEXT.get(apiKey));
  }

  /** Returns the key as a client sends it. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
