package net.vimmerse.workflow.contract.sequences.model;

import java.util.Locale;

/** How a property changes over time, from the document's {@code x-over-time}. */
public enum ChangeRule {
  STATUS,
  RISES,
  GROWS,
  OUTCOME,
  STAMP,
  /** Only by an update that names it. */
  NONE;

  public static ChangeRule of(String text) {
    try {
      return valueOf(text.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("Unknown value of x-over-time: \"" + text + "\"", e);
    }
  }
}
