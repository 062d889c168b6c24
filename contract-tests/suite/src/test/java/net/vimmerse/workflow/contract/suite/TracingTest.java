package net.vimmerse.workflow.contract.suite;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.ContextPropagators;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import net.vimmerse.workflow.client.PollClock;
import net.vimmerse.workflow.client.WorkflowClient;
import net.vimmerse.workflow.client.model.VimAstronautRequest;
import net.vimmerse.workflow.client.model.Workflow;
import net.vimmerse.workflow.examples.Tracing;
import net.vimmerse.workflow.simulator.Simulator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** OpenTelemetry traces the client's requests, and the trace reaches the webhook. */
class TracingTest {
  private static final String OPERATION = "make a clip";

  @TempDir Path directory;

  private final InMemorySpanExporter exporter = InMemorySpanExporter.create();
  private final OpenTelemetrySdk openTelemetry =
      OpenTelemetrySdk.builder()
          .setTracerProvider(
              SdkTracerProvider.builder()
                  .addSpanProcessor(SimpleSpanProcessor.create(exporter))
                  .build())
          .setPropagators(ContextPropagators.create(W3CTraceContextPropagator.getInstance()))
          .build();
  private final Simulator simulator = Simulator.builder().start();
  private final MockWebServer receiver = new MockWebServer();
  private WorkflowClient client;

  @BeforeEach
  void start() throws Exception {
    receiver.enqueue(new MockResponse.Builder().build());
    receiver.start();
    client =
        Tracing.builder(openTelemetry)
            .apiKey("traced")
            .baseUrl(simulator.url())
            .clock(PollClock.virtual(simulator.clock()::instant, simulator.clock()::advance))
            .build();
  }

  @AfterEach
  void stop() {
    client.close();
    simulator.close();
    receiver.close();
    openTelemetry.close();
  }

  private VimAstronautRequest request() {
    return VimAstronautRequest.builder()
        .addImageUrl("https://example.com/input.png")
        .webhookUrl(receiver.url("/ended").toString())
        .build();
  }

  /** Calls the client in a span, and returns that span. */
  private SpanData inSpan(Callable<?> calls) throws Exception {
    Span span = openTelemetry.getTracer("test").spanBuilder(OPERATION).startSpan();
    Context.current().with(span).wrap(calls).call();
    span.end();
    return exporter.getFinishedSpanItems().stream()
        .filter(data -> data.getName().equals(OPERATION))
        .findFirst()
        .orElseThrow();
  }

  private List<SpanData> requestsIn(SpanData parent) {
    List<SpanData> requests =
        exporter.getFinishedSpanItems().stream().filter(span -> span != parent).toList();
    assertThat(requests)
        .allSatisfy(
            span ->
                assertThat(span.getParentSpanId()).as("%s", span).isEqualTo(parent.getSpanId()));
    return requests;
  }

  @Test
  void blocking_calls_are_children_of_the_span_of_their_thread() throws Exception {
    SpanData parent =
        inSpan(
            () -> {
              Workflow done = client.create(request()).await();
              return client.download(done.result().get(0), directory.resolve("clip.mp4"));
            });
    assertTraced(requestsIn(parent));
  }

  @Test
  void asynchronous_calls_are_children_of_the_span_that_started_them() throws Exception {
    SpanData parent =
        inSpan(
            () ->
                client
                    .createAsync(request())
                    .thenCompose(handle -> handle.awaitAsync())
                    .thenApply(
                        done ->
                            client.download(done.result().get(0), directory.resolve("clip.mp4")))
                    .get(30, TimeUnit.SECONDS));
    assertTraced(requestsIn(parent));
  }

  private void assertTraced(List<SpanData> requests) throws Exception {
    assertThat(requests.get(0).getName()).isEqualTo("POST");
    assertThat(requests.subList(1, requests.size()))
        .hasSizeGreaterThan(2)
        .allSatisfy(span -> assertThat(span.getName()).isEqualTo("GET"));
    assertThat(Files.size(directory.resolve("clip.mp4"))).isPositive();
  }

  @Test
  void the_webhook_continues_the_trace_of_the_create_request() throws Exception {
    SpanData parent = inSpan(() -> client.create(request()).await());

    RecordedRequest webhook = receiver.takeRequest(30, TimeUnit.SECONDS);

    SpanData create = requestsIn(parent).get(0);
    assertThat(webhook.getHeaders().get("traceparent"))
        .isEqualTo(
            "00-"
                + create.getTraceId()
                + "-"
                + create.getSpanId()
                + "-"
                + create.getSpanContext().getTraceFlags().asHex());
  }
}
