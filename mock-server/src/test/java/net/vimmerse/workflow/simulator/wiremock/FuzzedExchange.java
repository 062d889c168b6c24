package net.vimmerse.workflow.simulator.wiremock;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Sends a request of {@link RequestFuzzer}, and examines the responses. */
final class FuzzedExchange {

  private static final int TIMEOUT_MILLIS = 60_000;

  /** The end of a request that follows a complete one on the same connection. */
  private static final String PROBE =
      "GET /__admin/simulator/health HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";

  private static final Pattern STATUS = Pattern.compile("HTTP/1\\.[01] (\\d{3})[^\\r\\n]*\\r\\n");

  /** Recording, the journal and shutdown are not supported, and other versions of HTTP. */
  private static final Set<Integer> DOCUMENTED = Set.of(501, 505);

  private FuzzedExchange() {}

  /** Sends the request to the server at a port of this machine; returns its problem, if any. */
  static Optional<String> problem(long seed, int port) {
    RequestFuzzer fuzzer = new RequestFuzzer(seed);
    byte[] request = fuzzer.request();
    @Nullable String problem;
    try {
      problem = problemOf(exchange(request, fuzzer.isComplete(), port), fuzzer.isComplete());
    } catch (SocketTimeoutException e) {
      problem = "no response";
    } catch (IOException e) {
      problem = fuzzer.isComplete() ? "the connection was reset: " + e : null;
    }
    return Optional.ofNullable(problem)
        .map(
            what ->
                "seed %d: %s%n%s"
                    .formatted(seed, what, new String(request, StandardCharsets.ISO_8859_1)));
  }

  private static String exchange(byte[] request, boolean complete, int port) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(TIMEOUT_MILLIS);
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      bytes.writeBytes(request);
      if (complete) {
        bytes.writeBytes(PROBE.getBytes(StandardCharsets.US_ASCII));
      }
      try {
        socket.getOutputStream().write(bytes.toByteArray());
        socket.shutdownOutput();
      } catch (IOException e) {
        // The server has closed the connection; what it sent before can be read.
      }
      return new String(read(socket.getInputStream()), StandardCharsets.ISO_8859_1);
    }
  }

  /** Reads until the end; a reset after a response is the end. */
  private static byte[] read(InputStream in) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    byte[] buffer = new byte[1 << 14];
    try {
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        bytes.write(buffer, 0, read);
      }
    } catch (SocketTimeoutException e) {
      throw e;
    } catch (IOException e) {
      if (bytes.size() == 0) {
        throw e;
      }
    }
    return bytes.toByteArray();
  }

  private static @Nullable String problemOf(String responses, boolean complete) {
    Matcher status = STATUS.matcher(responses);
    int count = 0;
    while (status.find()) {
      int code = Integer.parseInt(status.group(1));
      count += code == 100 ? 0 : 1;
      if (code >= 500 && !DOCUMENTED.contains(code)) {
        return "status " + code + ": " + responses;
      }
    }
    for (String java : List.of("java.", "org.eclipse", "\tat ", "Exception", "Jetty")) {
      if (responses.contains(java)) {
        return "Java in the response: " + responses;
      }
    }
    // The pages are HTML; errors are not.
    if (responses.contains("text/html") && !responses.startsWith("HTTP/1.1 200")) {
      return "HTML: " + responses;
    }
    if (complete && count < 2 && !responses.contains("Connection: close")) {
      return "the connection was closed without Connection: close: " + responses;
    }
    return null;
  }
}
