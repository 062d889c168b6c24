package net.vimmerse.workflow.contract.sequences.model;

import java.util.Locale;

/** How a member changes of itself, as the document's {@code x-over-time} says. */
public enum ChangeRule {
  STATUS,
  RISES,
  GROWS,
  OUTCOME,
  STAMP,
  /** By an update that names it, or never. */
  NONE;

  public static ChangeRule of(String text) {
    try {
      return valueOf(text.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("x-over-time knows no \"" + text + "\"", e);
    }
  }
}
