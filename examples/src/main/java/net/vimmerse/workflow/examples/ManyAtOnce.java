package net.vimmerse.workflow.examples;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import net.vimmerse.workflow.client.WorkflowClient;
import net.vimmerse.workflow.client.model.VimAstronautRequest;
import net.vimmerse.workflow.client.model.Workflow;

/** Waits for several workflows at the same time, without a thread for each. */
public final class ManyAtOnce {
  private ManyAtOnce() {}

  /** Takes the base URL and the API key; they default to those of a local simulator. */
  public static void main(String[] args) {
    String baseUrl = args.length > 0 ? args[0] : "http://127.0.0.1:8080";
    String key = args.length > 1 ? args[1] : "demo";

    try (WorkflowClient client = WorkflowClient.builder().apiKey(key).baseUrl(baseUrl).build()) {
      for (Workflow workflow : run(client, 5)) {
        System.out.println(workflow.id() + " " + workflow.processingStatus());
      }
    }
  }

  static List<Workflow> run(WorkflowClient client, int count) {
    VimAstronautRequest request =
        VimAstronautRequest.builder().addImageUrl("https://example.com/input.png").build();

    // begin: many
    List<CompletableFuture<Workflow>> waits = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      waits.add(client.create(request).awaitAsync());
    }
    CompletableFuture.allOf(waits.toArray(new CompletableFuture<?>[0])).join();
    // end

    List<Workflow> done = new ArrayList<>();
    waits.forEach(wait -> done.add(wait.join()));
    return done;
  }
}
