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
import net.vimmerse.workflow.contract.mutation.HttpMessages.ReceivedResponse;
import net.vimmerse.workflow.contract.mutation.HttpMessages.SentRequest;
import okhttp3.Headers;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okio.ByteString;

/** A proxy in front of a simulator that lets a mutant change requests, responses and webhooks. */
final class MutatingProxy implements AutoCloseable {
  private static final Set<String> BY_ITSELF =
      Set.of("host", "connection", "content-length", "transfer-encoding", "date");

  private static final String ADDRESS = "webhook_url";

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final OkHttpClient http;
  private final HttpUrl simulator;
  private final HttpUrl url;
  private final ProtocolMutant.Behaviour behaviour;

  /** Listens at any free port of the loopback address. */
  MutatingProxy(ProtocolMutant mutant, OkHttpClient http, HttpUrl simulator) throws IOException {
    this.http = http;
    this.simulator = simulator;
    this.behaviour = mutant.behaviour().get();
    this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    this.url = HttpUrl.get("http://127.0.0.1:" + server.getAddress().getPort());
    server.createContext("/", this::response);
    server.setExecutor(threads);
    server.start();
  }

  /** Where it responds. */
  HttpUrl url() {
    return url;
  }

  private void response(HttpExchange exchange) throws IOException {
    try (exchange) {
      Headers.Builder headers = new Headers.Builder();
      exchange
          .getRequestHeaders()
          .forEach(
              (name, values) -> values.forEach(value -> headers.addUnsafeNonAscii(name, value)));
      SentRequest request =
          new SentRequest(
              exchange.getRequestMethod(),
              exchange.getRequestURI().toString(),
              headers.build(),
              ByteString.of(exchange.getRequestBody().readAllBytes()));
      ReceivedResponse response =
          request.target().startsWith("/called?to=") ? arrived(request) : mutated(request);
      response
          .headers()
          .forEach(
              header -> exchange.getResponseHeaders().add(header.getFirst(), header.getSecond()));
      int size = response.body().size();
      exchange.sendResponseHeaders(response.status(), size == 0 ? -1 : size);
      exchange.getResponseBody().write(response.body().toByteArray());
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  /** Passes a webhook of the simulator on. */
  private ReceivedResponse arrived(SentRequest request) {
    HttpUrl at = HttpUrl.get(url + request.target().substring(1));
    String to = String.valueOf(at.queryParameter("to"));
    SentRequest forward =
        new SentRequest(
            request.method(), to, Headers.of("Content-Type", "application/json"), request.body());
    behaviour.arrived(forward, this::post);
    return new ReceivedResponse(204, Headers.EMPTY, ByteString.EMPTY);
  }

  private void post(SentRequest call) {
    send(HttpUrl.get(call.target()), call);
  }

  private ReceivedResponse mutated(SentRequest request) {
    return behaviour.response(detoured(request), this::forward, this::post);
  }

  /** Redirects the webhooks of a create request to this proxy. */
  private SentRequest detoured(SentRequest request) {
    JsonNode to = request.json().path(ADDRESS);
    if (!request.creates() || !to.asText().startsWith("http://127.0.0.1:")) {
      return request;
    }
    HttpUrl through = url.newBuilder("/called").addQueryParameter("to", to.asText()).build();
    return request.withBody(((ObjectNode) request.json()).put(ADDRESS, through.toString()));
  }

  private ReceivedResponse forward(SentRequest request) {
    HttpUrl to = simulator.resolve(request.target());
    return send(to == null ? simulator : to, request);
  }

  private ReceivedResponse send(HttpUrl to, SentRequest request) {
    Headers.Builder headers = request.headers().newBuilder();
    BY_ITSELF.forEach(headers::removeAll);
    // OkHttp requires it; no operation reads the body of a GET.
    boolean hasBody =
        switch (request.method()) {
          case "GET", "HEAD" -> false;
          case "POST", "PUT", "PATCH", "QUERY" -> true;
          default -> request.body().size() > 0;
        };
    Request call =
        new Request.Builder()
            .url(to)
            .headers(headers.build())
            .method(
                request.method(),
                hasBody ? RequestBody.create(request.body(), (MediaType) null) : null)
            .build();
    try (Response response = http.newCall(call).execute()) {
      Headers.Builder kept = response.headers().newBuilder();
      BY_ITSELF.forEach(kept::removeAll);
      return new ReceivedResponse(response.code(), kept.build(), response.body().byteString());
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
