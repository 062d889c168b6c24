package net.vimmerse.workflow.simulator.media;

/**
 * A colour with opacity.
 *
 * @param rgb 0xRRGGBB
 * @param opacity from 0, invisible, to 1
 */
record Rgba(int rgb, double opacity) {
  private static final int WHITE = 0xFFFFFF;

  static Rgba white(double opacity) {
    return new Rgba(WHITE, opacity);
  }
}
