package net.vimmerse.workflow.simulator.media;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The shape of a picture: {@code width} to {@code height}, both positive, in no unit.
 *
 * <p>It is parsed, not looked up: a ratio that the API document gains tomorrow is understood today.
 */
record AspectRatio(double width, double height) {
  /** What is drawn when nothing better is known. */
  static final AspectRatio FALLBACK = new AspectRatio(16, 9);

  /** Beyond this many times as long as wide there is no room left to write on. */
  private static final double SLIMMEST = 10;

  private static final Pattern TEXT =
      Pattern.compile("\\s*(\\d{1,6}(?:\\.\\d{1,6})?)\\s*:\\s*(\\d{1,6}(?:\\.\\d{1,6})?)\\s*");

  /**
   * Reads text such as {@code 16:9} or {@code 2.39:1}. Null, text that is not a ratio ({@code
   * Origin}) and ratios of more than ten to one give {@link #FALLBACK}; nothing is thrown.
   */
  static AspectRatio parse(@Nullable String text) {
    Matcher matcher = TEXT.matcher(text == null ? "" : text);
    if (!matcher.matches()) {
      return FALLBACK;
    }
    AspectRatio ratio =
        new AspectRatio(Double.parseDouble(matcher.group(1)), Double.parseDouble(matcher.group(2)));
    // Written so that 0:0, whose value is not a number, fails it too.
    boolean usable = Math.abs(Math.log(ratio.value())) <= Math.log(SLIMMEST);
    return usable ? ratio : FALLBACK;
  }

  /** Width over height. */
  double value() {
    return width / height;
  }

  /** How unlike two shapes are: 0 for the same one; 1:2 is as far from 1:1 as 2:1 is. */
  double distanceTo(AspectRatio other) {
    return Math.abs(Math.log(value() / other.value()));
  }

  /**
   * The width, in pixels, of a picture of this shape.
   *
   * @param longestEdge in pixels, even
   * @return an even number, at least 2: what video encoders and halving thumbnails expect
   */
  int pixelWidth(int longestEdge) {
    return width >= height ? longestEdge : even(longestEdge * value());
  }

  /**
   * The height, in pixels, of a picture of this shape.
   *
   * @param longestEdge in pixels, even
   * @return an even number, at least 2
   */
  int pixelHeight(int longestEdge) {
    return width >= height ? even(longestEdge / value()) : longestEdge;
  }

  private static int even(double pixels) {
    return Math.max(2, 2 * (int) Math.round(pixels / 2));
  }
}
