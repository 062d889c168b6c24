package net.vimmerse.workflow.contract.report;

import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import okio.ByteString;

/** Converts texts and bodies of any content to texts that are valid in XML 1.0 and readable. */
final class PrintableText {
  private static final int MAX_LENGTH = 4000;

  private PrintableText() {}

  /** Returns the text with control characters, unpaired surrogates and the like escaped. */
  static String text(String text) {
    StringBuilder printable = new StringBuilder(text.length());
    text.codePoints()
        .forEach(
            it -> {
              if (isAllowed(it)) {
                printable.appendCodePoint(it);
              } else {
                printable.append(String.format(Locale.ROOT, "\\u%04x", it));
              }
            });
    return printable.toString();
  }

  private static boolean isAllowed(int codePoint) {
    return !isTurning(codePoint) && isText(codePoint);
  }

  /**
   * Returns true for a character that changes the direction of what follows, so that a text looks
   * like another.
   */
  private static boolean isTurning(int codePoint) {
    return (codePoint >= 0x202a && codePoint <= 0x202e)
        || (codePoint >= 0x2066 && codePoint <= 0x2069);
  }

  private static boolean isText(int codePoint) {
    return codePoint == '\n'
        || codePoint == '\t'
        || (codePoint >= ' ' && codePoint < 0x7f)
        || (codePoint >= 0xa0 && codePoint < 0xd800)
        || (codePoint >= 0xe000 && codePoint < 0xfffe)
        || codePoint >= 0x10000;
  }

  /** Returns the beginning of a body, and its size when it is cut off; binary bodies in hex. */
  static String body(ByteString body) {
    String text;
    try {
      text = StandardCharsets.UTF_8.newDecoder().decode(body.asByteBuffer()).toString();
    } catch (CharacterCodingException e) {
      text = body.substring(0, Math.min(body.size(), MAX_LENGTH / 2)).hex();
    }
    String printable = text(text);
    return printable.length() <= MAX_LENGTH
        ? printable
        : printable.substring(0, MAX_LENGTH) + "\u2026 (" + body.size() + " bytes in all)";
  }
}
