package net.vimmerse.workflow.simulator.wiremock;

import static java.util.Objects.requireNonNull;

import com.github.tomakehurst.wiremock.http.Response;
import com.github.tomakehurst.wiremock.servlet.WireMockHandlerDispatchingServlet;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import java.io.IOException;
import java.lang.reflect.Proxy;
import wiremock.jakarta.servlet.AsyncContext;
import wiremock.jakarta.servlet.ServletException;
import wiremock.jakarta.servlet.ServletOutputStream;
import wiremock.jakarta.servlet.WriteListener;
import wiremock.jakarta.servlet.http.HttpServletRequest;
import wiremock.jakarta.servlet.http.HttpServletRequestWrapper;
import wiremock.jakarta.servlet.http.HttpServletResponse;
import wiremock.jakarta.servlet.http.HttpServletResponseWrapper;
import wiremock.org.eclipse.jetty.server.Request;

/**
 * WireMock's servlet, but leaves the requests that no stub of a user matches to the simulator, and
 * sends responses without a thread that waits for the client: WireMock writes to slow clients, and
 * sleeps while it dribbles, in one of the few threads that serve all.
 */
final class StubServlet extends WireMockHandlerDispatchingServlet {

  private static final long serialVersionUID = 1L;

  private final transient CatchAllStub catchAll;
  private final transient ApiEndpoint api;
  private final transient ResponseSender sender;

  StubServlet(CatchAllStub catchAll, ApiEndpoint api, ResponseSender sender) {
    this.catchAll = catchAll;
    this.api = api;
    this.sender = sender;
  }

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws ServletException, IOException {
    super.service(new Deferrable(request), response);
  }

  @Override
  public void applyResponse(
      Response response, HttpServletRequest request, HttpServletResponse servletResponse) {
    Request base = requireNonNull(Request.getBaseRequest(request));
    Object event = request.getAttribute(ServeEvent.ORIGINAL_SERVE_EVENT_KEY);
    if (event instanceof ServeEvent served && catchAll.matched(served)) {
      api.serve(base, RequestBody.of(base));
    } else if (response.getFault() != null) {
      super.applyResponse(response, request, servletResponse);
      return;
    } else {
      super.applyResponse(
          Response.Builder.like(response).but().chunkedDribbleDelay(null).build(),
          request,
          new HeadersOnly(servletResponse));
      byte[] body = response.getBody() == null ? new byte[0] : response.getBody();
      sender.send(body, response.getChunkedDribbleDelay(), base, ResponseSender.start(base));
    }
    ((Deferrable) request).deferred = true;
  }

  /** Keeps a response open that WireMock completes after a delay. */
  private static final class Deferrable extends HttpServletRequestWrapper {
    private boolean deferred;

    Deferrable(HttpServletRequest request) {
      super(request);
    }

    @Override
    public AsyncContext startAsync() {
      AsyncContext context = super.startAsync();
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
        public void write(byte[] bytes, int offset, int length) {}

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
