package net.vimmerse.workflow.client;

import com.google.gson.Gson;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import net.vimmerse.workflow.client.api.WorkflowApi;
import net.vimmerse.workflow.client.model.WorkflowResponse;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;

/**
 * Compares the time that a program takes to read one workflow, from the start of its JVM to its end:
 * with the client, and with bare OkHttp and Gson.
 */
public final class StartUpBenchmark {
  private static final int ROUNDS = 15;

  private StartUpBenchmark() {}

  /** Without arguments, measures both in turns; else is one of the programs that are measured. */
  public static void main(String[] args) throws Exception {
    if (args.length > 0) {
      read(args[0].equals("client"), args[1]);
      return;
    }
    BenchmarkServer server =
        new BenchmarkServer("{\"data\": {\"id\": \"w-1\", \"processing_status\": \"processing\"}}");
    double[] bare = new double[ROUNDS];
    double[] client = new double[ROUNDS];
    for (int round = 0; round < ROUNDS; round++) {
      bare[round] = run("bare", server.url());
      client[round] = run("client", server.url());
    }
    server.close();
    System.out.printf(
        Locale.ROOT,
        "start-up: bare %.0f ms, client %.0f ms, ratio %.2f (medians of %d)%n",
        median(bare),
        median(client),
        median(client) / median(bare),
        ROUNDS);
  }

  private static void read(boolean withClient, String url) throws IOException {
    if (withClient) {
      try (WorkflowClient client = WorkflowClient.builder().apiKey("demo").baseUrl(url).build()) {
        client.get("w-1");
      }
      return;
    }
    OkHttpClient http = new OkHttpClient();
    Request request =
        new Request.Builder()
            .url(url + "/v2/workflow/w-1")
            .header(WorkflowApi.API_KEY_HEADER, "demo")
            .build();
    try (Response response = http.newCall(request).execute()) {
      new Gson().fromJson(response.body().string(), WorkflowResponse.class).data();
    }
    http.connectionPool().evictAll();
  }

  private static double run(String program, String url) throws IOException, InterruptedException {
    long start = System.nanoTime();
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                StartUpBenchmark.class.getName(),
                program,
                url)
            .inheritIO()
            .start();
    if (process.waitFor() != 0) {
      throw new IllegalStateException(program + " failed");
    }
    return (System.nanoTime() - start) / 1e6;
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }
}
