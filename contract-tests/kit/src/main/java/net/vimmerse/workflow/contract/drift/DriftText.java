package net.vimmerse.workflow.contract.drift;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Formats the differences for a console. */
public final class DriftText {
  private static final int WIDTH = 80;
  private static final int MAX_MESSAGE = 600;
  private static final int MAX_COMMAND = 1_000;

  private DriftText() {}

  /** Returns every difference in full, numbered, each with its shell command. */
  public static String details(Drift drift) {
    StringBuilder text = new StringBuilder();
    int number = 0;
    for (Difference difference : drift.differences()) {
      text.append("%d. %s%n".formatted(++number, difference.kind().title()));
      difference
          .toString()
          .lines()
          .forEach(line -> text.append("   ").append(shortened(line, MAX_MESSAGE)).append('\n'));
      String command = difference.reproduction();
      boolean isScript = command.contains("\n");
      if (command.length() > MAX_COMMAND && !isScript) {
        text.append("   (The command is too long to print; a HAR report has the request.)\n");
      } else if (!command.isEmpty()) {
        // Several lines are not indented, so that they can be pasted.
        text.append(isScript ? "" : "   ").append(command).append('\n');
      }
      text.append('\n');
    }
    return text.toString();
  }

  /**
   * Returns the differences in lines of up to 80 columns, with the numbers of the details.
   *
   * @param most how many are shown; a last line counts the others
   */
  public static List<String> lines(Drift drift, int most) {
    List<String> lines = new ArrayList<>();
    List<Difference> differences = drift.differences();
    for (int i = 0; i < differences.size() && i < most; i++) {
      Difference difference = differences.get(i);
      String times = difference.times() > 1 ? " x" + difference.times() : "";
      String text =
          String.format(
              Locale.ROOT,
              "%3d %-9s %s",
              i + 1,
              difference.kind().label(),
              brief(difference.where()) + difference.what().lines().findFirst().orElse(""));
      lines.add(shortened(text, WIDTH - times.length()) + times);
    }
    if (differences.size() > most) {
      lines.add("    and %d more, above".formatted(differences.size() - most));
    }
    return lines;
  }

  /** Returns the first of several operations and the number of the others. */
  private static String brief(String where) {
    String[] all = where.split(", ", -1);
    String others = all.length > 1 ? " +" + (all.length - 1) : "";
    return where.isEmpty() ? "" : all[0] + others + ": ";
  }

  private static String shortened(String text, int most) {
    String line = text.replace('\t', ' ');
    return line.length() <= most ? line : line.substring(0, most - 1) + "\u2026";
  }
}
