package consumer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.net.httpserver.HttpServer;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import net.vimmerse.workflow.client.ServerErrorException;
import net.vimmerse.workflow.client.WorkflowClient;
import net.vimmerse.workflow.client.WorkflowNetworkException;
import net.vimmerse.workflow.client.model.Output;
import net.vimmerse.workflow.client.model.VimAstronautRequest;
import net.vimmerse.workflow.client.model.Workflow;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OkHttpVersionTest {
  private static final String VERSION = System.getProperty("users.okhttp.version");
  private static final boolean SUPPORTED = !VERSION.startsWith("4.");

  @TempDir Path directory;

  private static String found() throws Exception {
    return (String) okhttp3.OkHttp.class.getField("VERSION").get(null);
  }

  @Test
  void an_old_version_is_named_in_one_sentence() throws Exception {
    assumeFalse(SUPPORTED);
    assertEquals(VERSION, found());
    Exception e =
        assertThrows(
            IllegalStateException.class, () -> WorkflowClient.builder().apiKey("k").build());
    assertTrue(e.getMessage().startsWith("OkHttp " + VERSION + " is on the class path, but"));
  }

  @Test
  void everything_works() throws Exception {
    assumeTrue(SUPPORTED);
    assertEquals(VERSION, found());
    List<String> agents = new CopyOnWriteArrayList<>();
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    byte[] response =
        "{\"data\": {\"id\": \"w-1\", \"processing_status\": \"success\"}}"
            .getBytes(StandardCharsets.UTF_8);
    server.createContext(
        "/",
        exchange -> {
          agents.add(exchange.getRequestHeaders().getFirst("User-Agent"));
          exchange.getRequestBody().readAllBytes();
          boolean broken = exchange.getRequestURI().getPath().endsWith("broken");
          exchange.sendResponseHeaders(broken ? 500 : 200, response.length);
          exchange.getResponseBody().write(response);
          exchange.close();
        });
    server.start();
    String url = "http://127.0.0.1:" + server.getAddress().getPort();
    OkHttpClient own = new OkHttpClient.Builder().callTimeout(Duration.ofSeconds(20)).build();
    try (WorkflowClient client =
            WorkflowClient.builder().apiKey("demo").baseUrl(url).httpClient(own).build();
        WorkflowClient unreachable =
            WorkflowClient.builder().apiKey("demo").baseUrl("http://127.0.0.1:1").build()) {
      VimAstronautRequest request = VimAstronautRequest.builder().title("t").build();
      Workflow done = client.create(request).await();
      assertEquals(done, client.createAsync(request).get().awaitAsync().get());
      assertEquals(done, client.workflowApi().getWorkflow("w-1").execute().body().data());
      assertThrows(ServerErrorException.class, () -> client.get("broken"));
      WorkflowNetworkException refused =
          assertThrows(WorkflowNetworkException.class, () -> unreachable.create(request));
      assertFalse(refused.mayHaveBeenReceived());
      Output output = Output.builder().url(url + "/a.bin").build();
      Path file = client.download(output, directory.resolve("a.bin"));
      assertArrayEquals(response, Files.readAllBytes(file));
      try (InputStream in = client.openStream(output)) {
        assertArrayEquals(response, in.readAllBytes());
      }
      assertTrue(agents.get(0).contains("OkHttp " + VERSION), agents::toString);
    } finally {
      server.stop(0);
    }
  }
}
