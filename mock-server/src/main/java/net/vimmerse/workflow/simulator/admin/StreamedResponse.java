package net.vimmerse.workflow.simulator.admin;

import java.io.IOException;
import java.io.OutputStream;
import net.vimmerse.workflow.simulator.http.ApiResponse;
import org.jspecify.annotations.Nullable;

/**
 * Describes a response whose body is too large to hold in memory.
 *
 * @param response status and headers, and the whole response if there is no other body
 * @param body writes the body; null if it is that of {@code response}
 */
public record StreamedResponse(ApiResponse response, @Nullable Body body) {

  /** Writes a body. */
  @FunctionalInterface
  public interface Body {

    /**
     * Writes the body, and does not close {@code out}.
     *
     * @throws IOException if {@code out} does
     */
    void writeTo(OutputStream out) throws IOException;
  }
}
