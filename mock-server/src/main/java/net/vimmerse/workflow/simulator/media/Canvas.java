package net.vimmerse.workflow.simulator.media;

import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.function.IntUnaryOperator;

/**
 * A bitmap that draws gradients, hills and strokes.
 *
 * <p>Strokes are drawn by their distance to each pixel, which gives round ends, round joins and
 * smooth edges at any size. Not thread-safe.
 */
final class Canvas {
  private final int width;
  private final int height;

  /** 0xRRGGBB, row by row. */
  private final int[] pixels;

  /** The coverage of each pixel by the current strokes; zero between two calls. */
  private final float[] coverage;

  Canvas(int width, int height) {
    this.width = width;
    this.height = height;
    this.pixels = new int[width * height];
    this.coverage = new float[width * height];
  }

  int width() {
    return width;
  }

  int height() {
    return height;
  }

  /** Returns a pixel as 0xRRGGBB. */
  int pixel(int x, int y) {
    return pixels[y * width + x];
  }

  /**
   * Fills the bitmap from the top left to the bottom right corner.
   *
   * <p>The bands are at exactly 45 degrees: each row is the one above, shifted by one pixel, which
   * a PNG compresses well.
   *
   * @param steps the number of colours
   * @param colour maps 0 to steps - 1 to 0xRRGGBB
   */
  void gradient(int steps, IntUnaryOperator colour) {
    int[] colours = new int[steps];
    Arrays.setAll(colours, colour);
    double stepsPerPixel = (double) steps / (width + height);
    for (int y = 0, i = 0; y < height; y++) {
      for (int x = 0; x < width; x++, i++) {
        pixels[i] = colours[(int) ((x + y) * stepsPerPixel)];
      }
    }
  }

  /** Fills everything below a skyline, which maps x to y, in pixels. */
  void hill(DoubleUnaryOperator skyline, Rgba colour) {
    for (int x = 0; x < width; x++) {
      double top = skyline.applyAsDouble(x + 0.5);
      for (int y = Math.max(0, (int) top); y < height; y++) {
        blend(y * width + x, colour.rgb(), colour.opacity() * Math.min(1, y + 1 - top));
      }
    }
  }

  /**
   * Draws lines with a round pen. Crossings are not darker. Clips at the edges.
   *
   * @param pen diameter in pixels
   */
  void stroke(List<Polyline> lines, double pen, Rgba colour) {
    Box touched = new Box();
    for (Polyline line : lines) {
      int last = line.size() - 1;
      for (int i = 0; i < Math.max(1, last); i++) {
        int end = Math.min(i + 1, last);
        touched.include(cover(line.x(i), line.y(i), line.x(end), line.y(end), pen / 2));
      }
    }
    for (int y = touched.top; y < touched.bottom; y++) {
      for (int i = y * width + touched.left; i < y * width + touched.right; i++) {
        if (coverage[i] > 0) {
          blend(i, colour.rgb(), colour.opacity() * coverage[i]);
          coverage[i] = 0;
        }
      }
    }
  }

  private Box cover(double x1, double y1, double x2, double y2, double radius) {
    Box box = new Box();
    box.left = Math.max(0, (int) Math.floor(Math.min(x1, x2) - radius - 1));
    box.right = Math.min(width, (int) Math.ceil(Math.max(x1, x2) + radius + 1));
    box.top = Math.max(0, (int) Math.floor(Math.min(y1, y2) - radius - 1));
    box.bottom = Math.min(height, (int) Math.ceil(Math.max(y1, y2) + radius + 1));
    double dx = x2 - x1;
    double dy = y2 - y1;
    double lengthSquared = dx * dx + dy * dy;
    double perLength = lengthSquared == 0 ? 0 : 1 / lengthSquared;
    double reach = (radius + 0.5) * (radius + 0.5);
    for (int y = box.top; y < box.bottom; y++) {
      double py = y + 0.5 - y1;
      for (int x = box.left; x < box.right; x++) {
        double px = x + 0.5 - x1;
        double along = Math.max(0, Math.min(1, (px * dx + py * dy) * perLength));
        double ax = px - along * dx;
        double ay = py - along * dy;
        double squared = ax * ax + ay * ay;
        if (squared < reach) {
          int i = y * width + x;
          float covered = (float) Math.min(1, radius + 0.5 - Math.sqrt(squared));
          coverage[i] = Math.max(coverage[i], covered);
        }
      }
    }
    return box;
  }

  private void blend(int index, int rgb, double opacity) {
    int alpha = (int) (opacity * 256 + 0.5);
    int below = pixels[index];
    int redAndBlue =
        ((below & 0xFF00FF) * (256 - alpha) + (rgb & 0xFF00FF) * alpha + 0x800080) >>> 8;
    int green = ((below & 0x00FF00) * (256 - alpha) + (rgb & 0x00FF00) * alpha + 0x008000) >>> 8;
    pixels[index] = (redAndBlue & 0xFF00FF) | (green & 0x00FF00);
  }

  /** A rectangle that excludes right and bottom; initially empty. */
  private static final class Box {
    private int left = Integer.MAX_VALUE;
    private int top = Integer.MAX_VALUE;
    private int right;
    private int bottom;

    void include(Box other) {
      left = Math.min(left, other.left);
      top = Math.min(top, other.top);
      right = Math.max(right, other.right);
      bottom = Math.max(bottom, other.bottom);
    }
  }
}
