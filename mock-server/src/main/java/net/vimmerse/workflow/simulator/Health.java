package net.vimmerse.workflow.simulator;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import net.vimmerse.workflow.simulator.admin.AdminApi;
import org.jspecify.annotations.Nullable;

/** Asks a simulator whether it is ready, as a container's health check does. */
final class Health {

  private static final int MILLIS = 3_000;

  private Health() {}

  /**
   * Asks once.
   *
   * @param token the simulator's, if it has one
   * @throws IOException if it does not answer in time, or not with 200; the message says what came
   *     instead
   */
  static void check(String url, @Nullable String token) throws IOException {
    HttpURLConnection connection = (HttpURLConnection) URI.create(url).toURL().openConnection();
    connection.setConnectTimeout(MILLIS);
    connection.setReadTimeout(MILLIS);
    if (token != null) {
      connection.setRequestProperty(AdminApi.TOKEN, token);
    }
    try {
      int status = connection.getResponseCode();
      if (status != HttpURLConnection.HTTP_OK) {
        throw new IOException("it answers with status " + status);
      }
    } finally {
      connection.disconnect();
    }
  }
}
