package net.vimmerse.workflow.contract.suite;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;

/** A container of Prism. Closing it, or the end of the JVM, removes it. */
final class PrismContainer implements AutoCloseable {
  static final String REMEDY = "start a Docker engine that has or can pull " + image();

  private static final Duration INFO_TIMEOUT = Duration.ofSeconds(5);
  private static final Duration RESPONSE = Duration.ofSeconds(10);
  private static final Duration PULL = Duration.ofMinutes(3);
  private static final String PORT = "4010";
  private static final String DOCUMENT = "/tmp/workflow-api.yaml";

  private final String name = "workflow-contract-prism-" + UUID.randomUUID();
  private final Thread atExit = new Thread(this::remove, "removal of " + name);

  private PrismContainer() {}

  private static String image() {
    return "stoplight/prism:" + PrismServer.VERSION;
  }

  /**
   * Creates a container that holds the document. The document is copied and not mounted, so that an
   * engine that does not share this machine's files will do.
   *
   * @throws ToolMissingException when no engine responses, or it has no image
   */
  static PrismContainer create(Path document) throws ToolMissingException, InterruptedException {
    docker("No Docker engine is running", INFO_TIMEOUT, "info");
    try {
      docker("no image", RESPONSE, "image", "inspect", image());
    } catch (ToolMissingException notHere) {
      docker("Docker has no image of Prism and cannot pull one", PULL, "pull", "-q", image());
    }
    PrismContainer container = new PrismContainer();
    Runtime.getRuntime().addShutdownHook(container.atExit);
    try {
      String what = "Docker cannot create a container of Prism";
      docker(
          what,
          RESPONSE.multipliedBy(3),
          "create",
          "--name",
          container.name,
          "-p",
          "127.0.0.1::" + PORT,
          image(),
          "mock",
          PrismServer.QUIET.get(0),
          PrismServer.QUIET.get(1),
          "-h",
          "0.0.0.0",
          "-p",
          PORT,
          DOCUMENT);
      docker(what, RESPONSE, "cp", document.toString(), container.name + ":" + DOCUMENT);
      return container;
    } catch (ToolMissingException e) {
      container.close();
      throw e;
    }
  }

  /** Starts it; its output is that of Prism. */
  ChildProcess start(Predicate<String> sign) throws IOException {
    return ChildProcess.start(
        List.of("docker", "start", "-a", name), Repository.MODULE, Map.of(), sign);
  }

  /** The port of this machine that leads to Prism, once it has been started. */
  int port() throws ToolMissingException, InterruptedException {
    String what = "Docker publishes no port of Prism";
    String published = docker(what, RESPONSE, "port", name, PORT).strip();
    return Integer.parseInt(published.substring(published.lastIndexOf(':') + 1));
  }

  private static String docker(String what, Duration limit, String... arguments)
      throws ToolMissingException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("docker"));
    command.addAll(List.of(arguments));
    try (ChildProcess docker = ChildProcess.start(command, Repository.MODULE, Map.of())) {
      if (!docker.succeeds(limit, gone -> {})) {
        throw new ToolMissingException(what, REMEDY, docker.output());
      }
      return docker.output();
    } catch (IOException e) {
      throw new ToolMissingException("There is no docker command here", REMEDY, "");
    }
  }

  private void remove() {
    try {
      docker("not removed", RESPONSE, "rm", "-f", name);
    } catch (ToolMissingException e) {
      System.out.println("[tests] container " + name + " was not removed: " + e.output());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    remove();
    try {
      Runtime.getRuntime().removeShutdownHook(atExit);
    } catch (IllegalStateException e) {
      // The JVM is ending, and with it the hook runs.
    }
  }
}
