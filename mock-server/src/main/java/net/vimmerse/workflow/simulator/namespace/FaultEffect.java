package net.vimmerse.workflow.simulator.namespace;

import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Describes what a fault rule does to a request. A delay alone still processes the request; a
 * status responds without processing it; a fault corrupts the response after processing.
 *
 * @param status the response status; null to process the request
 * @param body the response body; null for the documented error
 * @param retryAfter the Retry-After header in seconds; null for the documented one
 * @param headers the response headers to add or replace, by name; null for none
 * @param delay how long the response is delayed, in real time; null for no delay
 * @param jitter the upper bound of a random extra delay; null for none
 * @param fault how the response is corrupted; null if it is not
 */
public record FaultEffect(
    @Nullable Integer status,
    @Nullable String body,
    @Nullable Integer retryAfter,
    @Nullable Map<String, String> headers,
    @Nullable Duration delay,
    @Nullable Duration jitter,
    @Nullable Fault fault) {

  public FaultEffect {
    headers = headers == null ? null : Map.copyOf(headers);
  }

  /** Returns an effect that responds with this status and its documented error. */
  public static FaultEffect status(int status) {
    return new FaultEffect(status, null, null, null, null, null, null);
  }

  /** Returns an effect that corrupts the response. */
  public static FaultEffect of(Fault fault) {
    return new FaultEffect(null, null, null, null, null, null, fault);
  }

  /** Returns an effect that delays the response, in real time. */
  public static FaultEffect delay(Duration delay) {
    return new FaultEffect(null, null, null, null, delay, null, null);
  }

  /** Returns this effect with a response body. */
  public FaultEffect withBody(String body) {
    return new FaultEffect(status, body, retryAfter, headers, delay, jitter, fault);
  }

  /** Returns this effect with a Retry-After header in seconds. */
  public FaultEffect withRetryAfter(int retryAfter) {
    return new FaultEffect(status, body, retryAfter, headers, delay, jitter, fault);
  }
}
