package net.vimmerse.workflow.simulator.wiremock;

import com.github.tomakehurst.wiremock.common.Notifier;
import java.util.function.Consumer;

/** Prints WireMock's errors as one line each, without stack traces. */
final class OneLineNotifier implements Notifier {

  private final Consumer<String> out;

  OneLineNotifier(Consumer<String> out) {
    this.out = out;
  }

  @Override
  public void info(String message) {}

  @Override
  public void error(String message) {
    print(message);
  }

  @Override
  public void error(String message, Throwable cause) {
    print(message + ": " + cause.getMessage());
  }

  private void print(String message) {
    out.accept("WireMock: " + message.lines().findFirst().orElse("unknown error"));
  }
}
