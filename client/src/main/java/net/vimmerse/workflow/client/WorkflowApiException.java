package net.vimmerse.workflow.client;

import java.util.List;
import java.util.Map;
import net.vimmerse.workflow.client.model.ApiError;
import org.jspecify.annotations.Nullable;

/**
 * Thrown if the service returns an error. The documented statuses have subclasses; any other status
 * is an instance of this class.
 *
 * <pre>{@code
 * try {
 *   client.create(request);
 * } catch (ValidationFailedException e) {
 *   e.errors().forEach(error -> System.out.println(error.loc() + ": " + error.msg()));
 * } catch (InsufficientCreditException e) {
 *   System.out.println("Nothing was created");
 * }
 * }</pre>
 */
public class WorkflowApiException extends WorkflowException {
  private static final long serialVersionUID = 1L;
  private static final String SIMULATOR_NOTE = "X-Simulator-Note";

  private final BufferedResponse response;
  private final transient @Nullable ApiError error;

  WorkflowApiException(BufferedResponse response) {
    super(
        response.request
            + " returned "
            + response.status
            + redirect(response)
            + ErrorBodyParser.describe(response.body)
            + note(response),
        null);
    this.response = response;
    error = ErrorBodyParser.error(response.body);
  }

  private static String note(BufferedResponse response) {
    @Nullable String note = first(response, SIMULATOR_NOTE);
    return note == null ? "" : " (simulator: " + note + ")";
  }

  private static @Nullable String first(BufferedResponse response, String header) {
    @Nullable List<String> values = response.headers().get(header);
    return values == null ? null : values.get(0);
  }

  private static String redirect(BufferedResponse response) {
    @Nullable String location = first(response, "Location");
    boolean redirects = response.status >= 300 && response.status < 400 && location != null;
    // A query may contain credentials.
    return redirects
        ? ", a redirect to " + location.replaceAll("\\?.*", "") + ", which is not followed,"
        : "";
  }

  /**
   * Returns the exception for a status, for fakes of the client in tests.
   *
   * @param request the beginning of the message, such as a method and a path
   */
  public static WorkflowApiException of(
      String request, int status, Map<String, List<String>> headers, String body) {
    return of(new BufferedResponse(request, status, headers, body));
  }

  static WorkflowApiException of(BufferedResponse response) {
    switch (response.status) {
      case 400:
        return new BadRequestException(response);
      case 401:
        return new UnauthorizedException(response);
      case 402:
        return new InsufficientCreditException(response);
      case 403:
        return new ForbiddenException(response);
      case 404:
        return new NotFoundException(response);
      case 422:
        return new ValidationFailedException(response);
      case 429:
        return new RateLimitedException(response);
      default:
        return response.status >= 500
            ? new ServerErrorException(response)
            : new WorkflowApiException(response);
    }
  }

  @Override
  public final boolean isRetryable() {
    return TransientFailures.isRetryable(response.request, response.status);
  }

  /** Returns the method and path of the request, without the query. */
  public final String request() {
    return response.request;
  }

  /** Returns the HTTP status. */
  public final int status() {
    return response.status;
  }

  /** Returns an unmodifiable map of the response headers. Names are case-insensitive. */
  public final Map<String, List<String>> headers() {
    return response.headers();
  }

  /** Returns the response body as received; empty if there is none. */
  public final String body() {
    return response.body;
  }

  /**
   * Returns the response body decoded as the service's error; null if it is something else, or if
   * this exception was deserialized.
   */
  public final @Nullable ApiError error() {
    return error;
  }

  /**
   * Returns the hint of the simulator, such as the list of known options; null from a real service.
   */
  public final @Nullable String simulatorNote() {
    return first(response, SIMULATOR_NOTE);
  }

  /** Returns the error code; null if the response has none. */
  public final @Nullable String code() {
    return error == null ? null : LenientRead.of(error::code);
  }
}
