package net.vimmerse.workflow.contract.suite;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import net.vimmerse.workflow.contract.openapi.Document;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;

/**
 * Prism, serving the document on a free port of the loopback interface: as a mock, or as a proxy
 * that looks at what passes. Closing it, or the end of the JVM, ends its process and its container.
 */
final class PrismServer implements AutoCloseable {
  static final String VERSION = "5.14.2";

  /** It would print every violation, of which the cases have thousands. */
  static final List<String> QUIET = List.of("-v", "fatal");

  /** The header in which it says what it thinks of an exchange, if it is not pleased. */
  static final String OPINION = "sl-violations";

  private static final OkHttpClient HTTP = new OkHttpClient();
  private static final Duration START = Duration.ofSeconds(60);
  private static final Duration STEP = Duration.ofMillis(50);
  private static final int ATTEMPTS = 3;
  private static final String SCRIPT = "@stoplight/prism-cli/dist/index.js";

  private final ChildProcess process;
  private final AutoCloseable rest;
  private final HttpUrl url;
  private final String how;

  private PrismServer(ChildProcess process, AutoCloseable rest, int port, String how) {
    this.process = process;
    this.rest = rest;
    this.url = new HttpUrl.Builder().scheme("http").host("127.0.0.1").port(port).build();
    this.how = how;
  }

  /**
   * Starts a mock: from Docker when an engine responses, else from Node.
   *
   * @throws ToolMissingException when neither can be had
   * @throws IOException when Prism is there but does not start; its output is in the message
   */
  static PrismServer mock() throws ToolMissingException, IOException, InterruptedException {
    Path document = document();
    try {
      return fromDocker(document);
    } catch (ToolMissingException docker) {
      try {
        return fromNode("mock", List.of(document.toString()));
      } catch (ToolMissingException node) {
        throw new ToolMissingException(
            docker.getMessage() + ". " + node.getMessage(),
            docker.remedy() + "; or " + node.remedy(),
            docker.output() + node.output());
      }
    }
  }

  /**
   * Starts a proxy, which lets everything pass and says in the header {@link #OPINION} of the
   * response what is wrong. From Node only: a container does not reach this machine's servers.
   *
   * @throws ToolMissingException when Node or its packages cannot be had
   * @throws IOException when Prism is there but does not start; its output is in the message
   */
  static PrismServer proxy(HttpUrl upstream)
      throws ToolMissingException, IOException, InterruptedException {
    String url = upstream.toString().replaceFirst("/$", "");
    return fromNode("proxy", List.of(document().toString(), url));
  }

  private static Path document() throws IOException {
    // Prism watches its file, so that stays until the end; and a container's user must be able to
    // read it, which rules out a temporary file with its private mode.
    Path directory = Files.createTempDirectory("prism");
    directory.toFile().deleteOnExit();
    Path document = Files.write(directory.resolve("workflow-api.yaml"), Document.bundledBytes());
    document.toFile().deleteOnExit();
    return document;
  }

  private static PrismServer fromNode(String command, List<String> arguments)
      throws ToolMissingException, IOException, InterruptedException {
    NodePackages packages = NodePackages.installed();
    // Between the choice of a free port and its use, another program may take it.
    for (int attempt = 1; ; attempt++) {
      int port = freePort();
      List<String> words = new ArrayList<>(List.of(command));
      words.addAll(QUIET);
      words.addAll(List.of("-h", "127.0.0.1", "-p", "" + port));
      words.addAll(arguments);
      ChildProcess process =
          ChildProcess.start(
              packages.command(SCRIPT, words.toArray(String[]::new)),
              packages.directory(),
              Map.of());
      try {
        return ready(new PrismServer(process, () -> {}, port, "npm"));
      } catch (IOException e) {
        if (attempt == ATTEMPTS || !process.output().contains("EADDRINUSE")) {
          throw e;
        }
      }
    }
  }

  private static PrismServer fromDocker(Path document)
      throws ToolMissingException, IOException, InterruptedException {
    PrismContainer container = PrismContainer.create(document);
    try {
      ChildProcess process = container.start(line -> false);
      int port = port(container, process);
      return ready(new PrismServer(process, container, port, "docker"));
    } catch (IOException | ToolMissingException e) {
      container.close();
      // An engine elsewhere publishes its ports elsewhere: then Node has to do.
      throw e instanceof ToolMissingException missing
          ? missing
          : new ToolMissingException(
              "Prism's container cannot be reached", PrismContainer.REMEDY, "" + e);
    }
  }

  /** A container has no port until it has started. */
  private static int port(PrismContainer container, ChildProcess process)
      throws ToolMissingException, InterruptedException {
    long deadline = System.nanoTime() + START.toNanos();
    while (true) {
      try {
        return container.port();
      } catch (ToolMissingException e) {
        if (process.endsWithin(STEP) || System.nanoTime() > deadline) {
          process.close();
          throw new ToolMissingException(
              "Prism's container does not start", PrismContainer.REMEDY, process.output());
        }
      }
    }
  }

  private static PrismServer ready(PrismServer server) throws IOException, InterruptedException {
    long deadline = System.nanoTime() + START.toNanos();
    boolean alive = true;
    while (alive && System.nanoTime() < deadline) {
      if (isPrism(server.url)) {
        return server;
      }
      alive = !server.process.endsWithin(STEP);
    }
    String output = server.process.output();
    server.close();
    throw new IOException("Prism did not start on " + server.url + ":\n" + output);
  }

  /** Whether Prism responds here, and not another program that was faster to take the port. */
  private static boolean isPrism(HttpUrl url) {
    Request request = new Request.Builder().url(url.resolve("/no/such/path")).build();
    try (Response response = HTTP.newCall(request).execute()) {
      return response.header(OPINION) != null || response.body().string().contains("prism");
    } catch (IOException e) {
      return false;
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  /** Where Prism responds. */
  HttpUrl url() {
    return url;
  }

  /** {@code docker} or {@code npm}. */
  String how() {
    return how;
  }

  /** What Prism has printed so far. */
  String output() {
    return process.output();
  }

  @Override
  public void close() {
    process.close();
    try {
      rest.close();
    } catch (Exception e) {
      throw new IllegalStateException("Prism's container was not removed", e);
    }
  }
}
