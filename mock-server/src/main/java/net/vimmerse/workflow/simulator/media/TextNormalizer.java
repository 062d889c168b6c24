package net.vimmerse.workflow.simulator.media;

import java.text.Normalizer;
import java.util.regex.Pattern;

/** Normalizes text to characters that {@link StrokeFont} is likely to have. */
final class TextNormalizer {
  private static final Pattern MARKS_AND_INVISIBLES = Pattern.compile("[\\p{M}\\p{Cf}]+");
  private static final Pattern BLANKS = Pattern.compile("[\\p{Z}\\p{Cc}]+");

  private TextNormalizer() {}

  /**
   * Returns one line without accents, compatibility forms, control characters and extra blanks;
   * other scripts are unchanged.
   */
  static String of(String text) {
    String decomposed = Normalizer.normalize(text, Normalizer.Form.NFKD);
    String bare = MARKS_AND_INVISIBLES.matcher(decomposed).replaceAll("");
    // Composes Hangul syllables again, which would otherwise be three boxes each.
    String composed = Normalizer.normalize(bare, Normalizer.Form.NFC);
    return BLANKS.matcher(composed).replaceAll(" ").strip();
  }
}
