package net.vimmerse.workflow.simulator;

import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Keeps what a listener threw: a server that goes on serving would lose it. */
final class AttentiveListener implements ExchangeListener {

  private final ExchangeListener listener;
  private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();

  AttentiveListener(ExchangeListener listener) {
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
   * Says, once, that the listener failed.
   *
   * @throws IllegalStateException if it did
   */
  void check() {
    Throwable first = failure.getAndSet(null);
    if (first != null) {
      throw new IllegalStateException("the exchange listener failed: " + first, first);
    }
  }
}
