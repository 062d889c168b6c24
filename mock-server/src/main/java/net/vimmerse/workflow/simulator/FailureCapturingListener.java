package net.vimmerse.workflow.simulator;

import java.util.concurrent.atomic.AtomicReference;
import net.vimmerse.workflow.simulator.http.ExchangeListener;
import net.vimmerse.workflow.simulator.http.ServedExchange;
import org.jspecify.annotations.Nullable;

/** Captures what a listener throws, as the server would swallow it. */
final class FailureCapturingListener implements ExchangeListener {

  private final ExchangeListener listener;
  private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();

  FailureCapturingListener(ExchangeListener listener) {
    this.listener = listener;
  }

  @Override
  public void served(ServedExchange exchange) {
    try {
      listener.served(exchange);
    } catch (RuntimeException | Error e) {
      System.err.printf(
          "The exchange listener failed at %s %s: %s%n", exchange.method(), exchange.url(), e);
      failure.compareAndSet(null, e);
    }
  }

  /**
   * Throws once if the listener failed.
   *
   * @throws IllegalStateException with the first failure as its cause
   */
  void rethrow() {
    Throwable first = failure.getAndSet(null);
    if (first != null) {
      throw new IllegalStateException("the exchange listener failed: " + first, first);
    }
  }
}
