package net.vimmerse.workflow.simulator.media;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * Derives colours and shapes from a seed: the same on every machine, and very different for similar
 * seeds.
 */
final class Palette {
  /** The range of hues, in degrees. Excludes yellows, as dark ones look brown. */
  private static final double FIRST_HUE = 150;

  private static final double LAST_HUE = 400;

  /** Sixteen numbers in [0, 1) from which everything is chosen. */
  private final double[] chances;

  private final double firstHue;
  private final double lastHue;

  private Palette(double[] chances) {
    this.chances = chances;
    double drift = 30 + 40 * chances[15];
    double start = FIRST_HUE + (LAST_HUE - FIRST_HUE - drift) * chances[0];
    boolean upwards = chances[14] < 0.5;
    this.firstHue = upwards ? start : start + drift;
    this.lastHue = upwards ? start + drift : start;
  }

  static Palette of(String seed) {
    byte[] digest = sha256(seed);
    double[] chances = new double[digest.length / 2];
    for (int i = 0; i < chances.length; i++) {
      chances[i] = (((digest[2 * i] & 0xFF) << 8) | (digest[2 * i + 1] & 0xFF)) / 65536.0;
    }
    return new Palette(chances);
  }

  /** Returns the sky at {@code t}, from 0 at the top left to 1 at the bottom right, as 0xRRGGBB. */
  int sky(double t) {
    return new Oklch(0.64 - 0.22 * t, 0.115, firstHue + (lastHue - firstHue) * t).rgb();
  }

  /** Returns the colour of the hills, darker than the sky, as 0xRRGGBB. */
  int land() {
    return new Oklch(0.22, 0.07, lastHue).rgb();
  }

  /**
   * Returns a number in [0, 1) derived from the seed.
   *
   * @param index from 1 to 13
   */
  double chance(int index) {
    return chances[index];
  }

  private static byte[] sha256(String seed) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(seed.getBytes(UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java has SHA-256", e);
    }
  }
}
