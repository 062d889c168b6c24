package net.vimmerse.workflow.contract.drift;

import java.util.List;
import java.util.Map;
import net.vimmerse.workflow.contract.drift.Difference.Kind;

/** A drift for a console. */
public final class DriftText {
  private static final int LONGEST = 240;

  private DriftText() {}

  /**
   * The differences by kind, each with the line that repeats it; empty when there is none.
   *
   * @param most how many of each kind are shown; the rest is counted
   */
  public static String of(Drift drift, int most) {
    StringBuilder text = new StringBuilder();
    for (Map.Entry<Kind, List<Difference>> kind : drift.byKind().entrySet()) {
      List<Difference> differences = kind.getValue();
      text.append(kind.getKey().title()).append(": ").append(differences.size()).append('\n');
      differences.stream()
          .limit(most)
          .forEach(
              it -> {
                text.append("  ").append(shortened(it.toString())).append('\n');
                if (!it.reproduction().isEmpty()) {
                  // Several lines stand as they must be pasted.
                  text.append(it.reproduction().contains("\n") ? "" : "    ");
                  text.append(it.reproduction()).append('\n');
                }
              });
      if (differences.size() > most) {
        text.append("  and ").append(differences.size() - most).append(" more\n");
      }
    }
    return text.toString();
  }

  private static String shortened(String text) {
    String line = text.replaceAll("\\s+", " ");
    return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "\u2026";
  }
}
