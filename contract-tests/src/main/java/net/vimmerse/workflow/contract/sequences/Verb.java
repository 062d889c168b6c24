package net.vimmerse.workflow.contract.sequences;

import java.util.Optional;

/** What is done with something that was created. */
enum Verb {
  READ("reads"),
  UPDATE("changes"),
  DELETE("deletes");

  private final String text;

  Verb(String text) {
    this.text = text;
  }

  static Optional<Verb> of(String method) {
    return switch (method) {
      case "GET" -> Optional.of(READ);
      case "PUT", "PATCH" -> Optional.of(UPDATE);
      case "DELETE" -> Optional.of(DELETE);
      default -> Optional.empty();
    };
  }

  /** As in a sentence about whoever does it. */
  String text() {
    return text;
  }
}
