package net.vimmerse.workflow.simulator.webhook;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The result of an attempt to send a webhook. */
public sealed interface AttemptResult {

  /** Tests whether the receiver accepted the webhook. */
  boolean accepted();

  /** Tests whether another attempt could succeed; false if the webhook was accepted. */
  boolean retryable();

  /** Describes the result to a developer. */
  String message();

  /**
   * The receiver responded.
   *
   * @param status the HTTP status
   * @param body the beginning of the body; empty if there was none
   * @param retryAfter how long the receiver asks to wait before the next attempt; null if it does
   *     not ask
   */
  record Response(int status, String body, @Nullable Duration retryAfter) implements AttemptResult {

    private static final int GONE = 410;

    /** Creates a response of a receiver that does not ask to wait. */
    public Response(int status, String body) {
      this(status, body, null);
    }

    @Override
    public boolean accepted() {
      return status >= 200 && status < 300;
    }

    @Override
    public boolean retryable() {
      return !accepted() && status != GONE;
    }

    @Override
    public String message() {
      return status >= 300 && status < 400
          ? "status " + status + ": redirects are not followed"
          : "status " + status;
    }
  }

  /**
   * There was no response, or no request was sent.
   *
   * @param cause for programs
   * @param message for developers; the same for the same cause and destination
   */
  record Failure(Cause cause, String message) implements AttemptResult {

    @Override
    public boolean accepted() {
      return false;
    }

    @Override
    public boolean retryable() {
      return !cause.permanent;
    }
  }

  /** Classifies failures. */
  enum Cause {
    /** The URL is invalid. */
    INVALID_URL(true),
    /** The {@linkplain DestinationPolicy destination policy} forbids it. */
    NOT_ALLOWED(true),
    /** The host cannot be resolved. */
    UNKNOWN_HOST(false),
    /** No connection could be established. */
    CONNECTION_FAILED(false),
    /** A timeout has expired. */
    TIMED_OUT(false),
    /** The connection was closed, or the response is not HTTP. */
    CONNECTION_BROKEN(false);

    private final boolean permanent;

    Cause(boolean permanent) {
      this.permanent = permanent;
    }
  }
}
