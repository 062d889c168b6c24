package net.vimmerse.workflow.simulator.simulation;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * One API key's world. Everything in it is derived from the key, but the key cannot be told from
 * it.
 *
 * @param name tells namespaces apart: 16 hexadecimal digits
 */
public record Namespace(String name) {

  /** The namespace of {@code apiKey}: the same for the same key, in every process. */
  public static Namespace of(String apiKey) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(apiKey.getBytes(StandardCharsets.UTF_8));
      return new Namespace(HexFormat.of().formatHex(hash, 0, 8));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java platform has SHA-256", e);
    }
  }

  /** The account that the key belongs to. */
  public String customerId() {
    return "customer-" + name;
  }

  /** The person who created the key. */
  public String userId() {
    return "user-" + name + "@example.com";
  }
}
