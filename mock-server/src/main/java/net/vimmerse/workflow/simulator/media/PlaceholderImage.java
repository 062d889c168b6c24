package net.vimmerse.workflow.simulator.media;

import java.util.List;
import java.util.function.DoubleUnaryOperator;
import net.vimmerse.workflow.simulator.media.TextLine.Style;

/**
 * Draws a {@link MediaDescription} as a PNG: hills in colours derived from the seed, template and
 * step in large letters, in the requested aspect ratio.
 *
 * <p>Equal descriptions give the same bytes on every machine.
 */
final class PlaceholderImage {
  private static final int LONGEST_EDGE = 1280;

  /**
   * Adjacent colours differ by at most one step of lightness: no visible bands, and a small file.
   */
  private static final int COLOURS = 128;

  private final MediaDescription picture;
  private final AspectRatio ratio;
  private final Palette palette;
  private final Canvas canvas;

  /** One hundredth of the shorter edge, in pixels; all measures are multiples of it. */
  private final double unit;

  private final double margin;

  private PlaceholderImage(MediaDescription picture) {
    this.picture = picture;
    this.ratio = AspectRatio.parse(picture.aspectRatio());
    this.palette = Palette.of(picture.seed());
    this.canvas = new Canvas(ratio.pixelWidth(LONGEST_EDGE), ratio.pixelHeight(LONGEST_EDGE));
    this.unit = Math.min(canvas.width(), canvas.height()) / 100.0;
    this.margin = 7 * unit;
  }

  /** Returns a PNG: RGB, 8 bits per channel, 1280 pixels on its longest edge. */
  static byte[] draw(MediaDescription picture) {
    PlaceholderImage image = new PlaceholderImage(picture);
    image.drawLandscape();
    image.drawFrame();
    image.drawTopLine();
    image.drawName();
    image.drawBottomLine();
    return PngEncoder.encode(image.canvas);
  }

  private void drawLandscape() {
    canvas.gradient(COLOURS, i -> palette.sky(i / (COLOURS - 1.0)));
    double sunX = canvas.width() * (0.62 + 0.22 * palette.chance(1));
    double sunY = canvas.height() * (0.30 + 0.14 * palette.chance(2));
    canvas.stroke(List.of(Polyline.dot(sunX, sunY)), 52 * unit, Rgba.white(0.07));
    canvas.stroke(List.of(Polyline.dot(sunX, sunY)), 34 * unit, Rgba.white(0.10));
    canvas.hill(skyline(0.66, 3), new Rgba(palette.land(), 0.20));
    canvas.hill(skyline(0.76, 6), new Rgba(palette.land(), 0.30));
    canvas.hill(skyline(0.86, 9), new Rgba(palette.land(), 0.45));
  }

  /** Returns hills around a share of the height; two waves look less regular than one. */
  private DoubleUnaryOperator skyline(double share, int chance) {
    double middle = share * canvas.height();
    double swell = 6 * unit * (0.7 + palette.chance(chance));
    double phase = 2 * Math.PI * palette.chance(chance + 1);
    double length = unit * (26 + 18 * palette.chance(chance + 2));
    return x ->
        middle
            + swell * Math.sin(x / length + phase)
            + 0.35 * swell * Math.sin(2.3 * x / length + 2 * phase);
  }

  /** Draws a line along the edge that makes cropping and stretching visible. */
  private void drawFrame() {
    double pen = 0.4 * unit;
    Polyline edge =
        Polyline.rectangle(pen / 2, pen / 2, canvas.width() - pen, canvas.height() - pen, 0);
    canvas.stroke(List.of(edge), pen, Rgba.white(0.5));
  }

  private void drawTopLine() {
    double thickness = 6.4 * unit;
    double middle = margin + thickness / 2;

    TextLine mark = fit("SIMULATED", new Style(2.5 * unit, unit, 2.2, 2), canvas.width() / 3.0);
    double left = margin + thickness / 2;
    double right = left + mark.width();
    canvas.stroke(List.of(Polyline.line(left, middle, right, middle)), thickness, Rgba.white(0.92));
    write(mark, left, middle + mark.size() / 2, new Rgba(palette.land(), 1));

    String asked = picture.aspectRatio() == null ? "" : picture.aspectRatio();
    TextLine chip = fit(asked, new Style(3.4 * unit, 1.7 * unit, 1.8, 0.6), canvas.width() / 3.5);
    double chipLeft = canvas.width() - margin - chip.width();
    write(chip, chipLeft, middle + chip.size() / 2, Rgba.white(0.95));

    double longest = 6.4 * unit;
    double iconWidth = longest * Math.min(1, ratio.value());
    double iconHeight = longest * Math.min(1, 1 / ratio.value());
    Polyline icon =
        Polyline.rectangle(
            chipLeft - 2.2 * unit - iconWidth,
            middle - iconHeight / 2,
            iconWidth,
            iconHeight,
            0.8 * unit);
    canvas.stroke(List.of(icon), 0.5 * unit, Rgba.white(0.95));
  }

  private void drawName() {
    double width = canvas.width() - 2 * margin;
    List<TextLine> label =
        TextLine.fitLines(
            StrokeFont.bundled(), picture.label(), new Style(12 * unit, 5 * unit, 2.1), width);
    TextLine step =
        fit(picture.step().replace('_', ' '), new Style(4.8 * unit, 3 * unit, 1.7, 0.4), width);
    TextLine title = fit(picture.title(), new Style(3.3 * unit, 2.4 * unit, 1.6, 0.4), width);
    double leading = 1.6 * label.get(0).size();
    double y = canvas.height() * 0.49 - leading * label.size();
    for (TextLine line : label) {
      y += leading;
      write(line, margin, y, Rgba.white(1));
    }
    y += 5.6 * unit + step.size();
    write(step, margin, y, Rgba.white(0.9));
    y += 5 * unit + title.size();
    write(title, margin, y, Rgba.white(0.75));
  }

  private void drawBottomLine() {
    double baseline = canvas.height() - margin;
    Style style = new Style(2.2 * unit, 1.4 * unit, 1.6, 0.6);
    double width = canvas.width() - 2 * margin;
    TextLine size = fit(canvas.width() + " × " + canvas.height(), style, width / 3);
    write(size, canvas.width() - margin - size.width(), baseline, Rgba.white(0.7));
    TextLine id = fit(picture.workflowId(), style, width - size.width() - 4 * unit);
    write(id, margin, baseline, Rgba.white(0.7));
  }

  private static TextLine fit(String text, Style style, double width) {
    return TextLine.fit(StrokeFont.bundled(), text, style, width);
  }

  private void write(TextLine text, double left, double baseline, Rgba colour) {
    canvas.stroke(text.at(left, baseline), text.pen(), colour);
  }
}
