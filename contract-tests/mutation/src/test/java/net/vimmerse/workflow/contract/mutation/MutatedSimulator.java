package net.vimmerse.workflow.contract.mutation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import net.vimmerse.workflow.contract.mutation.HttpMessages.Answered;
import net.vimmerse.workflow.contract.mutation.HttpMessages.Asked;
import okhttp3.Headers;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okio.ByteString;

/** Stands before a simulator, and has a mutant lay a hand on what goes by. */
final class MutatedSimulator implements AutoCloseable {
  private static final Set<String> BY_ITSELF =
      Set.of("host", "connection", "content-length", "transfer-encoding", "date");

  private static final String ADDRESS = "webhook_url";

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final OkHttpClient http;
  private final HttpUrl simulator;
  private final HttpUrl url;
  private final ProtocolMutant.Behaviour behaviour;

  /** Starts to answer, at any free port of the loopback address. */
  MutatedSimulator(ProtocolMutant mutant, OkHttpClient http, HttpUrl simulator) throws IOException {
    this.http = http;
    this.simulator = simulator;
    this.behaviour = mutant.behaviour().get();
    this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    this.url = HttpUrl.get("http://127.0.0.1:" + server.getAddress().getPort());
    server.createContext("/", this::answer);
    server.setExecutor(threads);
    server.start();
  }

  /** Where it answers. */
  HttpUrl url() {
    return url;
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      Headers.Builder headers = new Headers.Builder();
      exchange
          .getRequestHeaders()
          .forEach(
              (name, values) -> values.forEach(value -> headers.addUnsafeNonAscii(name, value)));
      Asked asked =
          new Asked(
              exchange.getRequestMethod(),
              exchange.getRequestURI().toString(),
              headers.build(),
              ByteString.of(exchange.getRequestBody().readAllBytes()));
      Answered answered = asked.target().startsWith("/called?to=") ? called(asked) : mutated(asked);
      answered
          .headers()
          .forEach(
              header -> exchange.getResponseHeaders().add(header.getFirst(), header.getSecond()));
      int size = answered.body().size();
      exchange.sendResponseHeaders(answered.status(), size == 0 ? -1 : size);
      exchange.getResponseBody().write(answered.body().toByteArray());
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  /** A call-back on its way from the simulator to whoever asked for it. */
  private Answered called(Asked asked) {
    HttpUrl at = HttpUrl.get(url + asked.target().substring(1));
    String to = String.valueOf(at.queryParameter("to"));
    Asked forward =
        new Asked(asked.method(), to, Headers.of("Content-Type", "application/json"), asked.body());
    behaviour.called(forward, this::post);
    return new Answered(204, Headers.EMPTY, ByteString.EMPTY);
  }

  private void post(Asked call) {
    send(HttpUrl.get(call.target()), call);
  }

  private Answered mutated(Asked asked) {
    return behaviour.answer(detoured(asked), this::forward, this::post);
  }

  /** A creation whose call-backs come by here. */
  private Asked detoured(Asked asked) {
    JsonNode to = asked.json().path(ADDRESS);
    if (!asked.creates() || !to.asText().startsWith("http://127.0.0.1:")) {
      return asked;
    }
    HttpUrl through = url.newBuilder("/called").addQueryParameter("to", to.asText()).build();
    return asked.withBody(((ObjectNode) asked.json()).put(ADDRESS, through.toString()));
  }

  private Answered forward(Asked asked) {
    HttpUrl to = simulator.resolve(asked.target());
    return send(to == null ? simulator : to, asked);
  }

  private Answered send(HttpUrl to, Asked asked) {
    Headers.Builder headers = asked.headers().newBuilder();
    BY_ITSELF.forEach(headers::removeAll);
    // OkHttp insists on it; no operation reads what a GET brings along.
    boolean hasBody =
        switch (asked.method()) {
          case "GET", "HEAD" -> false;
          case "POST", "PUT", "PATCH", "QUERY" -> true;
          default -> asked.body().size() > 0;
        };
    Request request =
        new Request.Builder()
            .url(to)
            .headers(headers.build())
            .method(
                asked.method(), hasBody ? RequestBody.create(asked.body(), (MediaType) null) : null)
            .build();
    try (Response response = http.newCall(request).execute()) {
      Headers.Builder answered = response.headers().newBuilder();
      BY_ITSELF.forEach(answered::removeAll);
      return new Answered(response.code(), answered.build(), response.body().byteString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
