package net.vimmerse.workflow.simulator.simulation;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Identifies the namespace of an API key without revealing the key.
 *
 * @param name 16 hexadecimal digits, derived from the key
 */
public record NamespaceId(String name) {

  /** Returns the id for {@code apiKey}: the same for the same key in every process. */
  public static NamespaceId of(String apiKey) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(apiKey.getBytes(StandardCharsets.UTF_8));
      return new NamespaceId(HexFormat.of().formatHex(hash, 0, 8));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java platform has SHA-256", e);
    }
  }

  /** Returns the id of the account that the key belongs to. */
  public String customerId() {
    return "customer-" + name;
  }

  /** Returns the id of the user who created the key. */
  public String userId() {
    return "user-" + name + "@example.com";
  }
}
