package net.vimmerse.workflow.contract.suite;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient.Version;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.vimmerse.workflow.simulator.Simulator;
import okhttp3.Protocol;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;
import org.opentest4j.TestAbortedException;
import reactor.netty.http.HttpProtocol;

/**
 * Creates a workflow, polls it and downloads its output with the HTTP clients that teams use, each
 * with a body of known length and one that is sent in pieces. The results are the table of {@code
 * docs/http-clients.md}.
 */
@Timeout(300)
class HttpClientsTest {
  private static final Path PROGRAMS = Repository.MODULE.resolve("http-clients");
  private static final Path GUIDE = Repository.ROOT.resolve("docs/http-clients.md");
  private static final Path TABLE = Repository.MODULE.resolve("target/http-clients.md");
  private static final Duration LIMIT = Duration.ofMinutes(4);
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern VERSION = Pattern.compile("-(\\d+\\.\\d+\\.\\d+)\\.jar");
  private static final byte[] CREATE =
      "{\"image_urls\": [\"https://example.com/in.png\"], \"event_id\": \"sim:polls=2\"}"
          .getBytes(UTF_8);

  /** The bodies that each client has sent successfully. */
  private static final Map<Row, Set<Body>> RESULTS = new ConcurrentHashMap<>();

  private static Simulator simulator;

  private enum Body {
    WITH_LENGTH,
    IN_PIECES
  }

  private record Row(String language, String client, String version, String protocol) {
    String line(Set<Body> sent) {
      return Stream.of(
              language,
              client,
              version,
              protocol,
              sent.contains(Body.WITH_LENGTH) ? "yes" : "no",
              sent.contains(Body.IN_PIECES) ? "yes" : "not in this protocol")
          .collect(Collectors.joining(" | ", "| ", " |"));
    }
  }

  @BeforeAll
  static void start() {
    simulator = Simulator.builder().start();
  }

  @AfterAll
  static void the_guide_lists_the_results() throws IOException {
    simulator.close();
    Map<String, String> lines = new TreeMap<>();
    RESULTS.forEach((row, sent) -> lines.put(row.line(sent), row.language()));
    Files.write(TABLE, lines.keySet());
    List<String> listed =
        Files.readAllLines(GUIDE).stream()
            .filter(
                line -> Set.copyOf(lines.values()).contains(line.replaceAll("^\\| | \\|.*", "")))
            .toList();
    assertThat(listed)
        .as("the table of %s; the results are in %s", GUIDE, TABLE)
        .containsExactlyElementsOf(lines.keySet());
  }

  @TestFactory
  Stream<DynamicTest> java() {
    return Stream.of(
            bothBodies(
                "Java",
                "`java.net.http.HttpClient`",
                "",
                "HTTP/1.1, asks for HTTP/2",
                JavaHttpClients.jdk(Version.HTTP_2)),
            bothBodies(
                "Java",
                "`java.net.http.HttpClient`",
                "",
                "HTTP/1.1",
                JavaHttpClients.jdk(Version.HTTP_1_1)),
            bothBodies(
                "Java", "`HttpURLConnection`", "", "HTTP/1.1", JavaHttpClients::urlConnection),
            bothBodies(
                "Java",
                "Apache HttpClient",
                versionOf(org.apache.hc.client5.http.classic.HttpClient.class),
                "HTTP/1.1",
                JavaHttpClients::apache),
            bothBodies(
                "Java",
                "Jetty HttpClient",
                versionOf(org.eclipse.jetty.client.HttpClient.class),
                "HTTP/1.1",
                JavaHttpClients::jetty),
            bothBodies(
                "Java",
                "OkHttp",
                okhttp3.OkHttp.VERSION,
                "HTTP/1.1",
                JavaHttpClients.okHttp(Protocol.HTTP_1_1)),
            bothBodies(
                "Java",
                "OkHttp",
                okhttp3.OkHttp.VERSION,
                "HTTP/2",
                JavaHttpClients.okHttp(Protocol.H2_PRIOR_KNOWLEDGE)),
            bothBodies(
                "Java",
                "Reactor Netty",
                versionOf(reactor.netty.http.client.HttpClient.class),
                "HTTP/1.1",
                JavaHttpClients.reactorNetty(HttpProtocol.HTTP11)),
            bothBodies(
                "Java",
                "Reactor Netty",
                versionOf(reactor.netty.http.client.HttpClient.class),
                "HTTP/2",
                JavaHttpClients.reactorNetty(HttpProtocol.H2C)))
        .flatMap(tests -> tests);
  }

  @TestFactory
  Stream<DynamicTest> curl() throws InterruptedException {
    ExternalTool tool = ExternalTool.of("clients");
    try (ChildProcess curl = ChildProcess.start(List.of("curl", "-V"), PROGRAMS, Map.of())) {
      curl.succeeds(LIMIT, gone -> {});
    } catch (IOException e) {
      throw tool.missing(new ToolMissingException("There is no curl", "install curl", ""));
    }
    return Stream.of(
            Stream.of(
                test(
                    new Row("Shell", "curl", "", "HTTP/1.0"), Body.WITH_LENGTH, curl("--http1.0"))),
            bothBodies("Shell", "curl", "", "HTTP/1.1", curl("--http1.1")),
            bothBodies("Shell", "curl", "", "HTTP/1.1, asks for HTTP/2", curl("--http2")),
            bothBodies("Shell", "curl", "", "HTTP/2", curl("--http2-prior-knowledge")))
        .flatMap(tests -> tests);
  }

