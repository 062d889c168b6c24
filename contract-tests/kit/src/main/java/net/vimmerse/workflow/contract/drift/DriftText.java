package net.vimmerse.workflow.contract.drift;

import java.util.List;
import java.util.Map;
import net.vimmerse.workflow.contract.drift.Difference.Kind;

/** Formats the differences for a console. */
public final class DriftText {
  private static final int MAX_LENGTH = 240;

  private DriftText() {}

  /**
   * Returns the differences by kind, each with its shell command; empty when there are none.
   *
   * @param max how many of each kind are shown; the others are counted
   */
  public static String of(Drift drift, int max) {
    StringBuilder text = new StringBuilder();
    for (Map.Entry<Kind, List<Difference>> kind : drift.byKind().entrySet()) {
      List<Difference> differences = kind.getValue();
      text.append(kind.getKey().title()).append(": ").append(differences.size()).append('\n');
      differences.stream()
          .limit(max)
          .forEach(
              it -> {
                text.append("  ").append(shortened(it.toString())).append('\n');
                if (!it.reproduction().isEmpty()) {
                  // Several lines are not indented, so that they can be pasted.
                  text.append(it.reproduction().contains("\n") ? "" : "    ");
                  text.append(it.reproduction()).append('\n');
                }
              });
      if (differences.size() > max) {
        text.append("  and ").append(differences.size() - max).append(" more\n");
      }
    }
    return text.toString();
  }

  private static String shortened(String text) {
    String line = text.replaceAll("\\s+", " ");
    return line.length() <= MAX_LENGTH ? line : line.substring(0, MAX_LENGTH) + "\u2026";
  }
}
