package net.vimmerse.workflow.simulator.wiremock;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Collections;
import java.util.Enumeration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import net.vimmerse.workflow.simulator.admin.AdminApi;
import net.vimmerse.workflow.simulator.http.ApiRequest;
import net.vimmerse.workflow.simulator.http.ApiResponse;
import net.vimmerse.workflow.simulator.http.ExchangeListener;
import net.vimmerse.workflow.simulator.http.ServedExchange;
import org.jspecify.annotations.Nullable;
import wiremock.jakarta.servlet.ReadListener;
import wiremock.jakarta.servlet.ServletException;
import wiremock.jakarta.servlet.ServletInputStream;
import wiremock.jakarta.servlet.http.HttpServletRequest;
import wiremock.jakarta.servlet.http.HttpServletRequestWrapper;
import wiremock.jakarta.servlet.http.HttpServletResponse;
import wiremock.jakarta.servlet.http.HttpServletResponseWrapper;
import wiremock.org.eclipse.jetty.http.BadMessageException;
import wiremock.org.eclipse.jetty.server.Handler;
import wiremock.org.eclipse.jetty.server.Request;
import wiremock.org.eclipse.jetty.server.handler.HandlerWrapper;

/**
 * Filters requests before WireMock, which would buffer any body, decompress bodies, and respond in
 * HTML to a form that it cannot read. Passes on at most the permitted body size and nothing
 * compressed; requests that WireMock cannot read go to the API directly.
 *
 * <p>Protects the admin APIs, and routes the simulator's past WireMock.
 */
final class RequestGuard extends HandlerWrapper {

  /**
   * The maximum length of an oversized body that is read and discarded, so that the client receives
   * the response.
   */
  private static final long DRAINED_BYTES = 64L << 20;

  private static final String ADMIN = "/__admin";

  /** WireMock passes on no property of a request that clients could not set. */
  private static final ThreadLocal<String> ORIGIN = new ThreadLocal<>();

  private final RequestHandlers handlers;

  RequestGuard(Handler wireMock, RequestHandlers handlers) {
    setHandler(wireMock);
    this.handlers = handlers;
  }

  @Override
  public void handle(
      String target, Request base, HttpServletRequest request, HttpServletResponse response)
      throws IOException, ServletException {
    try {
      handleReadable(target, base, request, response);
    } catch (UnreadableBodyException e) {
      send(WireMockAdmin.unreadable(), base, response);
    }
  }

  private void handleReadable(
      String target, Request base, HttpServletRequest request, HttpServletResponse response)
      throws IOException, ServletException {
    // An encoded slash separates no segments for us, but does for Jetty, which routes to WireMock.
    boolean leadsToAdmin =
        target.contains(ADMIN)
            && base.getHttpURI().getPath().toLowerCase(Locale.ROOT).contains("%2f");
    if (target.startsWith(ADMIN) && !leadsToAdmin) {
      handleAdmin(target, base, request, response);
      return;
    }
    Guarded guarded = new Guarded(request, read(request.getInputStream(), handlers.maxBodyBytes()));
    // WireMock would serve files here; there are none.
    if (target.startsWith("/__files") || leadsToAdmin) {
      respondFromApi(base, guarded, response);
      return;
    }
    ORIGIN.set(externalUrl(request));
    try {
      super.handle(target, base, guarded, new OneDate(response));
    } catch (ServletException | RuntimeException e) {
      if (response.isCommitted()) {
        throw e;
      }
      respondFromApi(base, guarded, response);
    } finally {
      ORIGIN.remove();
    }
  }

  private void handleAdmin(
      String target, Request base, HttpServletRequest request, HttpServletResponse response)
      throws IOException, ServletException {
    Optional<ApiResponse> rejection =
        handlers.adminRejection().apply(read(new Guarded(request, new byte[0])));
    if (rejection.isPresent()) {
      read(request.getInputStream(), 0);
      send(rejection.get(), base, response);
      return;
    }
    if (target.startsWith(AdminApi.ROOT)) {
      byte[] body = read(request.getInputStream(), handlers.maxBodyBytes());
      send(handlers.adminApi().apply(read(new Guarded(request, body))), base, response);
      return;
    }
    Optional<ApiResponse> unavailable = WireMockAdmin.unavailable(target);
    if (unavailable.isPresent()) {
      send(unavailable.get(), base, response);
      return;
    }
    try {
      super.handle(target, base, request, response);
    } catch (ServletException | RuntimeException e) {
      if (response.isCommitted()) {
        throw e;
      }
      send(WireMockAdmin.error(e), base, response);
    }
  }

  private void respondFromApi(Request base, Guarded request, HttpServletResponse response)
      throws IOException {
    ApiResponse apiResponse = handlers.api().apply(read(request));
    ExchangeListener listener = handlers.listener();
    if (listener != null) {
      Map<String, List<String>> headers = new LinkedHashMap<>();
      apiResponse.headers().forEach((name, value) -> headers.put(name, List.of(value)));
      listener.served(
          new ServedExchange(
              request.getMethod(),
              url(request),
              headers(request),
              request.body,
              apiResponse.status(),
              headers,
              apiResponse.body(),
              false));
    }
    send(apiResponse, base, response);
  }

  private ApiRequest read(Guarded request) {
    return ApiRequest.of(
        request.getMethod(), url(request), request::getHeader, request.body, externalUrl(request));
  }

  private String externalUrl(HttpServletRequest request) {
    return handlers
        .externalUrl()
        .find(
            request::getHeader,
            request.getScheme() + "://" + request.getServerName() + ":" + request.getServerPort(),
            request.getRemoteAddr());
  }

  /** Returns the URL under which the client of the current thread's request reached the server. */
  static String origin() {
    return ORIGIN.get();
  }

  private static String url(HttpServletRequest request) {
    String query = request.getQueryString();
    return query == null ? request.getRequestURI() : request.getRequestURI() + "?" + query;
  }

  private static Map<String, List<String>> headers(HttpServletRequest request) {
    Map<String, List<String>> headers = new LinkedHashMap<>();
    for (String name : Collections.list(request.getHeaderNames())) {
      headers.put(name, Collections.list(request.getHeaders(name)));
    }
    return headers;
  }

  private void send(ApiResponse apiResponse, Request base, HttpServletResponse response)
      throws IOException {
    response.reset();
    response.setHeader("Date", getServer().getDateField().getValue());
    response.setStatus(apiResponse.status());
    apiResponse.headers().forEach(response::setHeader);
    response.setContentLength(apiResponse.body().length);
    response.getOutputStream().write(apiResponse.body());
    base.setHandled(true);
  }

  private static byte[] read(InputStream body, int maxBodyBytes) throws IOException {
    try {
      return readUpTo(body, maxBodyBytes);
    } catch (IOException | BadMessageException e) {
      throw new UnreadableBodyException(e);
    }
  }

  private static byte[] readUpTo(InputStream body, int maxBodyBytes) throws IOException {
    byte[] head = body.readNBytes(maxBodyBytes + 1);
    if (head.length > maxBodyBytes) {
      byte[] buffer = new byte[1 << 16];
      long drained = 0;
      int read = 0;
      while (read >= 0 && drained < DRAINED_BYTES) {
        read = body.read(buffer);
        drained += read;
      }
    }
    boolean gzip = head.length > 1 && head[0] == 0x1f && head[1] == (byte) 0x8b;
    return gzip ? Arrays.copyOf(head, 1) : head;
  }

  private static final class Guarded extends HttpServletRequestWrapper {
    private final byte[] body;

    Guarded(HttpServletRequest request, byte[] body) {
      super(request);
      this.body = body;
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