  @Test
  void python() throws Exception {
    ExternalTool tool = required();
    Path source = PROGRAMS.resolve("python");
    try {
      run("Python", source, List.of(PythonPackages.interpreter(source).toString(), "clients.py"));
    } catch (ToolMissingException e) {
      throw tool.missing(e);
    }
  }

  @Test
  void node() throws Exception {
    ExternalTool tool = required();
    Path source = PROGRAMS.resolve("node");
    try {
      Path packages = NodePackages.installed(source).directory();
      // Beside the packages, where Node looks for them.
      Files.write(
          packages.resolve("clients.mjs"), Files.readAllBytes(source.resolve("clients.mjs")));
      run("Node.js", packages, List.of("node", "clients.mjs"));
    } catch (ToolMissingException e) {
      throw tool.missing(e);
    }
  }

  @Test
  void go() throws Exception {
    ExternalTool tool = required();
    try {
      run("Go", PROGRAMS.resolve("go"), List.of("go", "run", "."));
    } catch (IOException e) {
      throw tool.missing(
          new ToolMissingException("There is no go", "install Go 1.19 or newer", ""));
    }
  }

  /** Returns the tool, and skips the test unless the tool is required: others take a minute. */
  private static ExternalTool required() {
    ExternalTool tool = ExternalTool.of("clients");
    if (tool.mode() != ExternalTool.Mode.REQUIRED) {
      throw new TestAbortedException("-Dclients=required runs HTTP clients of other languages");
    }
    return tool;
  }

  private static void run(String language, Path directory, List<String> command) throws Exception {
    List<String> line = new ArrayList<>(command);
    line.add(simulator.url());
    try (ChildProcess program = ChildProcess.start(line, directory, Map.of())) {
      assertThat(program.succeeds(LIMIT, gone -> {})).as(program::output).isTrue();
      for (String result : program.output().lines().toList()) {
        JsonNode json = JSON.readTree(result);
        String apiKey = json.path("key").asText();
        assertThat(json.path("sha256").asText()).isEqualTo(sha256(download(apiKey)));
        record(
            new Row(
                language,
                "`" + json.path("client").asText() + "`",
                json.path("version").asText(),
                json.path("protocol").asText()),
            json.path("streamed").asBoolean() ? Body.IN_PIECES : Body.WITH_LENGTH);
      }
    }
  }

  private static Stream<DynamicTest> bothBodies(
      String language, String client, String version, String protocol, HttpExchanger exchanger) {
    Row row = new Row(language, client, version, protocol);
    return Stream.of(Body.values()).map(body -> test(row, body, exchanger));
  }

  private static DynamicTest test(Row row, Body body, HttpExchanger http) {
    return DynamicTest.dynamicTest(
        row.client() + ", " + row.protocol() + ", " + body,
        () -> {
          String apiKey = UUID.randomUUID().toString();
          String path = simulator.url() + "/v2/workflow";
          JsonNode created =
              JSON.readTree(http.exchange(path, apiKey, CREATE, body == Body.IN_PIECES));
          String url = path + "/" + created.at("/data/id").asText();
          http.exchange(url, apiKey, null, false);
          JsonNode done = JSON.readTree(http.exchange(url, apiKey, null, false));
          assertThat(done.at("/data/processing_status").asText()).isEqualTo("success");
          String output = done.at("/data/result/0/url").asText();
          assertThat(http.exchange(output, apiKey, null, false)).isEqualTo(download(apiKey));
          record(row, body);
        });
  }

  private static void record(Row row, Body body) {
    RESULTS.computeIfAbsent(row, any -> ConcurrentHashMap.newKeySet()).add(body);
  }

  /** Returns the output of the only workflow of an API key. */
  private static byte[] download(String apiKey) throws IOException {
    String id =
        simulator.namespace(apiKey).workflows().stream()
            .map(workflow -> workflow.id())
            .collect(Collectors.collectingAndThen(Collectors.toList(), ids -> ids.get(0)));
    assertThat(simulator.namespace(apiKey).calls("createWorkflow")).isEqualTo(1);
    byte[] read =
        JavaHttpClients.urlConnection(simulator.url() + "/v2/workflow/" + id, apiKey, null, false);
    try (InputStream output =
        URI.create(JSON.readTree(read).at("/data/result/0/url").asText()).toURL().openStream()) {
      return output.readAllBytes();
    }
  }

  private static HttpExchanger curl(String protocol) {
    return (url, apiKey, body, inPieces) -> {
      Path output = Files.createTempFile("output", "");
      List<String> command =
          new ArrayList<>(List.of("curl", "-sS", "--fail", protocol, "-o", output.toString(), url));
      command.addAll(List.of("-H", "X-Api-Key: " + apiKey));
      if (body != null) {
        command.addAll(
            List.of("-H", "Content-Type: application/json", "-d", new String(body, UTF_8)));
      }
      if (inPieces) {
        command.addAll(List.of("-H", "Transfer-Encoding: chunked"));
      }
      try (ChildProcess curl = ChildProcess.start(command, PROGRAMS, Map.of())) {
        assertThat(curl.succeeds(LIMIT, gone -> {})).as(curl::output).isTrue();
        return Files.readAllBytes(output);
      } finally {
        Files.delete(output);
      }
    };
  }

  private static String sha256(byte[] bytes) throws Exception {
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
  }

  private static String versionOf(Class<?> type) {
    Matcher version =
        VERSION.matcher(type.getProtectionDomain().getCodeSource().getLocation().getPath());
    assertThat(version.find()).isTrue();
    return version.group(1);
  }
}
