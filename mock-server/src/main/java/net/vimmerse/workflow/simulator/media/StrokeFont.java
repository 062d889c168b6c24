package net.vimmerse.workflow.simulator.media;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.vimmerse.workflow.simulator.media.Polyline.Corner;

/**
 * A font of centre lines, drawn with a round pen. Slim containers have no fonts, and without fonts
 * Java cannot even measure text. Immutable.
 */
final class StrokeFont {
  /** The height of a capital letter, in font units. */
  static final double CAP_HEIGHT = 14;

  /** The space between two characters, in font units. */
  static final double GAP = 3.6;

  private static final StrokeFont BUNDLED = parse(BundledResource.lines("glyphs.txt"));

  private final Map<Integer, Glyph> glyphs;
  private final Glyph missing;

  private StrokeFont(Map<Integer, Glyph> glyphs, Glyph missing) {
    this.glyphs = Map.copyOf(glyphs);
    this.missing = missing;
  }

  static StrokeFont bundled() {
    return BUNDLED;
  }

  /**
   * Parses the format that {@code glyphs.txt} describes.
   *
   * @throws IllegalArgumentException for a malformed line; the message contains it
   */
  static StrokeFont parse(List<String> lines) {
    Map<Integer, Glyph> glyphs = new HashMap<>();
    Glyph missing = null;
    for (String line : lines) {
      if (line.isBlank() || line.startsWith("//")) {
        continue;
      }
      String[] words = line.strip().split("\\s+", 3);
      try {
        Glyph glyph = glyph(words[1], words.length == 3 ? words[2] : "");
        switch (words[0]) {
          case "missing" -> missing = glyph;
          case "space" -> glyphs.put((int) ' ', glyph);
          default -> glyphs.put(words[0].codePointAt(0), glyph);
        }
      } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException e) {
        throw new IllegalArgumentException("not a glyph: " + line, e);
      }
    }
    if (missing == null) {
      throw new IllegalArgumentException("no glyph named missing");
    }
    return new StrokeFont(glyphs, missing);
  }

  boolean has(int codePoint) {
    return glyphs.containsKey(codePoint);
  }

  /** Returns the glyph of a character, or the box for a missing one. */
  Glyph glyph(int codePoint) {
    return glyphs.getOrDefault(codePoint, missing);
  }

  private static Glyph glyph(String width, String strokes) {
    List<Polyline> lines = new ArrayList<>();
    if (!strokes.isEmpty()) {
      for (String stroke : strokes.split("\\|", -1)) {
        List<Corner> corners =
            Arrays.stream(stroke.strip().split("\\s+", -1)).map(StrokeFont::corner).toList();
        lines.add(Polyline.through(corners));
      }
    }
    return new Glyph(Double.parseDouble(width), List.copyOf(lines));
  }

  private static Corner corner(String text) {
    String[] parts = text.split("[,~]", -1);
    double round = parts.length == 3 ? Double.parseDouble(parts[2]) : 0;
    return new Corner(Double.parseDouble(parts[0]), Double.parseDouble(parts[1]), round);
  }
}
