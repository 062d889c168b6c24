package net.vimmerse.workflow.contract.suite;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Serves the files of a folder from an origin of its own. */
final class StaticFileServer implements AutoCloseable {
  private static final Map<String, String> TYPES =
      Map.of("html", "text/html", "js", "text/javascript", "css", "text/css");

  private final HttpServer server;
  private final Path folder;
  private final String named;
  private final String meant;

  private StaticFileServer(HttpServer server, Path folder, String named, String meant) {
    this.server = server;
    this.folder = folder;
    this.named = named;
    this.meant = meant;
  }

  /**
   * Serves a folder.
   *
   * @param named a text of the files, such as the address of a service
   * @param meant what is served in its place
   */
  static StaticFileServer start(Path folder, String named, String meant) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    StaticFileServer served = new StaticFileServer(server, folder, named, meant);
    server.createContext("/", served::response);
    server.start();
    return served;
  }

  /** Returns the URL of a file. */
  String url(String file) {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/" + file;
  }

  private void response(HttpExchange exchange) throws IOException {
    try (exchange) {
      String name = exchange.getRequestURI().getPath().substring(1);
      Path file = folder.resolve(name);
      if (!Files.isRegularFile(file)) {
        exchange.sendResponseHeaders(404, -1);
        return;
      }
      byte[] body = Files.readString(file).replace(named, meant).getBytes(StandardCharsets.UTF_8);
      String ending = name.substring(name.lastIndexOf('.') + 1);
      exchange.getResponseHeaders().set("Content-Type", TYPES.get(ending) + "; charset=utf-8");
      exchange.sendResponseHeaders(200, body.length);
      exchange.getResponseBody().write(body);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
