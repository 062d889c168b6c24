package net.vimmerse.workflow.simulator.wiremock;

import com.github.tomakehurst.wiremock.common.Notifier;
import org.jspecify.annotations.Nullable;

/** Prints WireMock's errors to standard error, and nothing else. */
final class StderrNotifier implements Notifier {

  @Override
  public void info(String message) {}

  @Override
  public void error(String message) {
    System.err.println(message);
  }

  @Override
  public void error(String message, @Nullable Throwable cause) {
    System.err.println(message);
    if (cause != null) {
      cause.printStackTrace();
    }
  }
}
