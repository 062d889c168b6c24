package net.vimmerse.workflow.simulator.wiremock;

import com.github.tomakehurst.wiremock.http.ChunkedDribbleDelay;
import com.github.tomakehurst.wiremock.http.Response;
import com.github.tomakehurst.wiremock.servlet.BodyChunker;
import com.github.tomakehurst.wiremock.servlet.WireMockHandlerDispatchingServlet;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import wiremock.jakarta.servlet.AsyncContext;
import wiremock.jakarta.servlet.ServletException;
import wiremock.jakarta.servlet.ServletOutputStream;
import wiremock.jakarta.servlet.WriteListener;
import wiremock.jakarta.servlet.http.HttpServletRequest;
import wiremock.jakarta.servlet.http.HttpServletRequestWrapper;
import wiremock.jakarta.servlet.http.HttpServletResponse;
import wiremock.jakarta.servlet.http.HttpServletResponseWrapper;

/**
 * Dribbles bodies without a thread: WireMock's own servlet sleeps in one of the few threads that
 * also send delayed responses.
 */
final class DribblingServlet extends WireMockHandlerDispatchingServlet {

  private static final long serialVersionUID = 1L;

  private final transient ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          work -> {
            Thread thread = new Thread(work, "simulator-dribble");
            thread.setDaemon(true);
            return thread;
          });

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws ServletException, IOException {
    super.service(new Deferrable(request), response);
  }

  @Override
  public void applyResponse(
      Response response, HttpServletRequest request, HttpServletResponse servletResponse) {
    ChunkedDribbleDelay delay = response.getChunkedDribbleDelay();
    byte[] body = response.getBody();
    if (delay == null
        || response.getFault() != null
        || body == null
        || body.length == 0
        || !(request instanceof Deferrable deferrable)
        || !request.isAsyncStarted()) {
      super.applyResponse(response, request, servletResponse);
      return;
    }
    super.applyResponse(
        Response.Builder.like(response).but().chunkedDribbleDelay(null).build(),
        request,
        new HeadersOnly(servletResponse));
    byte[][] chunks = BodyChunker.chunkBody(body, Math.min(body.length, delay.getNumberOfChunks()));
    long interval =
        TimeUnit.MILLISECONDS.toNanos(delay.getTotalDuration()) / delay.getNumberOfChunks();
    deferrable.deferred = true;
    try {
      ServletOutputStream out = servletResponse.getOutputStream();
      out.setWriteListener(new Dribble(chunks, interval, out, request.getAsyncContext()));
    } catch (IOException e) {
      request.getAsyncContext().complete();
    }
  }

  @Override
  public void destroy() {
    timer.shutdownNow();
    super.destroy();
  }

  /** Writes one chunk after the other, each when it is due and the client has room for it. */
  private final class Dribble implements WriteListener {
    private final byte[][] chunks;
    private final long interval;
    private final ServletOutputStream out;
    private final AsyncContext context;
    private long due;
    private int next;

    Dribble(byte[][] chunks, long interval, ServletOutputStream out, AsyncContext context) {
      this.chunks = chunks;
      this.interval = interval;
      this.out = out;
      this.context = context;
      this.due = System.nanoTime() + interval;
    }

    @Override
    public synchronized void onWritePossible() throws IOException {
      while (out.isReady()) {
        if (next == chunks.length) {
          context.complete();
          return;
        }
        long wait = due - System.nanoTime();
        if (wait > 0) {
          ScheduledFuture<?> unused = timer.schedule(this::resume, wait, TimeUnit.NANOSECONDS);
          return;
        }
        out.write(chunks[next]);
        next++;
        due += interval;
        if (out.isReady()) {
          out.flush();
        }
      }
    }

    private void resume() {
      try {
        onWritePossible();
      } catch (IOException | RuntimeException e) {
        onError(e);
      }
    }

    @Override
    public void onError(Throwable failure) {
      // The client has gone.
      context.complete();
    }
  }

  /** Keeps a response open after WireMock has completed it. */
  private static final class Deferrable extends HttpServletRequestWrapper {
    private boolean deferred;

    Deferrable(HttpServletRequest request) {
      super(request);
    }

    @Override
    public AsyncContext startAsync() {
      AsyncContext context = super.startAsync();
      // A delay can be longer than Jetty's 30 seconds.
      context.setTimeout(0);
      return (AsyncContext)
          Proxy.newProxyInstance(
              AsyncContext.class.getClassLoader(),
              new Class<?>[] {AsyncContext.class},
              (proxy, method, arguments) ->
                  deferred && method.getName().equals("complete")
                      ? null
                      : method.invoke(context, arguments));
    }
  }

  private static final class HeadersOnly extends HttpServletResponseWrapper {
    HeadersOnly(HttpServletResponse response) {
      super(response);
    }

    @Override
    public ServletOutputStream getOutputStream() {
      return new ServletOutputStream() {
        @Override
        public void write(int value) {}

        @Override
        public boolean isReady() {
          return true;
        }

        @Override
        public void setWriteListener(WriteListener listener) {
          throw new IllegalStateException();
        }
      };
    }
  }
}
