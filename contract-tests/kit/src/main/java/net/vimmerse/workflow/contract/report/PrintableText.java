package net.vimmerse.workflow.contract.report;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import okio.ByteString;

/** Converts texts and bodies of any content to texts that are valid in XML 1.0 and readable. */
final class PrintableText {
  private static final int MAX_LENGTH = 4000;

  /**
   * Characters that XML forbids, and those that change the direction of what follows, so that a
   * text looks like another.
   */
  private static final Pattern ESCAPED =
      Pattern.compile(
          "[^\\n\\t -~\\u00a0-\\ud7ff\\ue000-\\ufffd\\x{10000}-\\x{10ffff}]"
              + "|[\\u202a-\\u202e\\u2066-\\u2069]");

  private PrintableText() {}

  /** Returns the text with control characters, unpaired surrogates and the like escaped. */
  static String text(String text) {
    if (text.chars().allMatch(PrintableText::isPlain)) {
      return text; // Nearly all are, and large reports have many.
    }
    return ESCAPED
        .matcher(text)
        .replaceAll(
            it ->
                Matcher.quoteReplacement(
                    String.format(Locale.ROOT, "\\u%04x", it.group().codePointAt(0))));
  }

  private static boolean isPlain(int character) {
    return (character >= ' ' && character <= '~') || character == '\n' || character == '\t';
  }

  /** Returns the beginning of a body, and its size when it is cut off; binary bodies in hex. */
  static String body(ByteString body) {
    String decoded = body.utf8();
    boolean isText = ByteString.encodeUtf8(decoded).equals(body);
    String printable =
        isText ? text(decoded) : body.substring(0, Math.min(body.size(), MAX_LENGTH / 2)).hex();
    return printable.length() <= MAX_LENGTH
        ? printable
        : printable.substring(0, MAX_LENGTH) + "\u2026 (" + body.size() + " bytes in all)";
  }
}
