package net.vimmerse.workflow.contract.openapi;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.util.regex.Pattern;

/** Tells in one line why a text cannot be read or parsed. */
public final class ParserMessage {
  /** Hints for programmers, which name classes and settings of the parser. */
  private static final Pattern HINTS =
      Pattern.compile(
          ": enable `[^`]*` to allow|: maybe a .*| \\(maybe [^)]*\\([^)]*\\)[^)]*\\)"
              + "| \\((maybe|start marker|of type) .*|, from `[^`]*`",
          Pattern.DOTALL);

  private ParserMessage() {}

  /** Returns the reason without the settings of the parser. */
  public static String reason(JsonProcessingException e) {
    return firstLine(HINTS.matcher(e.getOriginalMessage()).replaceAll(""));
  }

  /** Returns the reason, and the line if the text is of more than one. */
  public static String of(IOException e) {
    if (!(e instanceof JsonProcessingException parsing)) {
      return firstLine(String.valueOf(e.getMessage()));
    }
    boolean located = parsing.getLocation() != null && parsing.getLocation().getLineNr() > 0;
    return reason(parsing) + (located ? " in line " + parsing.getLocation().getLineNr() : "");
  }

  private static String firstLine(String message) {
    return message.lines().findFirst().orElse("").strip();
  }
}
