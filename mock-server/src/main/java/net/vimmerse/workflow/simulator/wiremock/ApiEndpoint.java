package net.vimmerse.workflow.simulator.wiremock;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import net.vimmerse.workflow.simulator.http.ApiRequest;
import net.vimmerse.workflow.simulator.http.ApiResponse;
import net.vimmerse.workflow.simulator.http.ExchangeListener;
import net.vimmerse.workflow.simulator.http.ServedExchange;
import net.vimmerse.workflow.simulator.namespace.Fault;
import net.vimmerse.workflow.simulator.openapi.JsonBody;
import net.vimmerse.workflow.simulator.thread.DaemonThreads;
import net.vimmerse.workflow.simulator.thread.Futures;
import wiremock.jakarta.servlet.AsyncContext;
import wiremock.org.eclipse.jetty.http.HttpField;
import wiremock.org.eclipse.jetty.server.Request;

/**
 * Serves what no stub of a user matches, whether WireMock was asked or not.
 *
 * <p>Thread-safe.
 */
final class ApiEndpoint implements AutoCloseable {

  /** The text and the values of a JSON body take up to this many times its length. */
  private static final int BYTES_PER_BODY_BYTE = 32;

  /** A value that is a violation takes up to this many bytes, its part of the response included. */
  private static final int BYTES_PER_TOKEN = 2 << 10;

  /** Shorter bodies take little more memory than the rest of a request. */
  private static final int MIN_BOUNDED_BYTES = 1 << 10;

  /** In bytes. */
  private static final int MAX_HANDLED =
      (int) Math.min(Integer.MAX_VALUE, Runtime.getRuntime().maxMemory() / 4);

  /** Bounds the memory that large responses take while they are made. */
  private static final int LARGE_THREADS = 2;

  /** Bounds the memory that handling takes: large bodies wait for each other if it is small. */
  private final Semaphore memory = new Semaphore(MAX_HANDLED, true);

  private final ExecutorService large =
      Executors.newFixedThreadPool(LARGE_THREADS, DaemonThreads.named("simulator-list"));

  private final RequestHandlers handlers;
  private final ResponseSender sender;

  ApiEndpoint(RequestHandlers handlers, ResponseSender sender) {
    this.handlers = handlers;
    this.sender = sender;
  }

  /** Tests whether serving a request takes little time and waits for nothing. */
  boolean isPrompt(Request request) {
    return handlers.listener() == null
        && request.getContentLengthLong() < MIN_BOUNDED_BYTES
        && handlers.isPrompt().test(request.getMethod(), request.getRequestURI());
  }

  /** Serves a request whose body was read. */
  void serve(Request request, byte[] body) {
    CompletableFuture<ApiResponse> handled =
        handle(read(request, body), EventLoopHttp1.executor(request));
    if (handled.isDone()) {
      respond(Futures.join(handled), request, body);
      return;
    }
    request.setHandled(true);
    AsyncContext context = ResponseSender.start(request);
    CompletableFuture<Void> unused =
        handled
            .thenAccept(response -> respond(response, request, body))
            .exceptionally(
                e -> {
                  DaemonThreads.reportOutOfMemory(Futures.cause(e));
                  abort(request, context, e);
                  return null;
                });
  }

  private void respond(ApiResponse response, Request request, byte[] body) {
    ExchangeListener listener = handlers.listener();
    if (listener != null) {
      listener.served(exchange(request, body, response));
    }
    sender.send(response, request);
  }

  private static void abort(Request request, AsyncContext context, Throwable failure) {
    request.getHttpChannel().abort(failure);
    context.complete();
  }

  private CompletableFuture<ApiResponse> handle(ApiRequest request, Executor later) {
    if (request.body().length < MIN_BOUNDED_BYTES) {
      return handlers.api().handle(request, later);
    }
    int length = request.body().length;
    long values = (long) BYTES_PER_TOKEN * Math.min(length / 2, JsonBody.MAX_TOKENS);
    int bytes = (int) Math.min(MAX_HANDLED, (long) BYTES_PER_BODY_BYTE * length + values);
    memory.acquireUninterruptibly(bytes);
    try {
      return handlers.api().handle(request, later);
    } finally {
      memory.release(bytes);
    }
  }

  /** Serves a request with another function than the Workflow API; no listener is told. */
  void serve(Request request, byte[] body, Function<ApiRequest, ApiResponse> api) {
    send(api.apply(read(request, body)), request);
  }

  /**
   * Serves a request without a body whose response can be large; two at a time. Returns at once.
   */
  void serveLarge(Request request, Function<ApiRequest, ApiResponse> api) {
    request.setHandled(true);
    AsyncContext context = ResponseSender.start(request);
    large.execute(
        () -> {
          try {
            serve(request, new byte[0], api);
          } catch (RuntimeException e) {
            abort(request, context, e);
          }
        });
  }

  /** Drops the requests that wait. */
  @Override
  public void close() {
    large.shutdownNow();
  }

  /** Sends a response that no listener is told about. */
  void send(ApiResponse response, Request request) {
    sender.send(response, request);
  }

  /** Describes a request. */
  ApiRequest read(Request request, byte[] body) {
    return ApiRequest.of(
        request.getMethod(), url(request), request::getHeader, body, externalUrl(request));
  }

  private String externalUrl(Request request) {
    return handlers
        .externalUrl()
        .find(
            request::getHeader,
            request.getScheme(),
            () -> request.getServerName() + ":" + request.getServerPort(),
            request::getRemoteAddr);
  }

  private static String url(Request request) {
    String query = request.getQueryString();
    return query == null ? request.getRequestURI() : request.getRequestURI() + "?" + query;
  }

  private static ServedExchange exchange(Request request, byte[] body, ApiResponse response) {
    Map<String, List<String>> sent = new LinkedHashMap<>();
    for (HttpField field : request.getHttpFields()) {
      sent.computeIfAbsent(field.getName(), name -> new ArrayList<>()).add(field.getValue());
    }
    Map<String, List<String>> headers = new LinkedHashMap<>();
    response.headers().forEach((name, value) -> headers.put(name, List.of(value)));
    return new ServedExchange(
        request.getMethod(),
        url(request),
        sent,
        body,
        response.status(),
        headers,
        response.body(),
        response.fault() == Fault.RESET);
  }
}
