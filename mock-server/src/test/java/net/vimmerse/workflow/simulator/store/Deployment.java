package net.vimmerse.workflow.simulator.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import net.vimmerse.workflow.simulator.ApiClient;
import net.vimmerse.workflow.simulator.Simulator;
import org.jspecify.annotations.Nullable;

/** The simulators that serve one state, as many as its store allows. Calls take turns. */
final class Deployment implements AutoCloseable {

  /** Where the state is. */
  enum Kind {
    MEMORY,
    FILE,
    REDIS
  }

  private static final int SHARING = 3;

  private final Kind kind;
  private final UnaryOperator<Simulator.Builder> settings;
  private final Path directory;
  private final List<Simulator> replicas = new ArrayList<>();
  private final AtomicInteger turn = new AtomicInteger();
  private final @Nullable RedisServer redis;

  private Deployment(Kind kind, UnaryOperator<Simulator.Builder> settings, Path directory) {
    this.kind = kind;
    this.settings = settings;
    this.directory = directory;
    this.redis = kind == Kind.REDIS ? RedisServer.started() : null;
  }

  static Deployment start(Kind kind, UnaryOperator<Simulator.Builder> settings) {
    try {
      Deployment deployment =
          new Deployment(kind, settings, Files.createTempDirectory("deployment"));
      deployment.startReplicas();
      return deployment;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void startReplicas() {
    for (int i = 0; i < (kind == Kind.REDIS ? SHARING : 1); i++) {
      Simulator.Builder builder = settings.apply(Simulator.builder());
      if (kind == Kind.FILE) {
        builder.data(directory);
      } else if (redis != null) {
        builder.store(redis.url());
      }
      replicas.add(builder.start());
    }
  }

  boolean survivesRestart() {
    return kind != Kind.MEMORY;
  }

  /** Stops all simulators and starts as many. */
  void restart() {
    stop();
    startReplicas();
  }

  /** Returns the simulator whose turn it is. */
  Simulator next() {
    return replicas.get(Math.floorMod(turn.getAndIncrement(), replicas.size()));
  }

  /** Returns a client of the simulator whose turn it is. */
  ApiClient api(String key) {
    return new ApiClient(next(), key);
  }

  /** Returns a client of each simulator. */
  List<ApiClient> everywhere(String key) {
    return replicas.stream().map(replica -> new ApiClient(replica, key)).toList();
  }

  private void stop() {
    replicas.forEach(Simulator::close);
    replicas.clear();
  }

  @Override
  public void close() {
    stop();
    if (redis != null) {
      redis.close();
    }
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
