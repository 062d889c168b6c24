package net.vimmerse.workflow.contract.sequences.runner;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import net.vimmerse.workflow.contract.execution.Target;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;

/**
 * The environment of one sequence.
 *
 * @param keys the server with the API key of each caller: one or two. With one, commands of the
 *     second caller are skipped
 * @param clock its clock
 */
public record Environment(List<Target> keys, TestClock clock) {
  public Environment {
    keys = List.copyOf(keys);
    if (keys.isEmpty() || keys.size() > 2) {
      throw new IllegalArgumentException("There must be one key or two, not " + keys.size());
    }
  }

  /** Creates an environment for each sequence. */
  @FunctionalInterface
  public interface Source {
    /**
     * Returns an environment without resources, or only with unrelated ones.
     *
     * @throws IOException when the server does not respond
     */
    Environment next() throws IOException;
  }

  /** Returns environments in real time, with the same keys for all sequences. */
  public static Source real(List<Target> keys) {
    return withClock(keys, TestClock.real());
  }

  /** Returns environments with this clock, with the same keys for all sequences. */
  static Source withClock(List<Target> keys, TestClock clock) {
    Environment environment = new Environment(keys, clock);
    return () -> environment;
  }

  /**
   * Returns environments on a simulator, with a clock that is advanced and two new keys for each
   * sequence.
   *
   * @param target the simulator, or a proxy in front of it
   * @param simulator a URL of the simulator itself, for its admin API
   */
  public static Source simulator(Target target, HttpUrl simulator) {
    // Advancing a clock takes as long as the webhooks that become due.
    OkHttpClient http = new OkHttpClient.Builder().readTimeout(Duration.ofMinutes(1)).build();
    return () -> {
      String key = "sequence-" + UUID.randomUUID();
      List<String> keys = List.of(key + "-a", key + "-b");
      TestClock clock = new SimulatorClock(http, simulator, target.keyHeaders().get(0), keys);
      return new Environment(keys.stream().map(target::withKey).toList(), clock);
    };
  }
}
