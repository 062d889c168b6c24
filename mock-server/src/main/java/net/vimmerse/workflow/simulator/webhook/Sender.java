package net.vimmerse.workflow.simulator.webhook;

import java.util.Map;

/** Makes one call of a receiver. Implementations are thread-safe and bound the time it takes. */
@FunctionalInterface
public interface Sender {

  /**
   * POSTs {@code body} to {@code url} and waits for what comes of it.
   *
   * @param url as the user gave it, which may be no URL at all
   * @param headers each with its one value
   * @return never null; whatever goes wrong with the target is a {@link Reply.Failure}, not an
   *     exception
   * @throws InterruptedException if the thread is interrupted; the call then counts as not made
   */
  Reply send(String url, Map<String, String> headers, String body) throws InterruptedException;
}
