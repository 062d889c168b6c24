package net.vimmerse.workflow.simulator.http;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;

/** Writes one JSON value. */
@FunctionalInterface
public interface JsonWriter {

  /**
   * Writes the value.
   *
   * @throws IOException if {@code out} does
   */
  void writeTo(JsonGenerator out) throws IOException;
}
