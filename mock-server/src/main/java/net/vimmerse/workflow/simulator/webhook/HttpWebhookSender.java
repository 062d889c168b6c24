package net.vimmerse.workflow.simulator.webhook;

import static java.time.format.DateTimeFormatter.RFC_1123_DATE_TIME;

import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.InflaterInputStream;
import javax.net.ssl.SSLException;
import net.vimmerse.workflow.simulator.thread.DaemonThreads;
import net.vimmerse.workflow.simulator.webhook.AttemptResult.Cause;
import net.vimmerse.workflow.simulator.webhook.AttemptResult.Failure;
import org.jspecify.annotations.Nullable;

/**
 * Sends webhooks over HTTP/1.1, without a proxy, in real time. Does not follow redirects, and reads
 * the first {@value #MAX_RESPONSE_BYTES} bytes of a response body.
 *
 * <p>Each host is resolved and checked, and then resolved again by the HTTP client. Java's address
 * cache makes both results equal: it holds for 30 s unless the security property {@code
 * networkaddress.cache.ttl} says otherwise.
 *
 * <p>Thread-safe, to be shared: its daemon threads end some time after its last use.
 */
public final class HttpWebhookSender implements WebhookSender {

  /** The maximum length of a recorded response body, in bytes. */
  public static final int MAX_RESPONSE_BYTES = 2_048;

  private final DestinationPolicy destinations;
  private final Duration connectTimeout;
  private final Duration responseTimeout;
  private final HostResolver resolver;
  private final ExecutorService threads;
  private final boolean insecure;

  /** Created with the first webhook, as it takes a seventh of the start of a simulator. */
  private @Nullable HttpClient client;

  /**
   * Creates a sender that waits up to 2 s for a connection and up to 5 s for a response.
   *
   * @param insecure whether certificates are accepted that are not trusted or for another host
   */
  public HttpWebhookSender(DestinationPolicy destinations, boolean insecure) {
    this(
        destinations,
        insecure,
        Duration.ofSeconds(2),
        Duration.ofSeconds(5),
        host -> List.of(InetAddress.getAllByName(host)));
  }

  HttpWebhookSender(
      DestinationPolicy destinations,
      Duration connectTimeout,
      Duration responseTimeout,
      HostResolver resolver) {
    this(destinations, false, connectTimeout, responseTimeout, resolver);
  }

  /**
   * Creates a sender.
   *
   * @param insecure whether certificates are accepted that are not trusted or for another host
   * @param connectTimeout for the lookup of the host, and again for the connection; longer than
   *     zero
   * @param responseTimeout from connecting to the end of the response; longer than zero
   */
  HttpWebhookSender(
      DestinationPolicy destinations,
      boolean insecure,
      Duration connectTimeout,
      Duration responseTimeout,
      HostResolver resolver) {
    this.destinations = destinations;
    this.connectTimeout = connectTimeout;
    this.responseTimeout = responseTimeout;
    this.resolver = resolver;
    this.threads = Executors.newCachedThreadPool(DaemonThreads.named("simulator-webhook"));
    this.insecure = insecure;
  }

  private synchronized HttpClient client() {
    if (client == null) {
      HttpClient.Builder builder = HttpClient.newBuilder();
      if (insecure) {
        builder.sslContext(TlsTrust.everyCertificate());
      }
      client =
          builder
              .version(HttpClient.Version.HTTP_1_1)
              .followRedirects(HttpClient.Redirect.NEVER)
              // A proxy would resolve the host itself, possibly to another address.
              .proxy(HttpClient.Builder.NO_PROXY)
              .connectTimeout(connectTimeout)
              .executor(threads)
              .build();
    }
    return client;
  }

  @Override
  public AttemptResult send(String url, Map<String, String> headers, String body)
      throws InterruptedException {
    HttpRequest request;
    try {
      URI uri = DestinationPolicy.parseUrl(url);
      HttpRequest.Builder builder = HttpRequest.newBuilder(uri).POST(BodyPublishers.ofString(body));
      headers.forEach(builder::setHeader);
      request = builder.build();
    } catch (URISyntaxException e) {
      return new Failure(Cause.INVALID_URL, "invalid URL: " + e.getReason());
    } catch (IllegalArgumentException e) {
      return new Failure(Cause.INVALID_URL, "invalid URL: " + e.getMessage());
    }
    Optional<Failure> rejection = rejection(request.uri().getHost());
    return rejection.isPresent() ? rejection.get() : exchange(request);
  }

