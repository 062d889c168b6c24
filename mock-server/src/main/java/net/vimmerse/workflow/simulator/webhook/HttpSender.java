package net.vimmerse.workflow.simulator.webhook;

import java.net.ConnectException;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import net.vimmerse.workflow.simulator.webhook.Reply.Cause;
import net.vimmerse.workflow.simulator.webhook.Reply.Failure;

/**
 * Calls receivers over HTTP/1.1, directly and never through a proxy, in real time. Redirects are
 * not followed, and of an answer's body the first {@value #EXCERPT} bytes are read.
 *
 * <p>A host is looked up, checked, and then looked up again by the HTTP client. That both find the
 * same is up to Java's cache of addresses, which holds for 30 s unless the security property {@code
 * networkaddress.cache.ttl} says otherwise.
 *
 * <p>Thread-safe, and meant to be shared: it has a few daemon threads, which end some time after
 * its last use.
 */
public final class HttpSender implements Sender {

  /** How many bytes of an answer's body are kept. */
  public static final int EXCERPT = 2_048;

  private final Targets targets;
  private final Duration connectTimeout;
  private final Duration responseTimeout;
  private final AddressBook addressBook;
  private final ExecutorService threads;
  private final HttpClient client;

  /**
   * @param targets who may be called
   * @param connectTimeout for looking the host up, and again for connecting; longer than zero
   * @param responseTimeout for the exchange, from connecting to the end of what is read; longer
   *     than zero
   * @throws IllegalArgumentException if a time-out is not longer than zero
   */
  public HttpSender(Targets targets, Duration connectTimeout, Duration responseTimeout) {
    this(targets, connectTimeout, responseTimeout, host -> List.of(InetAddress.getAllByName(host)));
  }

  HttpSender(
      Targets targets, Duration connectTimeout, Duration responseTimeout, AddressBook addressBook) {
    this.targets = targets;
    this.connectTimeout = requirePositive("connectTimeout", connectTimeout);
    this.responseTimeout = requirePositive("responseTimeout", responseTimeout);
    this.addressBook = addressBook;
    this.threads =
        Executors.newCachedThreadPool(
            work -> {
              Thread thread = new Thread(work, "simulator-webhook");
              thread.setDaemon(true);
              return thread;
            });
    this.client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            // A proxy would look the host up for itself, and might find another address.
            .proxy(HttpClient.Builder.NO_PROXY)
            .connectTimeout(connectTimeout)
            .executor(threads)
            .build();
  }

  /** The default targets; 2 s to connect, 5 s to answer. */
  public static HttpSender ofDefaults() {
    return new HttpSender(Targets.ofDefaults(), Duration.ofSeconds(2), Duration.ofSeconds(5));
  }

  @Override
  public Reply send(String url, Map<String, String> headers, String body)
      throws InterruptedException {
    HttpRequest request;
    try {
      URI uri = Targets.callable(url);
      HttpRequest.Builder builder = HttpRequest.newBuilder(uri).POST(BodyPublishers.ofString(body));
      headers.forEach(builder::setHeader);
      request = builder.build();
    } catch (URISyntaxException e) {
      return new Failure(Cause.INVALID_URL, "not a URL to call: " + e.getReason());
    } catch (IllegalArgumentException e) {
      return new Failure(Cause.INVALID_URL, "not a URL to call: " + e.getMessage());
    }
    Optional<Failure> objection = objection(request.uri().getHost());
    return objection.isPresent() ? objection.get() : exchange(request);
  }

  private Optional<Failure> objection(String host) throws InterruptedException {
    Optional<String> refused = targets.objection(host);
    if (refused.isEmpty()) {
      Future<List<InetAddress>> lookUp = threads.submit(() -> addressBook.addresses(host));
      try {
        refused =
            targets.objection(host, lookUp.get(connectTimeout.toNanos(), TimeUnit.NANOSECONDS));
      } catch (ExecutionException e) {
        return Optional.of(new Failure(Cause.UNKNOWN_HOST, "no address is known for " + host));
      } catch (TimeoutException e) {
        return Optional.of(
            new Failure(Cause.TIMED_OUT, "looking up " + host + " took " + connectTimeout));
      } finally {
        lookUp.cancel(true);
      }
    }
    return refused.map(reason -> new Failure(Cause.NOT_ALLOWED, reason));
  }

  private Reply exchange(HttpRequest request) throws InterruptedException {
    // The client's own time-out ends with the answer's headers, and a body may drip for ever.
    CompletableFuture<HttpResponse<String>> answer =
        client.sendAsync(request, response -> new BodyBeginning(EXCERPT));
    try {
      HttpResponse<String> response = answer.get(responseTimeout.toNanos(), TimeUnit.NANOSECONDS);
      return new Reply.Answer(response.statusCode(), response.body());
    } catch (TimeoutException e) {
      return new Failure(Cause.TIMED_OUT, "no answer within " + responseTimeout);
    } catch (ExecutionException e) {
      return failure(e.getCause());
    } finally {
      answer.cancel(true);
    }
  }

  /** Words of our own: an exception's differ between platforms, and may hold an address. */
  Failure failure(Throwable cause) {
    if (cause instanceof HttpTimeoutException) {
      return new Failure(Cause.TIMED_OUT, "no connection within " + connectTimeout);
    }
    if (cause instanceof ConnectException) {
      return new Failure(Cause.NOT_CONNECTED, "no connection");
    }
    // Whether the HTTP client wraps it, into a complaint of an answer without bytes, is a race.
    if (Stream.iterate(cause, Objects::nonNull, Throwable::getCause)
        .anyMatch(SSLException.class::isInstance)) {
      return new Failure(Cause.BROKEN_OFF, "no secure connection");
    }
    return new Failure(Cause.BROKEN_OFF, "the connection broke off");
  }

  private static Duration requirePositive(String name, Duration duration) {
    if (duration.isZero() || duration.isNegative()) {
      throw new IllegalArgumentException(name + " must be longer than 0, but is " + duration);
    }
    return duration;
  }
}
