package net.vimmerse.workflow.contract.sequences.model;

import java.util.Optional;

/** What a command does with an existing resource. */
public enum Action {
  READ("reads"),
  UPDATE("updates"),
  DELETE("deletes");

  private final String text;

  Action(String text) {
    this.text = text;
  }

  public static Optional<Action> of(String method) {
    return switch (method) {
      case "GET" -> Optional.of(READ);
      case "PUT", "PATCH" -> Optional.of(UPDATE);
      case "DELETE" -> Optional.of(DELETE);
      default -> Optional.empty();
    };
  }

  /** Returns the verb for a sentence in the third person. */
  public String text() {
    return text;
  }
}
