package net.vimmerse.workflow.contract.cli;

import java.io.IOException;
import java.time.Duration;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;

/** How the time of sequences goes by. */
enum ClockMode {
  /** By the simulator's clock if the target has one, else in real time. */
  AUTO,
  /** By the clock of a simulator, which is put forward. */
  SIMULATOR,
  /** Whatever the target is, one waits. */
  REAL;

  private static final String HEALTH = "/__admin/simulator/health";
  private static final String READY = "\"ready\"";

  /**
   * Whether a server's clock is to be put forward. Asks it with one request that carries no key,
   * unless that is of no account.
   *
   * @throws CliException when it must be and cannot be
   */
  boolean simulated(HttpUrl url) throws CliException {
    if (this == REAL) {
      return false;
    }
    boolean simulator = isSimulator(url);
    if (this == SIMULATOR && !simulator) {
      throw new CliException(
          ExitCode.OUT_OF_REACH,
          "--time simulator: %s does not answer as a simulator. Leave the option out, or check --target."
              .formatted(health(url)));
    }
    return simulator;
  }

  private static boolean isSimulator(HttpUrl url) {
    OkHttpClient http =
        new OkHttpClient.Builder()
            .callTimeout(Duration.ofSeconds(10))
            .followRedirects(false)
            .build();
    try (Response response =
        http.newCall(new Request.Builder().url(health(url)).build()).execute()) {
      return response.code() == 200 && response.body().string().contains(READY);
    } catch (IOException e) {
      return false;
    } finally {
      http.connectionPool().evictAll();
      http.dispatcher().executorService().shutdown();
    }
  }

  private static HttpUrl health(HttpUrl url) {
    return url.newBuilder(HEALTH).build();
  }
}
