package net.vimmerse.workflow.simulator.wiremock;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Collections;
import java.util.Enumeration;
import java.util.Locale;
import java.util.Optional;
import net.vimmerse.workflow.simulator.admin.AdminApi;
import net.vimmerse.workflow.simulator.http.ApiRequest;
import net.vimmerse.workflow.simulator.http.ApiResponse;
import net.vimmerse.workflow.simulator.thread.DaemonThreads;
import org.jspecify.annotations.Nullable;
import wiremock.jakarta.servlet.DispatcherType;
import wiremock.jakarta.servlet.ReadListener;
import wiremock.jakarta.servlet.ServletException;
import wiremock.jakarta.servlet.ServletInputStream;
import wiremock.jakarta.servlet.http.HttpServletRequest;
import wiremock.jakarta.servlet.http.HttpServletRequestWrapper;
import wiremock.jakarta.servlet.http.HttpServletResponse;
import wiremock.jakarta.servlet.http.HttpServletResponseWrapper;
import wiremock.org.eclipse.jetty.http.HttpMethod;
import wiremock.org.eclipse.jetty.server.Request;
import wiremock.org.eclipse.jetty.server.handler.AbstractHandler;

/**
 * Reads and routes requests. While no stub of a user exists, WireMock is not asked. It would also
 * buffer any body, decompress bodies, and respond in HTML to a form that it cannot read, so it gets
 * at most the permitted body size and nothing compressed.
 *
 * <p>Protects the admin APIs, and routes the simulator's past WireMock.
 */
final class RequestGuard extends AbstractHandler {

  /** The maximum size of a request to WireMock's admin API. */
  private static final int MAX_MAPPINGS_BYTES = 64 << 20;

  private static final String ADMIN = "/__admin";

  private final UserStubs stubs;
  private final RequestHandlers handlers;
  private final ApiEndpoint api;
  private final SnapshotEndpoint snapshots;
  private final BodyMemory memory;

  RequestGuard(
      UserStubs stubs,
      RequestHandlers handlers,
      ApiEndpoint api,
      SnapshotEndpoint snapshots,
      BodyMemory memory) {
    this.stubs = stubs;
    this.handlers = handlers;
    this.api = api;
    this.snapshots = snapshots;
    this.memory = memory;
  }

  @Override
  public void handle(
      String target, Request base, HttpServletRequest request, HttpServletResponse response)
      throws IOException, ServletException {
    // For WireMock's filters: it is another type when the body has been read.
    base.setDispatcherType(DispatcherType.REQUEST);
    // An encoded slash separates no segments for us, but does for Jetty, which routes to WireMock.
    boolean leadsToAdmin =
        target.contains(ADMIN)
            && base.getHttpURI().getPath().toLowerCase(Locale.ROOT).contains("%2f");
    try {
      if (target.startsWith(ADMIN) && !leadsToAdmin) {
        handleAdmin(target, base, response);
        return;
      }
      byte[] body = RequestBody.read(base, handlers.maxBodyBytes(), memory);
      if (body == null) {
        return;
      }
      // WireMock would serve files, of which there are none, and ignores CONNECT.
      if (stubs.areAbsent()
          || target.startsWith("/__files")
          || leadsToAdmin
          || HttpMethod.CONNECT.is(base.getMethod())) {
        api.serve(base, body);
        // The response may be delayed.
        memory.release(base);
        return;
      }
      handleByStubs(target, base, body, response);
    } catch (UnreadableBodyException e) {
      send(e.response(), base, response);
    } catch (OutOfMemoryError e) {
      // Jetty would catch it.
      DaemonThreads.reportOutOfMemory(e);
      throw e;
    }
  }

  private void handleByStubs(String target, Request base, byte[] body, HttpServletResponse response)
      throws IOException, ServletException {
    try {
      stubs.handler().handle(target, base, new Guarded(base, body), new OneDate(response));
    } catch (ServletException | RuntimeException e) {
      if (response.isCommitted()) {
        throw e;
      }
      reset(response);
      api.serve(base, body);
    }
  }