  private Optional<Failure> rejection(String host) throws InterruptedException {
    Future<List<InetAddress>> lookup = threads.submit(() -> resolver.addresses(host));
    try {
      return destinations
          .rejection(host, lookup.get(connectTimeout.toNanos(), TimeUnit.NANOSECONDS))
          .map(reason -> new Failure(Cause.NOT_ALLOWED, reason));
    } catch (ExecutionException e) {
      return Optional.of(new Failure(Cause.UNKNOWN_HOST, "unknown host " + host));
    } catch (TimeoutException e) {
      return Optional.of(
          new Failure(Cause.TIMED_OUT, "lookup of " + host + " timed out after " + connectTimeout));
    } finally {
      lookup.cancel(true);
    }
  }

  private AttemptResult exchange(HttpRequest request) throws InterruptedException {
    // The client's own timeout ends with the headers, and a body may never end.
    Future<AttemptResult> exchange = threads.submit(() -> response(request));
    try {
      return exchange.get(responseTimeout.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      return new Failure(Cause.TIMED_OUT, "no response within " + responseTimeout);
    } catch (ExecutionException e) {
      return failure(e.getCause());
    } finally {
      exchange.cancel(true);
    }
  }

  /**
   * Sends a request; to localhost, to each address of this machine, as the client tries one only.
   */
  private AttemptResult response(HttpRequest request) throws IOException, InterruptedException {
    try {
      return responseOf(request);
    } catch (ConnectException e) {
      if (!request.uri().getHost().equalsIgnoreCase("localhost")) {
        throw e;
      }
      for (String address : List.of("[::1]", "127.0.0.1")) {
        try {
          return responseOf(withHost(request, address));
        } catch (ConnectException other) {
          e.addSuppressed(other);
        }
      }
      throw e;
    }
  }

  private static HttpRequest withHost(HttpRequest request, String host) {
    String url = request.uri().toString().replaceFirst("(?i)//localhost", "//" + host);
    return HttpRequest.newBuilder(request, (name, value) -> true).uri(URI.create(url)).build();
  }

  private AttemptResult responseOf(HttpRequest request) throws IOException, InterruptedException {
    HttpResponse<InputStream> response = client().send(request, BodyHandlers.ofInputStream());
    // Closing the body cancels the rest.
    try (InputStream body = decoded(response)) {
      ByteBuffer bytes = ByteBuffer.wrap(body.readNBytes(MAX_RESPONSE_BYTES));
      CharBuffer text = CharBuffer.allocate(MAX_RESPONSE_BYTES);
      // Drops the last character if it is cut.
      boolean complete = bytes.remaining() < MAX_RESPONSE_BYTES;
      StandardCharsets.UTF_8
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPLACE)
          .onUnmappableCharacter(CodingErrorAction.REPLACE)
          .decode(bytes, text, complete);
      return new AttemptResult.Response(
          response.statusCode(), text.flip().toString(), retryAfter(response));
    }
  }

  private static InputStream decoded(HttpResponse<InputStream> response) throws IOException {
    return switch (response.headers().firstValue("Content-Encoding").orElse("")) {
      case "gzip" -> new GZIPInputStream(response.body());
      case "deflate" -> new InflaterInputStream(response.body());
      default -> response.body();
    };
  }

  /** Returns the time to wait by a Retry-After header, seconds or a date; null if there is none. */
  private static @Nullable Duration retryAfter(HttpResponse<?> response) {
    String text = response.headers().firstValue("Retry-After").orElse("");
    if (text.matches("\\d{1,9}")) {
      return Duration.ofSeconds(Long.parseLong(text));
    }
    try {
      // A receiver's date is in real time, whatever the clock of the namespace says.
      Duration wait =
          Duration.between(Instant.now(), RFC_1123_DATE_TIME.parse(text, Instant::from));
      return wait.isNegative() ? Duration.ZERO : wait;
    } catch (DateTimeParseException e) {
      return null;
    }
  }

  /**
   * Returns a failure with our own message: those of exceptions differ between platforms, and may
   * contain an address.
   */
  Failure failure(Throwable cause) {
    if (cause instanceof HttpTimeoutException) {
      return new Failure(Cause.TIMED_OUT, "no connection within " + connectTimeout);
    }
    if (cause instanceof ConnectException) {
      return new Failure(Cause.CONNECTION_FAILED, "connection failed");
    }
    // The HTTP client wraps the TLS failure or not, depending on a race.
    if (Stream.iterate(cause, Objects::nonNull, Throwable::getCause)
        .anyMatch(SSLException.class::isInstance)) {
      return new Failure(
          Cause.CONNECTION_BROKEN, "TLS connection failed: " + TlsTrust.reason(cause));
    }
    return new Failure(Cause.CONNECTION_BROKEN, "connection closed without a valid response");
  }
}
