package net.vimmerse.workflow.simulator.wiremock;

import com.github.tomakehurst.wiremock.verification.RequestJournalDisabledException;
import java.net.URISyntaxException;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import net.vimmerse.workflow.simulator.http.ApiResponse;
import net.vimmerse.workflow.simulator.http.Responses;
import wiremock.org.apache.commons.fileupload.FileUploadException;

/** The errors of WireMock's admin API, in the format of the APIs and without stack traces. */
final class WireMockAdmin {

  private static final String NOT_SUPPORTED = "NOT_SUPPORTED";

  /** Why operations are not available, by the beginning of their path. */
  private static final Map<String, String> UNAVAILABLE =
      Map.of(
          "/__admin/shutdown",
          "The simulator does not stop on request; end its process, or close it in its program.",
          "/__admin/files",
          "The simulator has no files for stubs; put the body into the stub.",
          // WireMock would leave the proxy stub behind when it fails.
          "/__admin/record",
          "Recording needs WireMock's request journal, which is off.");

  private static final Responses RESPONSES = new Responses();

  private WireMockAdmin() {}

  /** Returns the error for an operation that is not available; empty for one that is. */
  static Optional<ApiResponse> unavailable(String path) {
    return UNAVAILABLE.entrySet().stream()
        .filter(entry -> path.startsWith(entry.getKey()))
        .map(entry -> RESPONSES.simulatorError(501, NOT_SUPPORTED, entry.getValue()))
        .findFirst();
  }

  /** Returns the error for a body that violates HTTP, after which the connection cannot be used. */
  static ApiResponse unreadable() {
    return RESPONSES
        .simulatorError(400, "BAD_MESSAGE", "The request body cannot be read.")
        .withHeader("Connection", "close");
  }

  /** Returns the error for a body that is too large to read. */
  static ApiResponse tooLarge() {
    return RESPONSES
        .simulatorError(413, "PAYLOAD_TOO_LARGE", "The request body is too large.")
        .withHeader("Connection", "close");
  }

  /** Returns the error for a body that was given up, as others took the memory for bodies. */
  static ApiResponse noBodyMemory() {
    return RESPONSES
        .simulatorError(
            503,
            "BUSY",
            "Request bodies of other callers take all memory that is reserved for bodies; repeat"
                + " the request.")
        .withHeader("Retry-After", "1");
  }

  /** Returns the error for a body of which nothing has arrived for too long. */
  static ApiResponse bodyTimeout() {
    return RESPONSES
        .simulatorError(408, "TIMEOUT", "The request body has not arrived in time.")
        .withHeader("Connection", "close");
  }

  private static Stream<Throwable> causes(Throwable thrown) {
    return Stream.iterate(thrown, Objects::nonNull, Throwable::getCause);
  }

  /** Returns the error for an exception that WireMock threw. */
  static ApiResponse error(Throwable thrown) {
    if (causes(thrown)
        .anyMatch(
            cause ->
                cause instanceof IllegalArgumentException
                    || cause instanceof URISyntaxException
                    || cause instanceof FileUploadException)) {
      return RESPONSES.simulatorError(
          400, "BAD_REQUEST", "WireMock cannot read the path, the query or a header.");
    }
    return causes(thrown).anyMatch(RequestJournalDisabledException.class::isInstance)
        ? RESPONSES.simulatorError(
            501,
            NOT_SUPPORTED,
            "WireMock's request journal is off; use /__admin/simulator/requests.")
        : RESPONSES.simulatorError(
            500, "INTERNAL_ERROR", "WireMock cannot handle this request; check its body.");
  }
}
