package net.vimmerse.workflow.simulator.admin;

import java.util.List;

/** Thrown when a request is valid by the document, but makes no sense. */
final class BadRequestException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final String in;
  private final String name;

  BadRequestException(String in, String name, String message) {
    super(message);
    this.in = in;
    this.name = name;
  }

  List<Object> loc() {
    return List.of(in, name);
  }
}
