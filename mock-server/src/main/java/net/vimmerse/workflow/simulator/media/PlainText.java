package net.vimmerse.workflow.simulator.media;

import java.text.Normalizer;
import java.util.regex.Pattern;

/** Brings any text into the form that {@link StrokeFont} knows most characters of. */
final class PlainText {
  private static final Pattern MARKS_AND_INVISIBLES = Pattern.compile("[\\p{M}\\p{Cf}]+");
  private static final Pattern BLANKS = Pattern.compile("[\\p{Z}\\p{Cc}]+");

  private PlainText() {}

  /**
   * One line without accents, compatibility forms, control characters and surplus blanks; other
   * scripts are left as they are.
   */
  static String of(String text) {
    String decomposed = Normalizer.normalize(text, Normalizer.Form.NFKD);
    String bare = MARKS_AND_INVISIBLES.matcher(decomposed).replaceAll("");
    // A Hangul syllable is one character to its reader; decomposed it would be three boxes.
    String composed = Normalizer.normalize(bare, Normalizer.Form.NFC);
    return BLANKS.matcher(composed).replaceAll(" ").strip();
  }
}
