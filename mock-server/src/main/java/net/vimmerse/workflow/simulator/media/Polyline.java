package net.vimmerse.workflow.simulator.media;

import java.util.Arrays;
import java.util.List;

/** A line through points. Immutable; a single point is a dot. */
final class Polyline {
  /**
   * A point of a path whose corner is rounded from {@code round} before to {@code round} after it.
   */
  record Corner(double x, double y, double round) {
    static Corner sharp(double x, double y) {
      return new Corner(x, y, 0);
    }
  }

  /** The number of segments per curve: enough for the largest to look smooth. */
  private static final int SEGMENTS_PER_ROUND = 12;

  /** The relative length of the Bézier handles that approximate a quarter circle. */
  private static final double QUARTER_CIRCLE = 0.5523;

  private final double[] xs;
  private final double[] ys;

  private Polyline(double[] xs, double[] ys) {
    this.xs = xs;
    this.ys = ys;
  }

  /**
   * Returns the path through corners.
   *
   * @param corners at least one; the first and the last are not rounded
   */
  static Polyline through(List<Corner> corners) {
    Tracer tracer = new Tracer(2 + corners.size() * (SEGMENTS_PER_ROUND + 1));
    for (int i = 0; i < corners.size(); i++) {
      Corner corner = corners.get(i);
      if (i == 0 || i == corners.size() - 1 || corner.round() == 0) {
        tracer.add(corner.x(), corner.y());
      } else {
        Corner start = cut(corner, corners.get(i - 1), i - 1 > 0);
        Corner end = cut(corner, corners.get(i + 1), i + 1 < corners.size() - 1);
        tracer.addRound(start, corner, end);
      }
    }
    return tracer.polyline();
  }

  /** Returns a rectangle with rounded corners, starting and ending at its top centre. */
  static Polyline rectangle(double x, double y, double width, double height, double round) {
    double right = x + width;
    double bottom = y + height;
    return through(
        List.of(
            Corner.sharp(x + width / 2, y),
            new Corner(right, y, round),
            new Corner(right, bottom, round),
            new Corner(x, bottom, round),
            new Corner(x, y, round),
            Corner.sharp(x + width / 2, y)));
  }

  static Polyline line(double x1, double y1, double x2, double y2) {
    return new Polyline(new double[] {x1, x2}, new double[] {y1, y2});
  }

  static Polyline dot(double x, double y) {
    return new Polyline(new double[] {x}, new double[] {y});
  }

  int size() {
    return xs.length;
  }

  double x(int index) {
    return xs[index];
  }

  double y(int index) {
    return ys[index];
  }

  /**
   * Returns a copy that is scaled, flipped vertically (fonts count upwards, pixels downwards) and
   * moved.
   */
  Polyline placed(double scale, double left, double baseline) {
    double[] placedXs = new double[xs.length];
    double[] placedYs = new double[ys.length];
    for (int i = 0; i < xs.length; i++) {
      placedXs[i] = left + scale * xs[i];
      placedYs[i] = baseline - scale * ys[i];
    }
    return new Polyline(placedXs, placedYs);
  }

  /**
   * Returns where the rounding starts on the leg to a neighbour, which may need a part of the leg
   * itself.
   */
  private static Corner cut(Corner corner, Corner neighbour, boolean neighbourIsRounded) {
    double dx = neighbour.x() - corner.x();
    double dy = neighbour.y() - corner.y();
    double leg = Math.hypot(dx, dy);
    double wanted = corner.round() + (neighbourIsRounded ? neighbour.round() : 0);
    double length = wanted <= leg ? corner.round() : leg * corner.round() / wanted;
    double share = leg == 0 ? 0 : length / leg;
    return Corner.sharp(corner.x() + share * dx, corner.y() + share * dy);
  }

  private static final class Tracer {
    private final double[] xs;
    private final double[] ys;
    private int size;

    Tracer(int capacity) {
      xs = new double[capacity];
      ys = new double[capacity];
    }

    void add(double x, double y) {
      xs[size] = x;
      ys[size] = y;
      size++;
    }

    void addRound(Corner start, Corner corner, Corner end) {
      for (int i = 0; i <= SEGMENTS_PER_ROUND; i++) {
        double t = (double) i / SEGMENTS_PER_ROUND;
        add(bezier(start.x(), corner.x(), end.x(), t), bezier(start.y(), corner.y(), end.y(), t));
      }
    }

    Polyline polyline() {
      return new Polyline(Arrays.copyOf(xs, size), Arrays.copyOf(ys, size));
    }

    private static double bezier(double start, double corner, double end, double t) {
      double s = 1 - t;
      double handle1 = start + QUARTER_CIRCLE * (corner - start);
      double handle2 = end + QUARTER_CIRCLE * (corner - end);
      return s * s * s * start
          + 3 * s * s * t * handle1
          + 3 * s * t * t * handle2
          + t * t * t * end;
    }
  }
}
