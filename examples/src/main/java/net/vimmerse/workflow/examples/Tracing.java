package net.vimmerse.workflow.examples;

import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Context;
import io.opentelemetry.instrumentation.okhttp.v3_0.OkHttpTelemetry;
import java.nio.file.Path;
import net.vimmerse.workflow.client.WorkflowClient;
import net.vimmerse.workflow.client.WorkflowClientBuilder;
import net.vimmerse.workflow.client.model.VimAstronautRequest;
import net.vimmerse.workflow.client.model.Workflow;

/** Records a span for each request with OpenTelemetry, also for those of asynchronous calls. */
public final class Tracing {
  private Tracing() {}

  /**
   * Takes the base URL, the API key and a file for the output; they default to those of a local
   * simulator, and {@code launch.mp4}. The agent of OpenTelemetry exports the spans.
   */
  public static void main(String[] args) {
    String baseUrl = args.length > 0 ? args[0] : "http://127.0.0.1:8080";
    String key = args.length > 1 ? args[1] : "demo";
    Path file = Path.of(args.length > 2 ? args[2] : "launch.mp4");

    OpenTelemetry openTelemetry = GlobalOpenTelemetry.get();
    Span span = openTelemetry.getTracer("examples").spanBuilder("make a clip").startSpan();
    try (WorkflowClient client = builder(openTelemetry).apiKey(key).baseUrl(baseUrl).build()) {
      Context.current().with(span).wrap(() -> run(client, file)).run();
    } finally {
      span.end();
    }
  }

  private static void run(WorkflowClient client, Path file) {
    VimAstronautRequest request =
        VimAstronautRequest.builder().addImageUrl("https://example.com/input.png").build();
    Workflow done = client.create(request).await();
    client.download(done.result().get(0), file);
  }

  // begin: tracing
  /** Returns a builder of a client whose requests are children of the caller's span. */
  public static WorkflowClientBuilder builder(OpenTelemetry openTelemetry) {
    return WorkflowClient.builder()
        .callFactory(OkHttpTelemetry.create(openTelemetry)::createCallFactory)
        .callerContext(() -> Context.current().wrap(Runnable::run));
  }
  // end
}
