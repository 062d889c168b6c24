package net.vimmerse.workflow.simulator.simulation;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;

/**
 * Chance that can be repeated: the same seed and the same occasion give the same number.
 *
 * <p>Nothing is drawn from a stream, so it does not matter in which order, or on which thread,
 * things happen.
 */
public record Seed(long value) {

  /** An id for an occasion, in the form of a random UUID. */
  public String id(String occasion) {
    ByteBuffer hash = hash(occasion);
    long most = (hash.getLong() & ~0xF000L) | 0x4000L;
    long least = (hash.getLong() & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L;
    return new UUID(most, least).toString();
  }

  /** A number for an occasion: 0 at least, and less than 1. */
  public double chance(String occasion) {
    return (hash(occasion).getLong() >>> 11) * 0x1.0p-53;
  }

  private ByteBuffer hash(String occasion) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(ByteBuffer.allocate(Long.BYTES).putLong(value).flip());
      return ByteBuffer.wrap(digest.digest(occasion.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java platform has SHA-256", e);
    }
  }
}
