package net.vimmerse.workflow.simulator.http;

/** Defines the form of errors other than 422. */
public enum ErrorFormat {
  /** As in the document: an object with {@code message} and {@code code}. */
  VENDOR,
  /** As a FastAPI server sends them that does not change the defaults: {@code detail}. */
  FASTAPI
}
