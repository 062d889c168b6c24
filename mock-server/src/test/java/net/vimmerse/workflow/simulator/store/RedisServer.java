package net.vimmerse.workflow.simulator.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
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

  private final Path program;
  private final Path directory;
  private final int port;
  private Process process;

  private RedisServer(Path program, Path directory, int port) throws IOException {
    this.program = program;
    this.directory = directory;
    this.port = port;
    start();
  }

  /** Starts a server, or ends the test if there is none. */
  public static RedisServer started() {
    Path program = REDIS.find("redis-server", "valkey-server");
    try {
      return new RedisServer(program, Files.createTempDirectory("redis"), freePort());
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
        new ProcessBuilder(
                List.of(
                    program.toString(),
                    "--bind",
                    "127.0.0.1",
                    "--port",
                    String.valueOf(port),
                    "--dir",
                    directory.toString(),
                    "--appendonly",
                    "yes",
                    "--appendfsync",
                    "always",
                    "--save",
                    ""))
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
