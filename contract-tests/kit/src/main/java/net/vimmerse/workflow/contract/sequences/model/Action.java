package net.vimmerse.workflow.contract.sequences.model;

import java.util.Optional;

/** What is done with something that was created. */
public enum Action {
  READ("reads"),
  UPDATE("changes"),
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

  /** As in a sentence about whoever does it. */
  public String text() {
    return text;
  }
}
