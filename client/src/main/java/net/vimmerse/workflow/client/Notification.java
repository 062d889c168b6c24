package net.vimmerse.workflow.client;

import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Calls listeners that only observe, so that nothing they throw changes the outcome of a call. */
final class Notification {
  static final String LOGGER_NAME = "net.vimmerse.workflow.client";
  private static final Logger LOGGER = Logger.getLogger(LOGGER_NAME);

  private Notification() {}

  /**
   * Calls a listener. What it throws is suppressed in the failure that is reported to the caller
   * anyway, or else logged.
   *
   * @param failure null if the call has not failed
   */
  static <T> void send(Consumer<? super T> listener, T event, @Nullable Throwable failure) {
    try {
      listener.accept(event);
    } catch (Throwable e) {
      if (failure == null) {
        LOGGER.log(Level.WARNING, "A listener of the client failed: " + event, e);
      } else if (failure != e) {
        failure.addSuppressed(e);
      }
    }
  }
}
