package net.vimmerse.workflow.simulator;

/** Hears of everything that a simulator answers. Called by many threads at once. */
@FunctionalInterface
public interface ExchangeListener {

  /**
   * Takes an exchange, before its answer is sent: whoever has an answer can rely on it that the
   * listener has heard of it. The caller of the API waits meanwhile.
   *
   * <p>Whatever this throws changes nothing for that caller. It is printed at once, and the first
   * such failure is thrown by {@link Simulator#close}, so that a check in here cannot fail unheard.
   */
  void served(ServedExchange exchange);
}
