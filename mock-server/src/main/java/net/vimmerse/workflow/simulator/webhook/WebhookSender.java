package net.vimmerse.workflow.simulator.webhook;

import java.util.Map;

/** Sends a webhook once. Implementations are thread-safe and limit the time it takes. */
@FunctionalInterface
public interface WebhookSender {

  /**
   * Sends {@code body} to {@code url} by POST and waits for the response.
   *
   * @param url as the user wrote it, possibly invalid
   * @param headers one value each
   * @return never null; problems with the destination are a {@link AttemptResult.Failure}, not an
   *     exception
   * @throws InterruptedException if the thread is interrupted; the attempt does not count then
   */
  AttemptResult send(String url, Map<String, String> headers, String body)
      throws InterruptedException;
}
