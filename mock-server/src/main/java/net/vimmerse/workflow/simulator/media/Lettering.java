package net.vimmerse.workflow.simulator.media;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A line of text, set to a width it does not exceed. Immutable. */
final class Lettering {
  /**
   * How text is set.
   *
   * @param size height of a capital, in pixels
   * @param smallest what {@code size} may shrink to before text is cut, in pixels
   * @param pen thickness of the strokes, in font units
   * @param spacing between two characters beyond the font's own, in font units
   */
  record Style(double size, double smallest, double pen, double spacing) {
    Style(double size, double smallest, double pen) {
      this(size, smallest, pen, 0);
    }

    private double gap() {
      return StrokeFont.GAP + spacing;
    }
  }

  /** How many times as large letters must become for a line break to pay. */
  private static final double WORTH_A_SECOND_LINE = 1.35;

  private static final int ELLIPSIS = '…';

  private final StrokeFont font;
  private final int[] codePoints;
  private final Style style;
  private final double size;

  private Lettering(StrokeFont font, int[] codePoints, Style style, double size) {
    this.font = font;
    this.codePoints = codePoints;
    this.style = style;
    this.size = size;
  }

  /**
   * Sets text on one line: as large as the style says, smaller when it is long, and cut with an
   * ellipsis when it is too long even for the smallest size.
   *
   * @param width in pixels; a width too narrow for the ellipsis alone gives an empty line
   */
  static Lettering fit(StrokeFont font, String text, Style style, double width) {
    int[] all = PlainText.of(text).codePoints().toArray();
    if (all.length == 0) {
      return new Lettering(font, all, style, style.size());
    }
    double wanted = units(font, all, style) / StrokeFont.CAP_HEIGHT;
    double size = Math.min(style.size(), width / wanted);
    if (size >= style.smallest()) {
      return new Lettering(font, all, style, size);
    }
    double room = width / style.smallest() * StrokeFont.CAP_HEIGHT;
    return new Lettering(font, cut(font, all, style, room), style, style.smallest());
  }

  /**
   * Sets text on one line, or on two of the same size when that lets the letters be clearly larger.
   *
   * @param width in pixels
   * @return one or two lines
   */
  static List<Lettering> fitLines(StrokeFont font, String text, Style style, double width) {
    Lettering oneLine = fit(font, text, style, width);
    List<Lettering> balanced = List.of(oneLine);
    double narrowest = Double.POSITIVE_INFINITY;
    for (int blank = text.indexOf(' '); blank >= 0; blank = text.indexOf(' ', blank + 1)) {
      Lettering first = fit(font, text.substring(0, blank), style, width);
      Lettering second = fit(font, text.substring(blank + 1), style, width);
      double size = Math.min(first.size(), second.size());
      double widest = Math.max(first.width() / first.size(), second.width() / second.size());
      if (widest < narrowest && size >= oneLine.size() * WORTH_A_SECOND_LINE) {
        narrowest = widest;
        balanced = List.of(first.shrunkTo(size), second.shrunkTo(size));
      }
    }
    return balanced;
  }

  /** From the left edge of the first stroke to the right edge of the last, in pixels. */
  double width() {
    return codePoints.length == 0 ? 0 : units(font, codePoints, style) * scale();
  }

  /** The height of a capital, in pixels. */
  double size() {
    return size;
  }

  /** The thickness of the strokes, in pixels. */
  double pen() {
    return style.pen() * scale();
  }

  /** The strokes, with the left edge of the ink at {@code left}. */
  List<Polyline> at(double left, double baseline) {
    List<Polyline> strokes = new ArrayList<>();
    double x = left + pen() / 2;
    for (int codePoint : codePoints) {
      Glyph glyph = font.glyph(codePoint);
      for (Polyline stroke : glyph.strokes()) {
        strokes.add(stroke.placed(scale(), x, baseline));
      }
      x += (glyph.width() + style.gap()) * scale();
    }
    return strokes;
  }

  /** The text as it is set, without what was cut. */
  @Override
  public String toString() {
    return new String(codePoints, 0, codePoints.length);
  }

  private Lettering shrunkTo(double smaller) {
    return new Lettering(font, codePoints, style, smaller);
  }

  private double scale() {
    return size / StrokeFont.CAP_HEIGHT;
  }

  /** The longest beginning that has room together with the ellipsis that takes the rest's place. */
  private static int[] cut(StrokeFont font, int[] all, Style style, double room) {
    double used = style.pen() + font.glyph(ELLIPSIS).width();
    if (used > room) {
      return new int[0];
    }
    int kept = 0;
    for (int i = 0; i < all.length && used <= room; i++) {
      // An ellipsis belongs to a word, so that a beginning which ends in a blank is passed over.
      if (i == 0 || all[i - 1] != ' ') {
        kept = i;
      }
      used += font.glyph(all[i]).width() + style.gap();
    }
    int[] line = Arrays.copyOf(all, kept + 1);
    line[kept] = ELLIPSIS;
    return line;
  }

  private static double units(StrokeFont font, int[] codePoints, Style style) {
    double units = style.pen() + style.gap() * (codePoints.length - 1);
    for (int codePoint : codePoints) {
      units += font.glyph(codePoint).width();
    }
    return units;
  }
}
