package net.vimmerse.workflow.simulator.cli;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;

/** Checks the health of a running simulator. */
final class HealthCheck {

  private static final int TIMEOUT_MILLIS = 3_000;

  private HealthCheck() {}

  /**
   * Checks once.
   *
   * @throws IOException if the response is not 200 or late; the message gives the reason
   */
  static void check(String url) throws IOException {
    HttpURLConnection connection = (HttpURLConnection) URI.create(url).toURL().openConnection();
    connection.setConnectTimeout(TIMEOUT_MILLIS);
    connection.setReadTimeout(TIMEOUT_MILLIS);
    try {
      int status = connection.getResponseCode();
      if (status != HttpURLConnection.HTTP_OK) {
        throw new IOException("it responds with status " + status);
      }
    } finally {
      connection.disconnect();
    }
  }
}
