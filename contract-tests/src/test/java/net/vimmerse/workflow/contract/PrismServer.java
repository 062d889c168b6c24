package net.vimmerse.workflow.contract;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import okhttp3.HttpUrl;

/**
 * Prism, serving the document as a mock on a free port of the loopback interface. Closing it, or
 * the end of the JVM, ends its process and its container.
 */
final class PrismServer implements AutoCloseable {
  static final String VERSION = "5.14.2";

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
   * Starts Prism: from Docker when an engine answers, else from Node.
   *
   * @throws Missing when neither can be had
   * @throws IOException when Prism is there but does not start; its output is in the message
   */
  static PrismServer start() throws Missing, IOException, InterruptedException {
    // Prism watches its file, so that stays until the end; and a container's user must be able to
    // read
    // it, which rules out a temporary file with its private mode.
    Path directory = Files.createTempDirectory("prism");
    directory.toFile().deleteOnExit();
    Path document = Files.write(directory.resolve("workflow-api.yaml"), Document.bundledBytes());
    document.toFile().deleteOnExit();
    try {
      return fromDocker(document);
    } catch (Missing docker) {
      try {
        return fromNode(document, NodePackages.installed());
      } catch (Missing node) {
        throw new Missing(
            docker.getMessage() + ". " + node.getMessage(),
            docker.remedy() + "; or " + node.remedy(),
            docker.output() + node.output());
      }
    }
  }

  private static PrismServer fromNode(Path document, NodePackages packages)
      throws IOException, InterruptedException {
    // Between the choice of a free port and its use, another program may take it.
    for (int attempt = 1; ; attempt++) {
      int port = freePort();
      List<String> command =
          packages.command(SCRIPT, "mock", "-h", "127.0.0.1", "-p", "" + port, document.toString());
      ChildProcess process =
          ChildProcess.start(command, packages.directory(), Map.of(), PrismServer::isReady);
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
      throws Missing, IOException, InterruptedException {
    Container container = Container.create(document);
    try {
      ChildProcess process = container.start(PrismServer::isReady);
      if (!process.awaitSign(START)) {
        process.close();
        throw new Missing("Prism's container does not start", Container.REMEDY, process.output());
      }
      return ready(new PrismServer(process, container, container.port(), "docker"));
    } catch (IOException | Missing e) {
      container.close();
      // An engine elsewhere publishes its ports elsewhere: then Node has to do.
      throw e instanceof Missing missing
          ? missing
          : new Missing("Prism's container cannot be reached", Container.REMEDY, "" + e);
    }
  }

  private static boolean isReady(String line) {
    return line.contains("Prism is listening");
  }

  private static PrismServer ready(PrismServer server) throws IOException, InterruptedException {
    long deadline = System.nanoTime() + START.toNanos();
    boolean alive = server.process.awaitSign(START);
    while (alive && System.nanoTime() < deadline) {
      if (accepts(server.url)) {
        return server;
      }
      alive = !server.process.endsWithin(STEP);
    }
    String output = server.process.output();
    server.close();
    throw new IOException("Prism did not start on " + server.url + ":\n" + output);
  }

  private static boolean accepts(HttpUrl url) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(url.host(), url.port()), (int) START.toMillis());
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  /** Where Prism answers. */
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
