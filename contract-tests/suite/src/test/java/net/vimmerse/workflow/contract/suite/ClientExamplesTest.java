package net.vimmerse.workflow.contract.suite;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.vimmerse.workflow.client.WorkflowClient;
import net.vimmerse.workflow.client.model.ProcessingStatus;
import net.vimmerse.workflow.client.model.VimAstronautRequest;
import net.vimmerse.workflow.client.model.Workflow;
import net.vimmerse.workflow.examples.ConsoleProgress;
import net.vimmerse.workflow.examples.ErrorHandling;
import net.vimmerse.workflow.examples.ManyAtOnce;
import net.vimmerse.workflow.examples.WebhookReceiver;
import net.vimmerse.workflow.simulator.Simulator;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the examples against the simulator. */
class ClientExamplesTest {
  private static Simulator simulator;
  @TempDir Path directory;

  @BeforeAll
  static void start() {
    simulator = Simulator.builder().duration(Duration.ZERO).start();
  }

  @AfterAll
  static void stop() {
    simulator.close();
  }

  @Test
  void the_console_progress_downloads_the_whole_result() throws Exception {
    Path target = directory.resolve("result");
    ConsoleProgress.main(new String[] {simulator.url(), "console", target.toString()});
    try (Stream<Path> files = Files.list(target)) {
      assertThat(files.collect(Collectors.toList())).isNotEmpty().allMatch(this::isWhole);
    }
  }

  private boolean isWhole(Path file) {
    return !file.getFileName().toString().startsWith(".") && file.toFile().length() > 0;
  }

  @Test
  void many_workflows_are_awaited_at_once() {
    ManyAtOnce.main(new String[] {simulator.url(), "many"});
  }

  @Test
  void errors_are_reported() {
    ErrorHandling.main(new String[] {simulator.url(), "wrong"});
  }

  @Test
  void the_webhook_receiver_asks_the_service_for_the_state() throws Exception {
    List<Workflow> ended = Collections.synchronizedList(new ArrayList<>());
    try (WorkflowClient client =
            WorkflowClient.builder().apiKey("receiver").baseUrl(simulator.url()).build();
        WebhookReceiver receiver = WebhookReceiver.start(0, client, ended::add)) {
      String id =
          client
              .create(VimAstronautRequest.builder().addImageUrl("https://e.com/a.png").build())
              .id();
      assertThat(post(receiver.url(), "{\"workflow_id\": \"" + id + "\", \"status\": \"fail\"}"))
          .isEqualTo(204);
      assertThat(post(receiver.url(), "{\"workflow_id\": \"made-up\"}")).isEqualTo(404);
      assertThat(post(receiver.url(), "not JSON")).isEqualTo(400);
      assertThat(ended)
          .singleElement()
          .satisfies(w -> assertThat(w.processingStatus()).isSameAs(ProcessingStatus.SUCCESS));
    }
  }

  private static int post(String url, String body) throws IOException {
    OkHttpClient http = new OkHttpClient();
    Request request =
        new Request.Builder()
            .url(url)
            .post(RequestBody.create(body, MediaType.get("application/json")))
            .build();
    try (Response response = http.newCall(request).execute()) {
      return response.code();
    }
  }
}
