package net.vimmerse.workflow.contract.suite;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Locale;
import net.vimmerse.workflow.client.PollClock;
import net.vimmerse.workflow.client.WorkflowClient;
import net.vimmerse.workflow.contract.openapi.Document;
import net.vimmerse.workflow.contract.openapi.Envelope;
import net.vimmerse.workflow.contract.recording.ExchangeLog;
import net.vimmerse.workflow.contract.recording.ValidatingInterceptor;
import net.vimmerse.workflow.contract.validation.ContractValidator;
import net.vimmerse.workflow.simulator.Simulator;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Gives a test class a simulator of its own and two validators of every exchange with it: one
 * beside the client, one inside the simulator. To be registered as a static extension.
 */
final class SimulatorExtension implements BeforeAllCallback, AfterAllCallback {
  private final Envelope envelope;
  private Simulator simulator;
  private OkHttpClient http;
  private ValidatingInterceptor interceptor;
  private ValidatingListener inside;

  SimulatorExtension(Envelope envelope) {
    this.envelope = envelope;
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    ContractValidator validator = ContractValidator.of(Document.bundled(), envelope);
    inside = new ValidatingListener(validator);
    simulator =
        Simulator.builder()
            .listener(inside)
            .duration(Duration.ofMinutes(10))
            .envelope(net.vimmerse.workflow.simulator.http.Envelope.valueOf(envelope.name()))
            .start();
    inside.selfCheck(simulator);
    interceptor = new ValidatingInterceptor(validator, url());
    interceptor.selfCheck();
    http =
        new OkHttpClient.Builder()
            .addNetworkInterceptor(interceptor)
            .retryOnConnectionFailure(false)
            .build();
  }

  @Override
  public void afterAll(ExtensionContext context) {
    if (simulator == null) {
      return;
    }
    simulator.close();
    http.connectionPool().evictAll();
    http.dispatcher().executorService().shutdown();
    System.out.printf(
        Locale.ROOT,
        "[tests] simulator, envelope %s, %s: %d exchanges validated%n",
        envelope.name().toLowerCase(Locale.ROOT),
        context.getDisplayName(),
        interceptor.exchanges());
    assertThat(inside.log().exchanges())
        .as("exchanges that the listener in the simulator saw, compared with the client's")
        .isEqualTo(interceptor.exchanges());
    assertThat(inside.log().withoutResponse()).hasSameSizeAs(interceptor.log().withoutResponse());
  }

  /** Returns the simulator's URL. */
  HttpUrl url() {
    return HttpUrl.get(simulator.url());
  }

  Simulator simulator() {
    return simulator;
  }

  /** Returns a plain OkHttp client whose exchanges are validated. */
  OkHttpClient http() {
    return http;
  }

  ExchangeLog log() {
    return interceptor.log();
  }

  /** Returns the product's client. Waiting advances the simulator's clock. */
  WorkflowClient client(String apiKey) {
    return WorkflowClient.builder()
        .apiKey(apiKey)
        .baseUrl(simulator.url())
        .httpClient(http)
        .clock(new SimulatedTime(simulator))
        .build();
  }

  private record SimulatedTime(Simulator simulator) implements PollClock {
    @Override
    public long nanoTime() {
      return simulator.clock().instant().toEpochMilli() * 1_000_000;
    }

    @Override
    public void sleep(Duration duration) {
      simulator.clock().advance(duration);
    }
  }
}
