package net.vimmerse.workflow.contract.cli;

import java.io.IOException;
import java.time.Duration;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;

/** Selects the clock of sequences. */
enum ClockMode {
  /** The simulator's clock if the target has one, otherwise real time. */
  AUTO,
  /** The clock of a simulator, which is advanced. */
  SIMULATOR,
  /** Real time, whatever the target is. */
  REAL;

  private static final String HEALTH = "/__admin/simulator/health";
  private static final String READY = "\"ready\"";

  /**
   * Returns true if the server's clock is to be advanced. Sends one request without a key, unless
   * the mode decides alone.
   *
   * @throws CliException when the mode requires a simulator and the server is none
   */
  boolean simulated(HttpUrl url) throws CliException {
    if (this == REAL) {
      return false;
    }
    boolean simulator = isSimulator(url);
    if (this == SIMULATOR && !simulator) {
      throw new CliException(
          ExitCode.UNREACHABLE,
          "--clock simulator: %s is no simulator. Omit the option, or check --target."
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
