package net.vimmerse.workflow.simulator.wiremock;

import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeoutException;
import net.vimmerse.workflow.simulator.admin.StreamedResponse;
import net.vimmerse.workflow.simulator.http.ApiRequest;
import net.vimmerse.workflow.simulator.http.ApiResponse;
import net.vimmerse.workflow.simulator.thread.DaemonThreads;
import org.jspecify.annotations.Nullable;
import wiremock.jakarta.servlet.AsyncContext;
import wiremock.jakarta.servlet.http.HttpServletResponse;
import wiremock.org.eclipse.jetty.http.BadMessageException;
import wiremock.org.eclipse.jetty.server.Request;

/**
 * Streams snapshots, which may be larger than the memory that their text would take. They are
 * exported and imported in threads of their own, two at a time each, so that slow clients hold no
 * thread that serves others.
 *
 * <p>Thread-safe.
 */
final class SnapshotEndpoint implements AutoCloseable {

  private static final int THREADS = 2;

  /** Leaves room for the state that an import replaces. */
  private static final long MAX_BYTES = Math.max(64L << 20, Runtime.getRuntime().maxMemory() / 4);

  private final RequestHandlers handlers;
  private final ExecutorService exports =
      Executors.newFixedThreadPool(THREADS, DaemonThreads.named("simulator-export"));
  private final ExecutorService imports =
      Executors.newFixedThreadPool(THREADS, DaemonThreads.named("simulator-import"));

  SnapshotEndpoint(RequestHandlers handlers) {
    this.handlers = handlers;
  }

  /** Serves a request that is permitted. Returns at once. */
  void serve(Request request, ApiRequest described) {
    request.setHandled(true);
    AsyncContext context = ResponseSender.start(request);
    (described.method().equals("GET") ? exports : imports)
        .execute(
            () -> {
              try {
                send(respond(request, described), request.getResponse());
              } catch (IOException | RuntimeException e) {
                request.getHttpChannel().abort(e);
              } finally {
                context.complete();
              }
            });
  }

  private StreamedResponse respond(Request request, ApiRequest described) throws IOException {
    Body body = new Body(request.getInputStream());
    try {
      StreamedResponse response = handlers.snapshots().apply(described, body);
      if (body.error == null) {
        body.drain();
        return response;
      }
    } catch (UncheckedIOException e) {
      if (body.error == null) {
        throw e;
      }
    }
    return new StreamedResponse(body.error, null);
  }

  private static void send(StreamedResponse streamed, HttpServletResponse out) throws IOException {
    ApiResponse response = streamed.response();
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

  @Override
  public void close() {
    exports.shutdownNow();
    imports.shutdownNow();
  }

  /** Fails at the maximum size. */
  private static final class Body extends FilterInputStream {
    private long left = MAX_BYTES;

    /** Why the body could not be read, whatever the reader makes of it. */
    private @Nullable ApiResponse error;

    Body(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      int read;
      try {
        read = super.read(buffer, offset, length);
      } catch (IOException e) {
        error =
            e.getCause() instanceof TimeoutException
                ? WireMockAdmin.bodyTimeout()
                : WireMockAdmin.unreadable();
        throw e;
      } catch (BadMessageException e) {
        error = WireMockAdmin.unreadable();
        throw new IOException(e);
      }
      left -= read;
      if (left < 0) {
        error = WireMockAdmin.tooLarge();
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
      } catch (IOException e) {
        // The server closes the connection after the response.
      }
    }
  }
}
