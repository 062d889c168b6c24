package net.vimmerse.workflow.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KilledTest {

  private static final int WRITERS = 4;
  private static final int ENOUGH = 200;
  private static final Pattern URL = Pattern.compile("http://\\S+");
  private static final Pattern ID = Pattern.compile("\"id\":\"([^\"]+)\"");

  private final HttpClient http = HttpClient.newHttpClient();

  /** The answers that came, by the workflow's id. */
  private final Map<String, String> told = new ConcurrentHashMap<>();

  private final CountDownLatch enough = new CountDownLatch(ENOUGH);

  @TempDir private Path directory;

  @Test
  void whatever_was_told_before_the_process_was_killed_is_there_afterwards() throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "--port=0",
                "--data=" + directory)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
      Matcher url = URL.matcher(out.readLine());
      assertThat(url.find()).isTrue();
      Thread[] writers =
          Stream.generate(() -> new Thread(() -> createUntilItEnds(url.group())))
              .limit(WRITERS)
              .toArray(Thread[]::new);
      for (Thread writer : writers) {
        writer.start();
      }
      assertThatThrownBy(() -> Simulator.builder().data(directory).start())
          .as("another process")
          .isInstanceOf(CannotStartException.class)
          .hasMessageContaining("in use by another simulator");
      assertThat(enough.await(60, TimeUnit.SECONDS)).isTrue();
      // In the midst of their work.
      process.destroyForcibly().waitFor();
      for (Thread writer : writers) {
        writer.join();
      }
    } finally {
      process.destroyForcibly().waitFor();
    }

    assertThat(told).hasSizeGreaterThanOrEqualTo(ENOUGH);
    try (Simulator second = Simulator.builder().data(directory).start()) {
      told.forEach(
          (id, key) ->
              assertThat(new Api(second, key).get("/v2/workflow/" + id).status()).isEqualTo(200));
      for (int writer = 0; writer < WRITERS; writer++) {
        var world = second.world("key " + writer);
        assertThat(world.credits().entries(world.clock().instant()))
            .as("a charge for each workflow, and no other")
            .hasSameSizeAs(world.workflows());
      }
    }
  }

  private void createUntilItEnds(String url) {
    String key = "key " + Math.floorMod(Thread.currentThread().getName().hashCode(), WRITERS);
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url + "/v2/workflow"))
            .header("X-Api-Key", key)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString("{\"image_urls\": [\"https://example.com/in.png\"]}"))
            .build();
    try {
      while (true) {
        HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
        Matcher id = ID.matcher(answer.body());
        if (answer.statusCode() == 200 && id.find()) {
          told.put(id.group(1), key);
          enough.countDown();
        }
      }
    } catch (IOException e) {
      // The end that this test is about.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
