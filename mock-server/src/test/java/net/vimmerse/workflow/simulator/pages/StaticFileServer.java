package net.vimmerse.workflow.simulator.pages;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Serves the files of a folder from an origin of its own, with one text replaced. */
final class StaticFileServer implements AutoCloseable {
  private static final Map<String, String> TYPES =
      Map.of("html", "text/html", "js", "text/javascript", "css", "text/css");

  private final HttpServer server;
  private final Path folder;
  private final String replaced;
  private final String replacement;

  private StaticFileServer(HttpServer server, Path folder, String replaced, String replacement) {
    this.server = server;
    this.folder = folder;
    this.replaced = replaced;
    this.replacement = replacement;
  }

  /**
   * Serves a folder.
   *
   * @param replaced a text in the files, such as the address of a service
   * @param replacement the text that is served instead
   */
  static StaticFileServer start(Path folder, String replaced, String replacement)
      throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    StaticFileServer served = new StaticFileServer(server, folder, replaced, replacement);
    server.createContext("/", served::respond);
    server.start();
    return served;
  }

  /** Returns the URL of a file. */
  String url(String file) {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/" + file;
  }

  private void respond(HttpExchange exchange) throws IOException {
    try (exchange) {
      String name = exchange.getRequestURI().getPath().substring(1);
      Path file = folder.resolve(name);
      if (!Files.isRegularFile(file)) {
        exchange.sendResponseHeaders(404, -1);
        return;
      }
      byte[] body =
          Files.readString(file).replace(replaced, replacement).getBytes(StandardCharsets.UTF_8);
      String extension = name.substring(name.lastIndexOf('.') + 1);
      exchange.getResponseHeaders().set("Content-Type", TYPES.get(extension) + "; charset=utf-8");
      exchange.sendResponseHeaders(200, body.length);
      exchange.getResponseBody().write(body);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
