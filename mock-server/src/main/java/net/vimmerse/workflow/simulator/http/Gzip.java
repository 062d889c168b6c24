package net.vimmerse.workflow.simulator.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;

/** Compresses bodies for clients that accept gzip. */
public final class Gzip {

  /** Smaller bodies fit one packet either way, in bytes. */
  private static final int MIN_BYTES = 1_400;

  private Gzip() {}

  /** Returns the compressed form of a body. */
  public static byte[] compress(byte[] bytes) {
    ByteArrayOutputStream compressed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(compressed)) {
      gzip.write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return compressed.toByteArray();
  }

  /** Tests whether the client accepts gzip. */
  public static boolean isAccepted(ApiRequest request) {
    String accepted = request.header("Accept-Encoding");
    return accepted != null
        && Stream.of(accepted.split(",", -1))
            .map(String::strip)
            .anyMatch(
                coding -> coding.matches("(?i)gzip(\\s*;\\s*q=(1(\\.0*)?|0\\.0*[1-9]\\d*))?"));
  }

  /** Returns the response, compressed if it is large and the client accepts gzip. */
  public static ApiResponse compress(ApiRequest request, ApiResponse response) {
    if (response.body().length < MIN_BYTES) {
      return response;
    }
    ApiResponse varying = response.withVary("Accept-Encoding");
    return isAccepted(request)
        ? new ApiResponse(response.status(), varying.headers(), compress(response.body()))
            .withHeaders(Map.of("Content-Encoding", "gzip"))
        : varying;
  }
}
