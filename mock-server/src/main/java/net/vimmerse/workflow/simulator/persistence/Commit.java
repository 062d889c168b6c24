package net.vimmerse.workflow.simulator.persistence;

import java.time.Instant;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import net.vimmerse.workflow.simulator.snapshot.MalformedStateException;

/**
 * Describes the records of the state file after a commit, so that a file that lacks some, or has
 * others, is recognised.
 *
 * @param number counts the commits of a file
 * @param at when it was made
 * @param records the number of records
 * @param checksum the sum over all records
 */
record Commit(long number, Instant at, long records, long checksum) {

  private static final Pattern TEXT = Pattern.compile("(\\d{1,18}) (\\S+) (\\d{1,18}) ([0-9a-f]+)");

  /** Describes a file without records. */
  static final Commit NONE = new Commit(0, Instant.EPOCH, 0, 0);

  /** Returns the next commit, made now. */
  Commit next(RecordChecksum sum) {
    return new Commit(number + 1, Instant.now(), sum.records(), sum.value());
  }

  /**
   * Parses the result of {@link #text}.
   *
   * @throws MalformedStateException if it is something else
   */
  static Commit parse(String text) {
    Matcher matcher = TEXT.matcher(text);
    try {
      if (matcher.matches()) {
        return new Commit(
            Long.parseLong(matcher.group(1)),
            Instant.parse(matcher.group(2)),
            Long.parseLong(matcher.group(3)),
            Long.parseUnsignedLong(matcher.group(4), 16));
      }
    } catch (RuntimeException e) {
      throw new MalformedStateException("not a commit: " + text, e);
    }
    throw new MalformedStateException("not a commit: " + text);
  }

  String text() {
    return number + " " + at + " " + records + " " + HexFormat.of().toHexDigits(checksum);
  }

  /** Tests whether a file has exactly the records of this commit. */
  boolean describes(RecordChecksum found) {
    return found.records() == records && found.value() == checksum;
  }
}
