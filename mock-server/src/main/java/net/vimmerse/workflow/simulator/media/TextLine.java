package net.vimmerse.workflow.simulator.media;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A line of text, fitted to a width. Immutable. */
final class TextLine {
  /**
   * Describes how text is set.
   *
   * @param size height of a capital, in pixels
   * @param smallest the minimum of {@code size} before text is cut, in pixels
   * @param pen thickness of the strokes, in font units
   * @param spacing extra space between characters, in font units
   */
  record Style(double size, double smallest, double pen, double spacing) {
    Style(double size, double smallest, double pen) {
      this(size, smallest, pen, 0);
    }

    private double gap() {
      return StrokeFont.GAP + spacing;
    }
  }

  /** The factor by which a line break must enlarge the letters to be used. */
  private static final double WORTH_A_SECOND_LINE = 1.35;

  private static final int ELLIPSIS = '…';

  private final StrokeFont font;
  private final int[] codePoints;
  private final Style style;
  private final double size;

  private TextLine(StrokeFont font, int[] codePoints, Style style, double size) {
    this.font = font;
    this.codePoints = codePoints;
    this.style = style;
    this.size = size;
  }

  /**
   * Sets text on one line: at the size of the style, smaller if it is too long, and cut with an
   * ellipsis if it is too long for the minimum size.
   *
   * @param width in pixels; too narrow for an ellipsis gives an empty line
   */
  static TextLine fit(StrokeFont font, String text, Style style, double width) {
    int[] all = TextNormalizer.of(text).codePoints().toArray();
    if (all.length == 0) {
      return new TextLine(font, all, style, style.size());
    }
    double wanted = units(font, all, style) / StrokeFont.CAP_HEIGHT;
    double size = Math.min(style.size(), width / wanted);
    if (size >= style.smallest()) {
      return new TextLine(font, all, style, size);
    }
    double room = width / style.smallest() * StrokeFont.CAP_HEIGHT;
    return new TextLine(font, cut(font, all, style, room), style, style.smallest());
  }

  /**
   * Sets text on one line, or on two if that makes the letters clearly larger.
   *
   * @param width in pixels
   * @return one or two lines of the same size
   */
  static List<TextLine> fitLines(StrokeFont font, String text, Style style, double width) {
    TextLine oneLine = fit(font, text, style, width);
    List<TextLine> balanced = List.of(oneLine);
    double narrowest = Double.POSITIVE_INFINITY;
    for (int blank = text.indexOf(' '); blank >= 0; blank = text.indexOf(' ', blank + 1)) {
      TextLine first = fit(font, text.substring(0, blank), style, width);
      TextLine second = fit(font, text.substring(blank + 1), style, width);
      double size = Math.min(first.size(), second.size());
      double widest = Math.max(first.width() / first.size(), second.width() / second.size());
      if (widest < narrowest && size >= oneLine.size() * WORTH_A_SECOND_LINE) {
        narrowest = widest;
        balanced = List.of(first.shrunkTo(size), second.shrunkTo(size));
      }
    }
    return balanced;
  }

  /** Returns the width from the first to the last stroke, in pixels. */
  double width() {
    return codePoints.length == 0 ? 0 : units(font, codePoints, style) * scale();
  }

  /** Returns the height of a capital, in pixels. */
  double size() {
    return size;
  }

  /** Returns the thickness of the strokes, in pixels. */
  double pen() {
    return style.pen() * scale();
  }

  /** Returns the strokes, with the left edge at {@code left}. */
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

  /** Returns the text as it is set, without the part that was cut. */
  @Override
  public String toString() {
    return new String(codePoints, 0, codePoints.length);
  }

  private TextLine shrunkTo(double smaller) {
    return new TextLine(font, codePoints, style, smaller);
  }

  private double scale() {
    return size / StrokeFont.CAP_HEIGHT;
  }

  /** Returns the longest prefix that fits together with an ellipsis. */
  private static int[] cut(StrokeFont font, int[] all, Style style, double room) {
    double used = style.pen() + font.glyph(ELLIPSIS).width();
    if (used > room) {
      return new int[0];
    }
    int kept = 0;
    for (int i = 0; i < all.length && used <= room; i++) {
      // The ellipsis must follow a word, not a blank.
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
