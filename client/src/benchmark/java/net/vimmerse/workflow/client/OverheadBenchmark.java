package net.vimmerse.workflow.client;

import com.google.gson.Gson;
import java.io.IOException;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import net.vimmerse.workflow.client.api.WorkflowApi;
import net.vimmerse.workflow.client.model.Workflow;
import net.vimmerse.workflow.client.model.WorkflowResponse;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/**
 * Compares {@code client.get} with bare OkHttp and Gson, which read the same workflow from the same
 * local server into the same class.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 10, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class OverheadBenchmark {
  private static final String RESPONSE =
      "{\"data\": {\"id\": \"w-1\", \"title\": \"Launch\", \"processing_status\": \"processing\","
          + " \"progress_percentage\": 45, \"created_at\": \"2025-04-11 18:33:59.780864+00:00\","
          + " \"completions\": [{\"flow\": \"upscale\", \"result\": [{\"content_type\":"
          + " \"image/png\", \"url\": \"https://example.com/1.png\"}]}]}}";

  private final Gson gson = new Gson();
  private BenchmarkServer server;
  private OkHttpClient http;
  private WorkflowClient client;
  private String url;

  @Setup
  public void start() throws IOException {
    server = new BenchmarkServer(RESPONSE);
    http = new OkHttpClient();
    url = server.url() + "/v2/workflow/w-1";
    client = WorkflowClient.builder().apiKey("demo").baseUrl(server.url()).build();
  }

  @TearDown
  public void stop() throws IOException {
    client.close();
    http.connectionPool().evictAll();
    server.close();
  }

  @Benchmark
  public Workflow bareOkHttpAndGson() throws IOException {
    Request request =
        new Request.Builder().url(url).header(WorkflowApi.API_KEY_HEADER, "demo").build();
    try (Response response = http.newCall(request).execute()) {
      return gson.fromJson(response.body().string(), WorkflowResponse.class).data();
    }
  }

  @Benchmark
  public Workflow clientGet() {
    return client.get("w-1");
  }

  /**
   * Measures the two alternately and compares the best medians, because other load on the machine
   * distorts averages and single measurements.
   */
  public static void main(String[] args) throws RunnerException {
    double bare = Double.MAX_VALUE;
    double client = Double.MAX_VALUE;
    for (int round = 0; round < 4; round++) {
      bare = Math.min(bare, median("bareOkHttpAndGson"));
      client = Math.min(client, median("clientGet"));
      System.out.printf(
          Locale.ROOT, "bare %.1f us, client %.1f us, ratio %.3f%n", bare, client, client / bare);
    }
  }

  private static double median(String name) throws RunnerException {
    return new Runner(
            new OptionsBuilder()
                .include(OverheadBenchmark.class.getSimpleName() + "\\." + name + "$")
                .build())
        .run()
        .iterator()
        .next()
        .getPrimaryResult()
        .getStatistics()
        .getPercentile(50);
  }
}
