package net.vimmerse.workflow.simulator.persistence;

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
import net.vimmerse.workflow.simulator.ApiClient;
import net.vimmerse.workflow.simulator.Simulator;
import net.vimmerse.workflow.simulator.cli.Main;
import net.vimmerse.workflow.simulator.store.StartupException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

@EnabledIfSystemProperty(named = "tests", matches = "all")
class ProcessKillTest {

  private static final int WRITERS = 4;
  private static final int ENOUGH = 200;
  private static final Pattern URL = Pattern.compile("http://\\S+");
  private static final Pattern ID = Pattern.compile("\"id\":\"([^\"]+)\"");

  private final HttpClient http = HttpClient.newHttpClient();

  /** The responses that came, by the workflow's id. */
  private final Map<String, String> told = new ConcurrentHashMap<>();

  private final CountDownLatch enough = new CountDownLatch(ENOUGH);

  @TempDir private Path directory;

  @Test
  void every_response_sent_before_the_process_was_killed_is_persisted() throws Exception {
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
          .isInstanceOf(StartupException.class)
          .hasMessageContaining("in use by another simulator");
      assertThat(enough.await(60, TimeUnit.SECONDS)).isTrue();
      // While requests are in progress.
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
              assertThat(new ApiClient(second, key).get("/v2/workflow/" + id).status())
                  .isEqualTo(200));
      for (int writer = 0; writer < WRITERS; writer++) {
        String key = "key " + writer;
        assertThat(new ApiClient(second, key).admin("/credits").path("entries"))
            .as("one charge for each workflow")
            .hasSameSizeAs(second.namespace(key).workflows());
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
        HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
        Matcher id = ID.matcher(response.body());
        if (response.statusCode() == 200 && id.find()) {
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