  private void handleAdmin(String target, Request base, HttpServletResponse response)
      throws IOException, ServletException {
    ApiRequest described = api.read(base, new byte[0]);
    Optional<ApiResponse> rejection =
        handlers.adminRejection().apply(described).or(() -> unavailable(target));
    if (rejection.isEmpty() && AdminApi.isSnapshot(base.getMethod(), target)) {
      snapshots.serve(base, described);
      return;
    }
    boolean simulator = target.startsWith(AdminApi.ROOT);
    int maxBytes =
        simulator
            ? handlers.maxBodyBytes()
            : (int) Math.min(MAX_MAPPINGS_BYTES, memory.maxLength());
    byte[] body = RequestBody.read(base, rejection.isPresent() ? 0 : maxBytes, memory);
    if (body == null) {
      return;
    }
    if (rejection.isPresent()) {
      send(rejection.get(), base, response);
    } else if (body.length == 0 && AdminApi.isLargeList(base.getMethod(), target)) {
      api.serveLarge(base, handlers.adminApi());
    } else if (simulator) {
      api.serve(base, body, handlers.adminApi());
    } else if (body.length > maxBytes) {
      send(WireMockAdmin.tooLarge(), base, response);
    } else {
      handleByWireMockAdmin(target, base, body, response);
    }
  }

  private static Optional<ApiResponse> unavailable(String target) {
    return target.startsWith(AdminApi.ROOT) ? Optional.empty() : WireMockAdmin.unavailable(target);
  }

  private void handleByWireMockAdmin(
      String target, Request base, byte[] body, HttpServletResponse response)
      throws IOException, ServletException {
    try {
      stubs.handler().handle(target, base, new Guarded(base, body), response);
    } catch (ServletException | RuntimeException e) {
      if (response.isCommitted()) {
        throw e;
      }
      send(WireMockAdmin.error(e), base, response);
    }
  }

  private void send(ApiResponse apiResponse, Request base, HttpServletResponse response) {
    reset(response);
    api.send(apiResponse, base);
  }

  /** Drops what WireMock has set. */
  private void reset(HttpServletResponse response) {
    response.reset();
    response.setHeader("Date", getServer().getDateField().getValue());
  }

  private static final class Guarded extends HttpServletRequestWrapper {
    private final byte[] body;

    Guarded(HttpServletRequest request, byte[] body) {
      super(request);
      boolean gzip = body.length > 1 && body[0] == 0x1f && body[1] == (byte) 0x8b;
      this.body = gzip ? Arrays.copyOf(body, 1) : body;
    }

    @Override
    public @Nullable String getHeader(String name) {
      return isHidden(name) ? null : super.getHeader(name);
    }

    @Override
    public Enumeration<String> getHeaders(String name) {
      return isHidden(name) ? Collections.emptyEnumeration() : super.getHeaders(name);
    }

    @Override
    public Enumeration<String> getHeaderNames() {
      return Collections.enumeration(
          Collections.list(super.getHeaderNames()).stream()
              .filter(name -> !isHidden(name))
              .toList());
    }

    @Override
    public ServletInputStream getInputStream() {
      return new Bytes(body);
    }

    private static boolean isHidden(String header) {
      return header.equalsIgnoreCase("Content-Encoding");
    }
  }

  /** Lets the date of a stub or of a proxied server replace that of this server. */
  private static final class OneDate extends HttpServletResponseWrapper {
    OneDate(HttpServletResponse response) {
      super(response);
    }

    @Override
    public void addHeader(String name, String value) {
      if (name.equalsIgnoreCase("Date")) {
        super.setHeader(name, value);
      } else {
        super.addHeader(name, value);
      }
    }
  }

  private static final class Bytes extends ServletInputStream {
    private final ByteArrayInputStream bytes;

    Bytes(byte[] bytes) {
      this.bytes = new ByteArrayInputStream(bytes);
    }

    @Override
    public int read() {
      return bytes.read();
    }

    @Override
    public int read(byte[] buffer, int offset, int length) {
      return bytes.read(buffer, offset, length);
    }

    @Override
    public boolean isFinished() {
      return bytes.available() == 0;
    }

    @Override
    public boolean isReady() {
      return true;
    }

    @Override
    public void setReadListener(ReadListener listener) {
      throw new IllegalStateException("asynchronous reading is not supported");
    }
  }
}
