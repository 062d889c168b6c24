package net.vimmerse.workflow.examples;

import java.nio.file.Path;
import net.vimmerse.workflow.client.WorkflowClient;
import net.vimmerse.workflow.client.model.AspectRatio;
import net.vimmerse.workflow.client.model.VideoOptions;
import net.vimmerse.workflow.client.model.VimAstronautRequest;
import net.vimmerse.workflow.client.model.Workflow;

/** Creates a workflow, waits for it and downloads its output. */
public final class QuickStart {

  private QuickStart() {}

  /**
   * Takes the base URL, the API key, and a file that does not exist yet; they default to those of a
   * local simulator, and {@code launch.mp4}.
   */
  public static void main(String[] args) {
    String baseUrl = args.length > 0 ? args[0] : "http://127.0.0.1:8080";
    String key = args.length > 1 ? args[1] : "demo";
    Path file = Path.of(args.length > 2 ? args[2] : "launch.mp4");

    // README: begin
    VimAstronautRequest request =
        VimAstronautRequest.builder()
            .title("Launch")
            .addImageUrl("https://example.com/input.png")
            .options(VideoOptions.builder().aspectRatio(AspectRatio.PORTRAIT_9_16).build())
            .build();

    try (WorkflowClient client = WorkflowClient.builder().apiKey(key).baseUrl(baseUrl).build()) {
      Workflow done =
          client.create(request).await(progress -> System.out.println(progress.percentage() + "%"));

      client.download(done.result().get(0), file);
    }
    // README: end
  }
}
