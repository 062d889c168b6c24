package net.vimmerse.workflow.simulator.http;

/** Receives every exchange of a simulator. Called by many threads at once. */
@FunctionalInterface
public interface ExchangeListener {

  /**
   * Receives an exchange before the response is sent, so that a client that has the response knows
   * that the listener has seen it. Delays the response meanwhile.
   *
   * <p>An exception does not affect the client. It is printed, and {@code Simulator.close} throws
   * the first one, so that a failed check in a listener cannot go unnoticed.
   */
  void served(ServedExchange exchange);
}
