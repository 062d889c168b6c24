package net.vimmerse.workflow.examples;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import net.vimmerse.workflow.client.DownloadOptions;
import net.vimmerse.workflow.client.DownloadProgress;
import net.vimmerse.workflow.client.IfExists;
import net.vimmerse.workflow.client.PollOptions;
import net.vimmerse.workflow.client.WorkflowClient;
import net.vimmerse.workflow.client.WorkflowProgress;
import net.vimmerse.workflow.client.model.Completion;
import net.vimmerse.workflow.client.model.VimAstronautRequest;
import net.vimmerse.workflow.client.model.Workflow;

/** Creates a workflow, shows a progress bar while it is processed, and downloads all outputs. */
public final class ConsoleProgress {
  private static final int WIDTH = 40;

  private ConsoleProgress() {}

  /**
   * Takes the base URL, the API key, and a directory for the outputs; they default to those of a
   * local simulator, and {@code result}.
   */
  public static void main(String[] args) {
    String baseUrl = args.length > 0 ? args[0] : "http://127.0.0.1:8080";
    String key = args.length > 1 ? args[1] : "demo";
    Path directory = Path.of(args.length > 2 ? args[2] : "result");

    try (WorkflowClient client = WorkflowClient.builder().apiKey(key).baseUrl(baseUrl).build()) {
      run(client, directory, System.out);
    }
  }

  static void run(WorkflowClient client, Path directory, PrintStream out) {
    VimAstronautRequest request =
        VimAstronautRequest.builder().addImageUrl("https://example.com/input.png").build();

    // begin: waiting
    PollOptions options =
        PollOptions.builder()
            .initialDelay(Duration.ofSeconds(1))
            .interval(Duration.ofSeconds(2))
            .backoff(1.5)
            .maxInterval(Duration.ofSeconds(10))
            .jitter(0.2)
            .timeout(Duration.ofMinutes(20))
            .maxConsecutiveFailures(5)
            .build();

    Workflow done = client.create(request).await(options, progress -> show(progress, out));
    // end

    // begin: download-all
    client.downloadAll(
        done,
        directory,
        DownloadOptions.builder()
            .ifExists(IfExists.REPLACE)
            .keepPartialFile(true)
            .listener(progress -> show(progress, out))
            .build());
    // end
    out.println();
  }

  // begin: progress
  /** Prints the progress; the client calls this only when it has changed. */
  static void show(WorkflowProgress progress, PrintStream out) {
    for (Completion completion : progress.newCompletions()) {
      out.printf("\r%-60s%n", "done: " + completion.flow());
    }
    int full = progress.percentage() * WIDTH / 100;
    out.printf(
        "\r[%s%s] %3d%% %s, %d s",
        "#".repeat(full),
        ".".repeat(WIDTH - full),
        progress.percentage(),
        progress.status(),
        progress.elapsed().toSeconds());
  }

  // end

  // begin: stream
  static void copy(WorkflowClient client, Workflow done, OutputStream out) {
    client.download(done.result().get(0), out, DownloadOptions.defaults());
  }

  // end

  private static void show(DownloadProgress progress, PrintStream out) {
    Long total = progress.totalBytes();
    out.printf(
        "\r%-40s %,d%s bytes",
        progress.file().getFileName(),
        progress.downloadedBytes(),
        total == null ? "" : " of " + total);
  }
}
