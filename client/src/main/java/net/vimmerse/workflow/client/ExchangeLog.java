package net.vimmerse.workflow.client;

import java.util.Locale;
import java.util.function.Consumer;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Logs exchanges, as VIMMERSE_LOG asks for. */
final class ExchangeLog implements Consumer<Exchange> {
  private static final Logger LOGGER = Logger.getLogger(Notification.LOGGER_NAME);

  private final boolean detailed;

  private ExchangeLog(boolean detailed) {
    this.detailed = detailed;
  }

  /**
   * Returns the log for a level; null for none.
   *
   * @throws IllegalArgumentException if the level is unknown
   */
  static @Nullable ExchangeLog of(String level) {
    switch (level.toLowerCase(Locale.ROOT)) {
      case "off":
        return null;
      case "info":
        return new ExchangeLog(false);
      case "debug":
        return new ExchangeLog(true);
      default:
        throw new IllegalArgumentException("VIMMERSE_LOG must be off, info or debug: " + level);
    }
  }

  /** Logs at level INFO, which the JDK prints by default. */
  @Override
  public void accept(Exchange exchange) {
    LOGGER.info(
        () ->
            detailed
                ? exchange
                    + "\n"
                    + exchange.requestHeaders()
                    + "\n"
                    + exchange.requestBody()
                    + "\n"
                    + exchange.responseHeaders()
                    + "\n"
                    + exchange.responseBody()
                : exchange.toString());
  }
}
