package net.vimmerse.workflow.simulator.wiremock;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import net.vimmerse.workflow.simulator.Simulator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * Sends requests of {@link RequestFuzzer}: three thousand, or as many as {@code -Dfuzz} says, from
 * the seed {@code -Dfuzz.seed} on.
 */
@EnabledIfSystemProperty(named = "tests", matches = "all")
class FuzzTest {

  private static final int REQUESTS = Integer.getInteger("fuzz", 3_000);
  private static final long FIRST_SEED = Long.getLong("fuzz.seed", 1);
  private static final int THREADS = 4;
  private static final int MAX_PROBLEMS = 20;
  private static final int TIMEOUT_MILLIS = 60_000;

  /** The end of a request that follows a complete one on the same connection. */
  private static final String PROBE =
      "GET /__admin/simulator/health HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";

  private static final Pattern STATUS = Pattern.compile("HTTP/1\\.[01] (\\d{3})[^\\r\\n]*\\r\\n");

  /** Recording, the journal and shutdown are not supported, and other versions of HTTP. */
  private static final Set<Integer> DOCUMENTED = Set.of(501, 505);

  private static final Simulator SIMULATOR =
      Simulator.builder().loopbackWebhooks(true).maxWorkflows(2_000).start();

  @AfterAll
  static void stop() {
    SIMULATOR.close();
  }

  @Test
  void no_request_causes_an_error_of_the_server() throws InterruptedException {
    AtomicLong seeds = new AtomicLong(FIRST_SEED);
    Queue<String> problems = new ConcurrentLinkedQueue<>();
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < THREADS; i++) {
      Thread thread =
          new Thread(
              () -> {
                for (long seed = seeds.getAndIncrement();
                    seed < FIRST_SEED + REQUESTS && problems.size() < MAX_PROBLEMS;
                    seed = seeds.getAndIncrement()) {
                  problem(seed).ifPresent(problems::add);
                }
              });
      thread.start();
      threads.add(thread);
    }
    for (Thread thread : threads) {
      thread.join();
    }

    assertThat(problems).isEmpty();
  }

  private static Optional<String> problem(long seed) {
    RequestFuzzer fuzzer = new RequestFuzzer(seed);
    byte[] request = fuzzer.request();
    @Nullable String problem;
    try {
      problem = problemOf(exchange(request, fuzzer.isComplete()), fuzzer.isComplete());
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

  private static String exchange(byte[] request, boolean complete) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), SIMULATOR.port())) {
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
