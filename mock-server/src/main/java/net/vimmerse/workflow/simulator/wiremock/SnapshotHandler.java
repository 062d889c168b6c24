package net.vimmerse.workflow.simulator.wiremock;

import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import net.vimmerse.workflow.simulator.admin.AdminApi;
import net.vimmerse.workflow.simulator.admin.StreamedResponse;
import net.vimmerse.workflow.simulator.http.ApiRequest;
import net.vimmerse.workflow.simulator.http.ApiResponse;
import wiremock.jakarta.servlet.AsyncContext;
import wiremock.jakarta.servlet.ServletException;
import wiremock.jakarta.servlet.http.HttpServletRequest;
import wiremock.jakarta.servlet.http.HttpServletResponse;
import wiremock.org.eclipse.jetty.http.BadMessageException;
import wiremock.org.eclipse.jetty.server.Handler;
import wiremock.org.eclipse.jetty.server.Request;
import wiremock.org.eclipse.jetty.server.handler.HandlerWrapper;

/**
 * Streams snapshots, which may be larger than the memory that their text would take. They are
 * exported and imported in threads of their own, two at a time, so that slow clients hold no thread
 * that serves others.
 */
final class SnapshotHandler extends HandlerWrapper {

  private static final int THREADS = 2;

  /** Leaves room for the state that an import replaces. */
  private static final long MAX_BYTES = Math.max(64L << 20, Runtime.getRuntime().maxMemory() / 4);

  private final RequestHandlers handlers;

  private final ExecutorService threads =
      Executors.newFixedThreadPool(
          THREADS,
          work -> {
            Thread thread = new Thread(work, "simulator-snapshot");
            thread.setDaemon(true);
            return thread;
          });

  SnapshotHandler(Handler others, RequestHandlers handlers) {
    setHandler(others);
    this.handlers = handlers;
  }

  @Override
  public void handle(
      String target, Request base, HttpServletRequest request, HttpServletResponse response)
      throws IOException, ServletException {
    if (!AdminApi.isSnapshot(base.getMethod(), target)) {
      super.handle(target, base, request, response);
      return;
    }
    ApiRequest described = describe(base);
    if (handlers.adminRejection().apply(described).isPresent()) {
      super.handle(target, base, request, response);
      return;
    }
    base.setHandled(true);
    AsyncContext context = base.startAsync();
    context.setTimeout(0);
    threads.execute(
        () -> {
          try {
            serve(base, described);
          } catch (IOException | RuntimeException e) {
            base.getHttpChannel().abort(e);
          } finally {
            context.complete();
          }
        });
  }

  private void serve(Request request, ApiRequest described) throws IOException {
    Limited body = new Limited(request.getInputStream());
    StreamedResponse streamed;
    try {
      streamed = handlers.snapshots().apply(described, body);
      body.drain();
    } catch (UncheckedIOException | BadMessageException e) {
      streamed =
          new StreamedResponse(
              body.isTooLarge() ? WireMockAdmin.tooLarge() : WireMockAdmin.unreadable(), null);
    }
    ApiResponse response = streamed.response();
    HttpServletResponse out = request.getResponse();
    out.setStatus(response.status());
    response.headers().forEach(out::setHeader);
    if (streamed.body() == null) {
      out.setContentLength(response.body().length);
      out.getOutputStream().write(response.body());
    } else {
      streamed.body().writeTo(out.getOutputStream());
    }
    out.getOutputStream().close();
  }

  private ApiRequest describe(Request request) {
    String query = request.getQueryString();
    return ApiRequest.of(
        request.getMethod(),
        query == null ? request.getRequestURI() : request.getRequestURI() + "?" + query,
        request::getHeader,
        new byte[0],
        handlers
            .externalUrl()
            .find(
                request::getHeader,
                request.getScheme()
                    + "://"
                    + request.getServerName()
                    + ":"
                    + request.getServerPort(),
                request.getRemoteAddr()));
  }

  @Override
  protected void doStop() throws Exception {
    threads.shutdownNow();
    super.doStop();
  }

  /** Fails at the maximum size. */
  private static final class Limited extends FilterInputStream {
    private long left = MAX_BYTES;

    Limited(InputStream in) {
      super(in);
    }

    boolean isTooLarge() {
      return left < 0;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      int read = super.read(buffer, offset, length);
      left -= read;
      if (isTooLarge()) {
        throw new EOFException("the snapshot is too large");
      }
      return read;
    }

    /**
     * Reads the rest, so that the client gets the response; stops where the body cannot be read.
     */
    void drain() {
      try {
        transferTo(OutputStream.nullOutputStream());
      } catch (IOException | BadMessageException e) {
        // The server closes the connection after the response.
      }
    }
  }
}
