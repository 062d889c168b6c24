package consumer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import net.vimmerse.workflow.client.RetryOptions;
import net.vimmerse.workflow.client.ServerErrorException;
import net.vimmerse.workflow.client.WorkflowClient;
import net.vimmerse.workflow.client.model.ProcessingStatus;
import net.vimmerse.workflow.client.model.VimAstronautRequest;
import net.vimmerse.workflow.client.model.Workflow;
import org.junit.jupiter.api.Test;

class ClassPathTest {
  private static List<URL> found(String resource) throws Exception {
    return Collections.list(ClassPathTest.class.getClassLoader().getResources(resource));
  }

  @Test
  void okhttp_is_on_the_class_path_once_in_the_version_of_the_client() throws Exception {
    List<URL> okhttp = found("okhttp3/OkHttpClient.class");
    assertEquals(1, okhttp.size(), okhttp::toString);
    assertEquals(System.getProperty("okhttp.version"), okhttp3.OkHttp.VERSION);
    assertEquals(1, found("okio/Buffer.class").size());
    assertEquals(1, found("kotlin/Unit.class").size());
    assertEquals(1, found("com/google/gson/Gson.class").size());
  }

  @Test
  void gradle_resolves_the_same_okhttp_as_maven() throws Exception {
    String pom = Files.readString(Path.of(System.getProperty("client.pom")));
    assertTrue(pom.contains("<artifactId>okhttp</artifactId>"));
    assertTrue(pom.contains("<artifactId>okhttp-jvm</artifactId>"));
    // Gradle selects the JVM variant, which redirects to okhttp-jvm.
    String version = System.getProperty("okhttp.version");
    int variants = 0;
    for (JsonElement element :
        JsonParser.parseString(Files.readString(Path.of(System.getProperty("okhttp.module"))))
            .getAsJsonObject()
            .getAsJsonArray("variants")) {
      JsonObject variant = element.getAsJsonObject();
      if (variant.get("name").getAsString().matches("jvm(Api|Runtime)Elements.*")) {
        JsonObject target = variant.getAsJsonObject("available-at");
        assertEquals("okhttp-jvm", target.get("module").getAsString());
        assertEquals(version, target.get("version").getAsString());
        variants++;
      }
    }
    assertTrue(variants >= 2);
  }

  @Test
  void the_jar_has_the_shrinker_rules_and_the_native_image_metadata() throws Exception {
    assertEquals(1, found("META-INF/proguard/workflow-client.pro").size());
    assertEquals(1, found("META-INF/com.android.tools/r8/workflow-client.pro").size());
    String metadata = "META-INF/native-image/net.vimmerse.workflow/workflow-client/";
    assertEquals(1, found(metadata + "reflect-config.json").size());
    assertEquals(1, found(metadata + "proxy-config.json").size());
  }

  @Test
  void a_workflow_is_created_and_awaited() throws Exception {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    byte[] response =
        "{\"data\": {\"id\": \"w-1\", \"processing_status\": \"success\"}}"
            .getBytes(StandardCharsets.UTF_8);
    server.createContext(
        "/",
        exchange -> {
          exchange.getRequestBody().readAllBytes();
          boolean broken = exchange.getRequestURI().getPath().endsWith("broken");
          exchange.sendResponseHeaders(broken ? 500 : 200, response.length);
          exchange.getResponseBody().write(response);
          exchange.close();
        });
    server.start();
    try (WorkflowClient client =
        WorkflowClient.builder()
            .apiKey("demo")
            .baseUrl("http://127.0.0.1:" + server.getAddress().getPort())
            .retryOptions(RetryOptions.none())
            .build()) {
      Workflow done = client.create(VimAstronautRequest.builder().title("t").build()).await();
      assertEquals(ProcessingStatus.SUCCESS, done.processingStatus());
      assertEquals(done, client.awaitAsync("w-1").get());
      assertThrows(ServerErrorException.class, () -> client.get("broken"));
      assertTrue(client.toString().contains("127.0.0.1"));
    } finally {
      server.stop(0);
    }
  }
}
