package net.vimmerse.workflow.contract.sequences.runner;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import net.vimmerse.workflow.contract.execution.Target;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;

/**
 * What a sequence is played on.
 *
 * @param keys a server, as the holder of each key sees it: one or two. With one, the steps of the
 *     other are left out
 * @param time its time
 */
public record Environment(List<Target> keys, TestClock time) {
  public Environment {
    keys = List.copyOf(keys);
    if (keys.isEmpty() || keys.size() > 2) {
      throw new IllegalArgumentException("There must be one key or two, not " + keys.size());
    }
  }

  /** Makes a stage for each sequence. */
  @FunctionalInterface
  public interface Source {
    /**
     * A stage on which nothing is yet, or nothing that matters.
     *
     * @throws IOException when the server does not answer
     */
    Environment next() throws IOException;
  }

  /** Any server, in real time, with the same keys for all sequences. */
  public static Source real(List<Target> keys) {
    return inTime(keys, TestClock.real());
  }

  /** Any server, in whatever time, with the same keys for all sequences. */
  static Source inTime(List<Target> keys, TestClock time) {
    Environment stage = new Environment(keys, time);
    return () -> stage;
  }

  /**
   * A simulator, with a clock that is put forward, and two new keys for each sequence.
   *
   * @param target the simulator, or what stands before it
   * @param simulator where its control API is: a URL of the simulator itself
   */
  public static Source simulator(Target target, HttpUrl simulator) {
    // Putting a clock forward takes as long as the call-backs that are due by then.
    OkHttpClient http = new OkHttpClient.Builder().readTimeout(Duration.ofMinutes(1)).build();
    return () -> {
      String key = "sequence-" + UUID.randomUUID();
      List<String> keys = List.of(key + "-a", key + "-b");
      TestClock time = new SimulatorClock(http, simulator, target.keyHeaders().get(0), keys);
      return new Environment(keys.stream().map(target::withKey).toList(), time);
    };
  }
}
