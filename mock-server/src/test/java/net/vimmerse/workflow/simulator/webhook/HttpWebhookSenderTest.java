package net.vimmerse.workflow.simulator.webhook;

import static java.time.ZoneOffset.UTC;
import static java.time.format.DateTimeFormatter.RFC_1123_DATE_TIME;
import static net.vimmerse.workflow.simulator.webhook.SampleDeliveries.START;
import static net.vimmerse.workflow.simulator.webhook.SampleDeliveries.advance;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.zip.GZIPOutputStream;
import javax.net.ssl.SSLException;
import net.vimmerse.workflow.simulator.TlsProxy;
import net.vimmerse.workflow.simulator.webhook.AttemptResult.Cause;
import net.vimmerse.workflow.simulator.webhook.AttemptResult.Failure;
import net.vimmerse.workflow.simulator.webhook.AttemptResult.Response;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HttpWebhookSenderTest {

  private static final HostResolver DNS = host -> List.of(InetAddress.getAllByName(host));
  private static final Duration LONG = Duration.ofSeconds(20);
  private static final Duration SHORT = Duration.ofMillis(200);

  private final CountDownLatch testEnded = new CountDownLatch(1);
  private final Queue<String> seen = new ConcurrentLinkedQueue<>();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final HttpWebhookSender sender =
      new HttpWebhookSender(DestinationPolicy.loopbackOnly(), LONG, LONG, DNS);
  private final HttpWebhookSender impatient =
      new HttpWebhookSender(DestinationPolicy.loopbackOnly(), LONG, SHORT, DNS);
  private HttpServer server;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/accept", exchange -> response(exchange, 200, "thanks"));
    server.createContext("/empty", exchange -> response(exchange, 204, ""));
    server.createContext(
        "/redirect",
        exchange -> {
          exchange.getResponseHeaders().set("Location", "/accept");
          response(exchange, 307, "");
        });
    server.createContext("/huge", HttpWebhookSenderTest::respondForever);
    server.createContext("/silent", exchange -> awaitEnd());
    server.createContext(
        "/dribble",
        exchange -> {
          exchange.sendResponseHeaders(200, 0);
          exchange.getResponseBody().write('a');
          exchange.getResponseBody().flush();
          awaitEnd();
        });
    server.start();
  }

  @AfterEach
  void stop() {
    testEnded.countDown();
    server.stop(0);
    threads.shutdownNow();
  }

  @Test
  void the_body_arrives_intact_with_its_headers() throws InterruptedException {
    Webhooks webhooks = new Webhooks(sender, WebhookPolicy.ofDefaults(), () -> {});
    webhooks.enqueue(SampleDeliveries.to(url("/accept"), "a-1", START));
    webhooks.deliverDue(START);

    assertThat(seen)
        .containsExactly(
            "POST /accept HTTP/1.1 application/json workflow-simulator a-1 1 "
                + SampleDeliveries.BODY);
    assertThat(webhooks.entry("a-1").orElseThrow().attempts())
        .containsExactly(new Attempt(1, START, new Response(200, "thanks")));
  }

  @Test
  void a_response_without_a_body_is_accepted() throws InterruptedException {
    assertThat(send("/empty")).isEqualTo(new Response(204, ""));
  }

  @Test
  void a_redirect_is_not_followed() throws InterruptedException {
    AttemptResult result = send("/redirect");

    assertThat(result).isEqualTo(new Response(307, ""));
    assertThat(result.message()).isEqualTo("status 307: redirects are not followed");
    assertThat(seen).singleElement().asString().startsWith("POST /redirect");
  }

  @Test
  void only_the_beginning_of_an_endless_response_is_read() throws InterruptedException {
    assertThat(send("/huge"))
        .isInstanceOfSatisfying(
            Response.class,
            response -> {
              assertThat(response.status()).isEqualTo(200);
              // 2,048 bytes end within a character of three bytes.
              assertThat(response.body()).isEqualTo("€".repeat(682));
            });
  }

  @Test
  void a_receiver_that_never_responds_times_out() throws InterruptedException {
    Webhooks webhooks = new Webhooks(impatient, WebhookPolicy.ofDefaults(), () -> {});
    webhooks.enqueue(SampleDeliveries.to(url("/silent"), "a-1", START));
    webhooks.deliverDue(START);

    DeliveryRecord entry = webhooks.entry("a-1").orElseThrow();
    assertThat(entry.attempts())
        .containsExactly(
            new Attempt(1, START, new Failure(Cause.TIMED_OUT, "no response within PT0.2S")));
    assertThat(entry.nextAttemptAt()).isEqualTo(START.plusSeconds(10));
  }

  @Test
  void a_body_that_never_ends_times_out() throws InterruptedException {
    assertThat(impatient.send(url("/dribble"), Map.of(), "{}"))
        .isEqualTo(new Failure(Cause.TIMED_OUT, "no response within PT0.2S"));
  }

  @Test
  void a_refused_connection_is_retried_in_virtual_time() throws IOException, InterruptedException {
    Webhooks webhooks = new Webhooks(sender, WebhookPolicy.ofDefaults(), () -> {});
    // Bound but not listening: another test could take a port that is merely free.
    try (Socket bound = new Socket()) {
      bound.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
      String url = "http://127.0.0.1:" + bound.getLocalPort() + "/";
      webhooks.enqueue(SampleDeliveries.to(url, "a-1", START));
      advance(webhooks, START.plus(Duration.ofDays(1)));
    }

    DeliveryRecord entry = webhooks.entry("a-1").orElseThrow();
    assertThat(entry.state()).isEqualTo(DeliveryState.FAILED);
    assertThat(entry.attempts())
        .extracting(Attempt::at)
        .containsExactly(
            START,
            START.plusSeconds(10),
            START.plusSeconds(30),
            START.plusSeconds(70),
            START.plusSeconds(150));
    assertThat(entry.attempts())
        .extracting(Attempt::result)
        .containsOnly(new Failure(Cause.CONNECTION_FAILED, "connection failed"));
  }

  @Test
  void a_closed_connection_or_invalid_http_is_a_broken_connection()
      throws IOException, InterruptedException {
    for (String response : List.of("", "garbage\r\n\r\n")) {
      try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
        threads.execute(() -> respondOnce(socket, response));

        assertThat(sender.send("http://127.0.0.1:" + socket.getLocalPort() + "/", Map.of(), "{}"))
            .isEqualTo(
                new Failure(Cause.CONNECTION_BROKEN, "connection closed without a valid response"));
      }
    }
  }

  @Test
  void https_to_a_receiver_without_tls_fails() throws IOException, InterruptedException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      threads.execute(() -> respondOnce(socket, "HTTP/1.1 400 Bad Request\r\n\r\n"));

      assertThat(sender.send("https://127.0.0.1:" + socket.getLocalPort() + "/", Map.of(), "{}"))
          .isEqualTo(
              new Failure(
                  Cause.CONNECTION_BROKEN,
                  "TLS connection failed: the receiver does not support it, or closed the"
                      + " connection"));
    }
  }

  @Test
  void a_certificate_that_nobody_signed_is_named_and_accepted_on_request(@TempDir Path directory)
      throws Exception {
    HttpWebhookSender insecure =
        new HttpWebhookSender(DestinationPolicy.loopbackOnly(), true, LONG, LONG, DNS);
    try (TlsProxy receiver = new TlsProxy(url("").replaceFirst("/$", ""), directory)) {
      // The certificate is for localhost.
      for (String host : List.of("localhost", "127.0.0.1")) {
        String url = receiver.url().replace("localhost", host) + "/accept";

        assertThat(sender.send(url, Map.of(), "{}"))
            .isEqualTo(
                new Failure(
                    Cause.CONNECTION_BROKEN,
                    "TLS connection failed: the certificate is not trusted; --webhook-insecure"
                        + " accepts it"));
        assertThat(insecure.send(url, Map.of(), "{}")).isEqualTo(new Response(200, "thanks"));
      }
    }
  }

  @Test
  void a_receiver_on_localhost_may_listen_on_either_address() throws Exception {
    for (String address : List.of("127.0.0.1", "::1")) {
      HttpServer receiver;
      try {
        receiver = HttpServer.create(new InetSocketAddress(address, 0), 0);
      } catch (SocketException e) {
        continue; // The machine has no IPv6.
      }
      receiver.createContext("/", exchange -> response(exchange, 200, address));
      receiver.start();

      AttemptResult result =
          sender.send("http://localhost:" + receiver.getAddress().getPort() + "/", Map.of(), "{}");

      receiver.stop(0);
      assertThat(result).isEqualTo(new Response(200, address));
    }
  }

  @Test
  void a_compressed_response_is_logged_as_text() throws Exception {
    server.createContext(
        "/gzip",
        exchange -> {
          exchange.getResponseHeaders().set("Content-Encoding", "gzip");
          exchange.sendResponseHeaders(200, 0);
          try (OutputStream body = new GZIPOutputStream(exchange.getResponseBody())) {
            body.write("thanks".getBytes(StandardCharsets.UTF_8));
          }
        });

    assertThat(send("/gzip")).isEqualTo(new Response(200, "thanks"));
  }

  @Test
  void a_receiver_can_ask_to_wait() throws Exception {
    server.createContext(
        "/busy",
        exchange -> {
          exchange.getResponseHeaders().set("Retry-After", "120");
          response(exchange, 503, "busy");
        });

    assertThat(send("/busy")).isEqualTo(new Response(503, "busy", Duration.ofMinutes(2)));
  }

  @ParameterizedTest
  @CsvSource({"120, 120", "-120, 0"})
  void the_receiver_may_give_the_wait_as_a_date(int seconds, int wait) throws Exception {
    server.createContext(
        "/busy-until",
        exchange -> {
          String date = RFC_1123_DATE_TIME.format(ZonedDateTime.now(UTC).plusSeconds(seconds));
          exchange.getResponseHeaders().set("Retry-After", date);
          response(exchange, 503, "busy");
        });

    Response response = (Response) send("/busy-until");

    assertThat(response.retryAfter())
        .isBetween(Duration.ofSeconds(Math.max(0, wait - 30)), Duration.ofSeconds(wait));
  }

  @Test
  void a_wrapped_tls_failure_is_recognised() {
    IOException wrapped = new IOException("no bytes", new SSLException("plaintext connection?"));

    assertThat(sender.failure(wrapped))
        .isEqualTo(
            new Failure(
                Cause.CONNECTION_BROKEN,
                "TLS connection failed: the receiver does not support it, or closed the"
                    + " connection"));
  }

  @Test
  void host_names_are_resolved() throws InterruptedException {
    AttemptResult result =
        sender.send(url("/accept").replace("127.0.0.1", "localhost"), Map.of(), "{}");

    assertThat(result).isEqualTo(new Response(200, "thanks"));
  }

  @Test
  void a_slow_host_lookup_times_out() throws InterruptedException {
    HttpWebhookSender slow =
        new HttpWebhookSender(
            DestinationPolicy.ofDefaults(),
            SHORT,
            LONG,
            host -> {
              awaitEnd();
              return List.of();
            });

    assertThat(slow.send("http://slow.example/", Map.of(), "{}"))
        .isEqualTo(new Failure(Cause.TIMED_OUT, "lookup of slow.example timed out after PT0.2S"));
  }

  private AttemptResult send(String path) throws InterruptedException {
    return sender.send(url(path), Map.of(), "{}");
  }

  private String url(String path) {
    return "http://127.0.0.1:" + server.getAddress().getPort() + path;
  }

  private void response(HttpExchange exchange, int status, String body) throws IOException {
    String received = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    seen.add(
        String.join(
            " ",
            exchange.getRequestMethod(),
            exchange.getRequestURI().toString(),
            exchange.getProtocol(),
            exchange.getRequestHeaders().getFirst("Content-Type"),
            exchange.getRequestHeaders().getFirst("User-Agent"),
            exchange.getRequestHeaders().getFirst("X-Simulator-Delivery"),
            exchange.getRequestHeaders().getFirst("X-Simulator-Attempt"),
            received));
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  /** Ends when the client closes the connection. */
  private static void respondForever(HttpExchange exchange) throws IOException {
    byte[] part = "€".repeat(10_000).getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(200, 0);
    while (true) {
      exchange.getResponseBody().write(part);
    }
  }

  /**
   * Closes the connection after the client does, unless the response is empty: closing it with
   * unread data would reset it, and closing it early could hide the response.
   */
  private static void respondOnce(ServerSocket listening, String response) {
    try (Socket socket = listening.accept()) {
      socket.getInputStream().read();
      socket.getOutputStream().write(response.getBytes(StandardCharsets.US_ASCII));
      if (response.isEmpty()) {
        socket.shutdownOutput();
      }
      socket.getInputStream().transferTo(OutputStream.nullOutputStream());
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private void awaitEnd() {
    try {
      testEnded.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
