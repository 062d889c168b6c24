package net.vimmerse.workflow.simulator.simulation;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;

/**
 * Derives reproducible ids and random numbers from a seed and the name of an occasion.
 *
 * <p>The results depend on nothing else, neither on the order of calls nor on the thread.
 */
public record RandomSeed(long value) {

  /** Returns the id for an occasion, in the form of a random UUID. */
  public String id(String occasion) {
    ByteBuffer hash = hash(occasion);
    long most = (hash.getLong() & ~0xF000L) | 0x4000L;
    long least = (hash.getLong() & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L;
    return new UUID(most, least).toString();
  }

  /** Returns the number for an occasion, from 0 (inclusive) to 1 (exclusive). */
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
