package net.vimmerse.workflow.simulator.wiremock;

import com.github.tomakehurst.wiremock.http.ChunkedDribbleDelay;
import com.github.tomakehurst.wiremock.jetty.JettyFaultInjector;
import com.github.tomakehurst.wiremock.jetty11.Jetty11HttpUtils;
import com.github.tomakehurst.wiremock.servlet.BodyChunker;
import java.io.IOException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import net.vimmerse.workflow.simulator.http.ApiResponse;
import net.vimmerse.workflow.simulator.namespace.Fault;
import net.vimmerse.workflow.simulator.thread.DaemonThreads;
import org.jspecify.annotations.Nullable;
import wiremock.jakarta.servlet.AsyncContext;
import wiremock.org.eclipse.jetty.http.HttpHeader;
import wiremock.org.eclipse.jetty.server.HttpOutput;
import wiremock.org.eclipse.jetty.server.Request;
import wiremock.org.eclipse.jetty.server.Response;

/**
 * Sends responses without a thread that waits: neither for a delay to pass, nor for a client to
 * read.
 *
 * <p>Thread-safe.
 */
final class ResponseSender implements AutoCloseable {

  /** How a fault rule dribbles a body: the number of chunks, and the time in milliseconds. */
  private static final ChunkedDribbleDelay DRIBBLE = new ChunkedDribbleDelay(20, 2_000);

  /** The memory of all responses that were not sent yet, in bytes. */
  private static final long MAX_UNSENT = Runtime.getRuntime().maxMemory() / 8;

  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          DaemonThreads.named("simulator-delayed-responses"));

  private final ResponseMemory memory = new ResponseMemory(MAX_UNSENT);

  /** Sends a response after its delay, corrupted by its fault. Returns at once. */
  void send(ApiResponse response, Request request) {
    request.setHandled(true);
    if (isBuffered(response, request)) {
      buffer(response, request.getResponse());
      return;
    }
    UnsentResponse unsent = UnsentResponse.of(request, start(request), response.body(), memory);
    if (response.delay().isZero()) {
      sendNow(response, unsent);
    } else {
      // Does not refer to the body, which may be given up.
      ApiResponse head =
          new ApiResponse(
              response.status(),
              response.headers(),
              new byte[0],
              response.delay(),
              response.fault());
      ScheduledFuture<?> unused =
          timer.schedule(
              DaemonThreads.reportingOutOfMemory(() -> sendNow(head, unsent)),
              response.delay().toNanos(),
              TimeUnit.NANOSECONDS);
    }
  }

  /** Tests whether a response fits into the buffer that Jetty sends after the handler returns. */
  private static boolean isBuffered(ApiResponse response, Request request) {
    return response.delay().isZero()
        && response.fault() == null
        && response.body().length
            < request.getHttpChannel().getHttpConfiguration().getOutputAggregationSize();
  }

  /** Leaves a response in the buffer, which takes less time than asynchronous I/O. */
  private static void buffer(ApiResponse apiResponse, Response response) {
    response.setStatus(apiResponse.status());
    setHeaders(apiResponse, response);
    response.getHttpChannel().ensureConsumeAllOrNotPersistent();
    try {
      // Without a Content-Length, which Jetty adds: the last byte of one would send the buffer.
      response.getHttpOutput().write(apiResponse.body());
    } catch (IOException e) {
      response.getHttpChannel().abort(e);
    }
    if (response.getHttpChannel().getRequest().isAsyncStarted()) {
      response.getHttpChannel().getRequest().getAsyncContext().complete();
    }
  }

  /** Sets headers; without Jetty's reading of their values, for which it loads all media types. */
  private static void setHeaders(ApiResponse apiResponse, Response response) {
    apiResponse
        .headers()
        .forEach(
            (name, value) -> {
              if (HttpHeader.CONTENT_LENGTH.is(name)) {
                // Jetty closes the connection after a body that ends before.
                response.setContentLengthLong(Long.parseLong(value));
              } else {
                response.getHttpFields().put(name, value);
              }
            });
  }

  private void sendNow(ApiResponse head, UnsentResponse unsent) {
    if (unsent.isGivenUp()) {
      unsent.end();
      return;
    }
    Response response = unsent.response();
    try {
      if (head.fault() == Fault.RESET) {
        new JettyFaultInjector(response, new Jetty11HttpUtils()).connectionResetByPeer();
        unsent.end();
        return;
      }
      response.setStatus(head.status());
      setHeaders(head, response);
      if (head.fault() == Fault.TRUNCATE) {
        dribble(unsent, new ChunkedDribbleDelay(1, 0));
      } else if (head.fault() == Fault.DRIBBLE) {
        dribble(unsent, DRIBBLE);
      } else {
        send(unsent);
      }
    } catch (RuntimeException e) {
      unsent.abort(e);
    }
  }

  /**
   * Sends a body after headers that were set; then completes the context. Returns at once.
   *
   * @param delay how to dribble it; null for not at all
   */
  void send(
      byte[] body, @Nullable ChunkedDribbleDelay delay, Request request, AsyncContext context) {
    UnsentResponse unsent = UnsentResponse.of(request, context, body, memory);
    if (delay == null) {
      send(unsent);
    } else {
      dribble(unsent, delay);
    }
  }

  private static void send(UnsentResponse unsent) {
    Response response = unsent.response();
    setContentLength(unsent.body(), response);
    // Closes the connection afterwards if an oversized body is still on its way.
    response.getHttpChannel().ensureConsumeAllOrNotPersistent();
    unsent.send();
  }

  private void dribble(UnsentResponse unsent, ChunkedDribbleDelay delay) {
    byte[] body = unsent.body();
    if (body.length == 0) {
      send(unsent);
      return;
    }
    Response response = unsent.response();
    setContentLength(body, response);
    byte[][] chunks = BodyChunker.chunkBody(body, Math.min(body.length, delay.getNumberOfChunks()));
    long interval =
        TimeUnit.MILLISECONDS.toNanos(delay.getTotalDuration()) / delay.getNumberOfChunks();
    HttpOutput out = response.getHttpOutput();
    out.setWriteListener(new Dribble(chunks, interval, out, unsent, timer));
  }

  /** Sets the length unless the response has one: to HEAD, or a wrong one on purpose. */
  private static void setContentLength(byte[] body, Response response) {
    if (!response.containsHeader(HttpHeader.CONTENT_LENGTH.asString())) {
      response.setContentLength(body.length);
    }
  }

  /** Returns the context of a request that is handled asynchronously from now on. */
  static AsyncContext start(Request request) {
    AsyncContext context =
        request.isAsyncStarted() ? request.getAsyncContext() : request.startAsync();
    // A delay can be longer than Jetty's 30 seconds.
    context.setTimeout(0);
    return context;
  }

  /** Drops the responses that are delayed. */
  @Override
  public void close() {
    timer.shutdownNow();
  }
}
