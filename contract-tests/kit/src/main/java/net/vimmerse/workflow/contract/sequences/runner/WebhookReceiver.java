package net.vimmerse.workflow.contract.sequences.runner;

import static java.util.Objects.requireNonNull;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import net.vimmerse.workflow.contract.sequences.invariants.ReceivedWebhook;
import okio.ByteString;

/** Receives webhooks on this machine, and responds to each with 204. Thread-safe. */
public final class WebhookReceiver implements AutoCloseable {
  private static final int NO_CONTENT = 204;
  private static final int THREADS = 4;

  private final HttpServer server;
  private final ExecutorService executor =
      Executors.newFixedThreadPool(THREADS, WebhookReceiver::daemon);
  private final String base;
  private final Map<String, List<ReceivedWebhook>> received = new ConcurrentHashMap<>();

  private WebhookReceiver(HttpServer server, String base) {
    this.server = server;
    this.base = base;
  }

  /**
   * Listens on the loopback address, at any free port.
   *
   * @throws IOException when that fails
   */
  public static WebhookReceiver start() throws IOException {
    InetAddress loopback = InetAddress.getLoopbackAddress();
    HttpServer server = HttpServer.create(new InetSocketAddress(loopback, 0), 0);
    WebhookReceiver receiver =
        new WebhookReceiver(
            server, "http://" + loopback.getHostAddress() + ":" + server.getAddress().getPort());
    server.createContext("/", receiver::take);
    server.setExecutor(receiver.executor);
    server.start();
    return receiver;
  }

  private static Thread daemon(Runnable task) {
    Thread thread = new Thread(task, "webhook receiver");
    thread.setDaemon(true);
    return thread;
  }

  private void take(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = requireNonNull(exchange.getRequestURI().getPath(), "no path");
      ReceivedWebhook webhook =
          new ReceivedWebhook(
              path.substring(1),
              exchange.getRequestMethod(),
              exchange.getRequestHeaders().getFirst("Content-Type"),
              ByteString.of(exchange.getRequestBody().readAllBytes()));
      received
          .computeIfAbsent(webhook.address(), address -> new CopyOnWriteArrayList<>())
          .add(webhook);
      exchange.sendResponseHeaders(NO_CONTENT, -1);
    }
  }

  /** Returns the URL of an address. */
  public String url(String address) {
    return base + "/" + address;
  }

  /** Returns the webhooks that an address has received, in order. */
  public List<ReceivedWebhook> received(String address) {
    return List.copyOf(received.getOrDefault(address, List.of()));
  }

  /** Stops listening. */
  @Override
  public void close() {
    server.stop(0);
    executor.shutdown();
  }
}
