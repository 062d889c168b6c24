package net.vimmerse.workflow.simulator;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A reverse proxy that ends TLS, with a certificate of its own, and removes {@code /sim}. */
public final class TlsProxy implements AutoCloseable {

  private static final String PREFIX = "/sim";
  private static final Set<String> OF_CONNECTION =
      Set.of("connection", "content-length", "host", "transfer-encoding", "date");

  private final HttpClient client = HttpClient.newHttpClient();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final HttpsServer server;
  private final String target;

  public TlsProxy(String target, Path directory) throws Exception {
    this.target = target;
    server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(SelfSignedKey.create(directory).context()));
    server.setExecutor(threads);
    server.createContext(PREFIX + "/", this::forward);
    server.start();
  }

  /** Returns the URL of the simulator behind the proxy, without a trailing slash. */
  public String url() {
    return "https://localhost:" + server.getAddress().getPort() + PREFIX;
  }

  private void forward(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().toString().substring(PREFIX.length());
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(target + path))
            .method(
                exchange.getRequestMethod(),
                BodyPublishers.ofByteArray(exchange.getRequestBody().readAllBytes()));
    exchange
        .getRequestHeaders()
        .forEach(
            (name, values) -> {
              if (!isOfConnection(name)) {
                request.header(name, values.get(0));
              }
            });
    request
        .setHeader("X-Forwarded-Proto", "https")
        .setHeader("X-Forwarded-Host", exchange.getRequestHeaders().getFirst("Host"))
        .setHeader("X-Forwarded-Prefix", PREFIX);
    try {
      HttpResponse<byte[]> response = client.send(request.build(), BodyHandlers.ofByteArray());
      response
          .headers()
          .map()
          .forEach(
              (name, values) -> {
                if (!isOfConnection(name)) {
                  exchange.getResponseHeaders().put(name, values);
                }
              });
      byte[] body = response.body();
      exchange.sendResponseHeaders(response.statusCode(), body.length == 0 ? -1 : body.length);
      exchange.getResponseBody().write(body);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      exchange.close();
    }
  }

  private static boolean isOfConnection(String name) {
    return OF_CONNECTION.contains(name.toLowerCase(java.util.Locale.ROOT))
        || name.toLowerCase(java.util.Locale.ROOT).startsWith("http2")
        || name.equalsIgnoreCase("upgrade")
        || name.startsWith(":");
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
