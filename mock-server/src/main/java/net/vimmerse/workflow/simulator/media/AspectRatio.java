package net.vimmerse.workflow.simulator.media;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The ratio of width to height, both positive, without a unit.
 *
 * <p>It is parsed, not looked up, so that ratios added to the API later are supported.
 */
record AspectRatio(double width, double height) {
  /** The ratio for missing or unusable text. */
  static final AspectRatio FALLBACK = new AspectRatio(16, 9);

  /** Beyond this ratio there is no room for text. */
  private static final double MAX_ELONGATION = 10;

  private static final Pattern TEXT =
      Pattern.compile("\\s*(\\d{1,6}(?:\\.\\d{1,6})?)\\s*:\\s*(\\d{1,6}(?:\\.\\d{1,6})?)\\s*");

  /**
   * Parses text such as {@code 16:9} or {@code 2.39:1}. Returns {@link #FALLBACK} for null, for
   * text that is not a ratio ({@code Origin}), and for ratios of more than ten to one.
   */
  static AspectRatio parse(@Nullable String text) {
    Matcher matcher = TEXT.matcher(text == null ? "" : text);
    if (!matcher.matches()) {
      return FALLBACK;
    }
    AspectRatio ratio =
        new AspectRatio(Double.parseDouble(matcher.group(1)), Double.parseDouble(matcher.group(2)));
    // Written so that 0:0, whose value is not a number, fails it too.
    boolean usable = Math.abs(Math.log(ratio.value())) <= Math.log(MAX_ELONGATION);
    return usable ? ratio : FALLBACK;
  }

  /** Returns width divided by height. */
  double value() {
    return width / height;
  }

  /** Returns the difference of two ratios: 0 for equal ones; 1:2 is as far from 1:1 as 2:1 is. */
  double distanceTo(AspectRatio other) {
    return Math.abs(Math.log(value() / other.value()));
  }

  /**
   * Returns the width in pixels.
   *
   * @param longestEdge in pixels, even
   * @return an even number, at least 2, as video encoders expect
   */
  int pixelWidth(int longestEdge) {
    return width >= height ? longestEdge : even(longestEdge * value());
  }

  /**
   * Returns the height in pixels.
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
