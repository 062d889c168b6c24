package net.vimmerse.workflow.simulator.http;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import net.vimmerse.workflow.simulator.json.JsonTree;
import net.vimmerse.workflow.simulator.openapi.Operation;
import net.vimmerse.workflow.simulator.openapi.Violation;
import net.vimmerse.workflow.simulator.store.StoreException;
import org.jspecify.annotations.Nullable;

/** Creates responses in the formats of the API. */
public final class Responses {

  private static final Map<String, String> JSON_TYPE = Map.of("Content-Type", "application/json");

  /** Enough for most workflows. */
  private static final int INITIAL_BYTES = 2_048;

  /** The number of seconds after which a request that needs the store may be repeated. */
  public static final String STORE_RETRY_AFTER = "1";

  private final int retryAfterSeconds;
  private final Envelope envelope;
  private final ErrorFormat errors;

  /** Creates a factory of responses without an envelope, with errors as in the document. */
  public Responses() {
    this(0, Envelope.NONE, ErrorFormat.VENDOR);
  }

  /**
   * Creates a factory.
   *
   * @param retryAfterSeconds the Retry-After header of a documented error 429
   */
  public Responses(int retryAfterSeconds, Envelope envelope, ErrorFormat errors) {
    this.retryAfterSeconds = retryAfterSeconds;
    this.envelope = envelope;
    this.errors = errors;
  }

  /** Returns 200 with {@code data}, in the envelope. */
  public ApiResponse data(JsonNode data) {
    return data(out -> JsonTree.write(out, data));
  }

  /** Returns 200 with what {@code data} writes, in the envelope. */
  public ApiResponse data(JsonWriter data) {
    if (envelope == Envelope.NONE) {
      return json(200, data);
    }
    return json(
        200,
        out -> {
          out.writeStartObject();
          out.writeFieldName("data");
          data.writeTo(out);
          out.writeEndObject();
        });
  }

  /**
   * Returns the documented error of an operation.
   *
   * @throws IllegalArgumentException if the operation documents no error with this status
   */
  public ApiResponse error(Operation operation, int status) {
    JsonNode body = operation.errors().get(status);
    if (body == null) {
      throw new IllegalArgumentException(
          operation.id() + " has no documented error with status " + status);
    }
    ApiResponse response = error(status, body);
    return status == 429
        ? response.withHeader("Retry-After", String.valueOf(retryAfterSeconds))
        : response;
  }

  /** Returns 401 for a request without an API key. */
  public ApiResponse notAuthenticated(Operation operation) {
    return errors == ErrorFormat.VENDOR
        ? error(operation, 401)
        : detail(401, "Not authenticated").withHeader("WWW-Authenticate", "APIKey");
  }

  /** Returns the error for a body that is not text: 400 in FastAPI's format, else 422. */
  public ApiResponse undecodable(Violation violation) {
    return errors == ErrorFormat.VENDOR
        ? invalid(List.of(violation))
        : detail(400, "There was an error parsing the body");
  }

  /** Returns 422 with all violations. */
  public ApiResponse invalid(List<Violation> violations) {
    List<Map<String, Object>> detail = violations.stream().map(Violation::toMap).toList();
    ApiResponse response = json(422, out -> JsonTree.write(out, Map.of("detail", detail)));
    String hints =
        violations.stream()
            .map(Violation::hint)
            .filter(hint -> !hint.isEmpty())
            .collect(Collectors.joining("; "));
    return hints.isEmpty() ? response : response.withNote(hints);
  }

  /** Returns an error that the document does not describe. */
  public ApiResponse simulatorError(int status, String code, String message) {
    return error(
        status, JsonNodeFactory.instance.objectNode().put("message", message).put("code", code));
  }

  /**
   * Returns 404 for an unknown path.
   *
   * @param alternative the known path that differs by a slash at its end; null if there is none.
   *     FastAPI redirects to it.
   */
  public ApiResponse notFound(ApiRequest request, Set<String> known, @Nullable String alternative) {
    if (alternative != null) {
      return (errors == ErrorFormat.VENDOR
              ? unknownPath(request, known)
              : new ApiResponse(
                  307, Map.of("Location", request.origin() + alternative), new byte[0]))
          .withNote("the path is " + alternative.replaceFirst("\\?.*", ""));
    }
    return errors == ErrorFormat.VENDOR ? unknownPath(request, known) : detail(404, "Not Found");
  }

  private ApiResponse unknownPath(ApiRequest request, Set<String> known) {
    return simulatorError(
        404,
        "NOT_FOUND",
        "Unknown path " + request.path() + "; expected one of " + String.join(", ", known) + ".");
  }

  /** Returns 405, or the methods of the path if the method is OPTIONS. */
  public ApiResponse methodNotAllowed(ApiRequest request, Set<String> allowed) {
    if (errors == ErrorFormat.FASTAPI) {
      return detail(405, "Method Not Allowed")
          .withHeader("Allow", String.join(", ", new TreeSet<>(allowed)));
    }
    Set<String> methods = new TreeSet<>(allowed);
    methods.add("OPTIONS");
    String allow = String.join(", ", methods);
    if (request.method().equals("OPTIONS")) {
      return new ApiResponse(204, Map.of("Allow", allow), new byte[0]);
    }
    return simulatorError(
            405,
            "METHOD_NOT_ALLOWED",
            request.path() + " does not support " + request.method() + "; allowed: " + allow + ".")
        .withHeader("Allow", allow);
  }

  /** Returns 503 for a change that cannot be persisted, and that was not made. */
  public ApiResponse notPersisted(String reason) {
    return storeFailed(StoreException.notMade(reason));
  }

  /** Returns 503 for a request that needed the store. */
  public ApiResponse storeFailed(StoreException failure) {
    return simulatorError(503, failure.code(), failure.message())
        .withHeader("Retry-After", STORE_RETRY_AFTER);
  }

  private ApiResponse error(int status, JsonNode body) {
    if (errors == ErrorFormat.VENDOR) {
      return json(status, body);
    }
    return status == 500
        ? new ApiResponse(
            status,
            Map.of("Content-Type", "text/plain; charset=utf-8"),
            "Internal Server Error".getBytes(StandardCharsets.UTF_8))
        : detail(status, body.path("message").asText());
  }

  private static ApiResponse detail(int status, String detail) {
    return json(status, JsonNodeFactory.instance.objectNode().put("detail", detail));
  }

  private static ApiResponse json(int status, JsonNode body) {
    return json(status, out -> JsonTree.write(out, body));
  }

  private static ApiResponse json(int status, JsonWriter body) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(INITIAL_BYTES);
    try (JsonGenerator out = JsonTree.generator(bytes)) {
      body.writeTo(out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new ApiResponse(status, JSON_TYPE, bytes.toByteArray());
  }
}
