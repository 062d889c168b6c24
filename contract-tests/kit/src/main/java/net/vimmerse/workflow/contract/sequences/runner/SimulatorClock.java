package net.vimmerse.workflow.contract.sequences.runner;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;

/** The clocks of some keys of a simulator, which stand still until they are advanced. */
final class SimulatorClock implements TestClock {
  private static final String CLOCK = "/__admin/simulator/clock";
  private static final String FROZEN = "\"frozen\": true";
  private static final MediaType JSON = MediaType.get("application/json");

  private final OkHttpClient http;
  private final HttpUrl clock;
  private final String keyHeader;
  private final List<String> keys;

  /**
   * Freezes the clocks.
   *
   * @throws IOException when the server has no admin API, or denies access to it
   */
  SimulatorClock(OkHttpClient http, HttpUrl simulator, String keyHeader, List<String> keys)
      throws IOException {
    this.http = http;
    this.clock = simulator.newBuilder(CLOCK).build();
    this.keyHeader = keyHeader;
    this.keys = List.copyOf(keys);
    change("{" + FROZEN + "}");
  }

  @Override
  public void advance(Duration duration) throws IOException {
    change("{" + advanceBy(duration) + "}");
  }

  @Override
  public boolean isFrozen() {
    return true;
  }

  @Override
  public String shellCommand(Duration duration) {
    StringBuilder lines = new StringBuilder();
    for (int key = 0; key < keys.size(); key++) {
      lines.append(
          "%scurl -sS -X POST -H \"%s: $%s\" -H 'Content-Type: application/json' -d '%s' '%s'%s"
              .formatted(
                  key == 0 ? "" : "\n",
                  keyHeader,
                  ShellScript.variable(key),
                  "{" + FROZEN + ", " + advanceBy(duration) + "}",
                  clock,
                  ShellScript.END_OF_RESPONSE));
    }
    return lines.toString();
  }

  private static String advanceBy(Duration duration) {
    return "\"advance\": \"" + duration + "\"";
  }

  private void change(String json) throws IOException {
    for (String key : keys) {
      Request request =
          new Request.Builder()
              .url(clock)
              .header(keyHeader, key)
              .post(RequestBody.create(json, JSON))
              .build();
      try (Response response = http.newCall(request).execute()) {
        if (!response.isSuccessful()) {
          throw new IOException(
              "The clock at " + clock + " cannot be changed: " + response.body().string());
        }
      }
    }
  }
}
