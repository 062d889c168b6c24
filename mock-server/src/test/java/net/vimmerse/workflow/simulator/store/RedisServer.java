package net.vimmerse.workflow.simulator.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import net.vimmerse.workflow.simulator.pages.ExternalTool;

/**
 * A real redis-server of a test, on a free port of this machine. Its data survives {@link #kill}
 * and {@link #start}.
 */
public final class RedisServer implements AutoCloseable {

  private static final ExternalTool REDIS =
      new ExternalTool("redis", "install the package redis-server");

  private static final List<String> PERSISTENT = List.of("appendonly yes", "appendfsync always");

  private final Path program;
  private final Path directory;
  private final int port;
  private final List<String> command = new ArrayList<>();
  private Process process;

  private RedisServer(List<String> lines) throws IOException {
    program = REDIS.find("redis-server", "valkey-server");
    directory = Files.createTempDirectory("redis");
    port = freePort();
    List<String> configuration = new ArrayList<>(List.of("bind 127.0.0.1", "dir " + directory));
    configuration.add("port " + port);
    lines.forEach(line -> configuration.add(line.replace("{port}", String.valueOf(port))));
    Path file = Files.write(directory.resolve("redis.conf"), configuration);
    command.addAll(List.of(program.toString(), file.toString()));
    if (lines.stream().anyMatch(line -> line.startsWith("sentinel "))) {
      command.add("--sentinel");
    }
    start();
  }

  /** Starts a server whose data survive, or ends the test if there is none. */
  public static RedisServer started() {
    return started(PERSISTENT.toArray(String[]::new));
  }

  /**
   * Starts a server with more lines of its configuration, or ends the test if there is none.
   *
   * @param lines where {@code {port}} stands for the port
   */
  public static RedisServer started(String... lines) {
    List<String> configuration = new ArrayList<>(List.of(lines));
    if (configuration.stream().noneMatch(line -> line.startsWith("sentinel "))) {
      configuration.add("save \"\"");
    }
    try {
      return new RedisServer(configuration);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket free = new ServerSocket(0, 0, InetAddress.getLoopbackAddress())) {
      return free.getLocalPort();
    }
  }

  /** Starts the server, and returns when it accepts connections. */
  public void start() throws IOException {
    process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve("log").toFile())
            .start();
    while (!accepts()) {
      if (!process.isAlive()) {
        throw new IOException(Files.readString(directory.resolve("log")));
      }
      Thread.onSpinWait();
    }
  }

  private boolean accepts() {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  /** Returns the program that sends commands to this server. */
  public Path client() {
    return program.resolveSibling(program.getFileName().toString().replace("server", "cli"));
  }

  public int port() {
    return port;
  }

  public String url() {
    return "redis://127.0.0.1:" + port + "/0";
  }

  /** Kills the server as {@code kill -9} does. */
  public void kill() {
    try {
      process.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    kill();
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
