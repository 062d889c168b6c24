package net.vimmerse.workflow.simulator.wiremock;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Collections;
import java.util.Enumeration;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import net.vimmerse.workflow.simulator.admin.AdminApi;
import net.vimmerse.workflow.simulator.api.ApiRequest;
import net.vimmerse.workflow.simulator.api.ApiResponse;
import org.jspecify.annotations.Nullable;
import wiremock.jakarta.servlet.ReadListener;
import wiremock.jakarta.servlet.ServletException;
import wiremock.jakarta.servlet.ServletInputStream;
import wiremock.jakarta.servlet.http.HttpServletRequest;
import wiremock.jakarta.servlet.http.HttpServletRequestWrapper;
import wiremock.jakarta.servlet.http.HttpServletResponse;
import wiremock.org.eclipse.jetty.server.Handler;
import wiremock.org.eclipse.jetty.server.Request;
import wiremock.org.eclipse.jetty.server.handler.HandlerWrapper;

/**
 * Stands before WireMock, which keeps every body in memory, unpacks those that look compressed, and
 * answers with a page of HTML when it cannot read a form. It sees no more of a body than the API
 * takes, nothing compressed, and what it cannot read goes to the simulated service directly.
 *
 * <p>The admin API is left alone: it imports large files.
 */
final class RequestGuard extends HandlerWrapper {

  /**
   * Of a body that is too large, this much is read and dropped, so that its sender hears the
   * answer.
   */
  private static final long DRAINED_BYTES = 64L << 20;

  private final Function<ApiRequest, ApiResponse> api;
  private final Function<ApiRequest, ApiResponse> admin;
  private final int maxBodyBytes;
  private final ToIntFunction<String> maxAdminBodyBytes;

  RequestGuard(
      Handler wireMock,
      Function<ApiRequest, ApiResponse> api,
      Function<ApiRequest, ApiResponse> admin,
      int maxBodyBytes,
      ToIntFunction<String> maxAdminBodyBytes) {
    setHandler(wireMock);
    this.api = api;
    this.admin = admin;
    this.maxBodyBytes = maxBodyBytes;
    this.maxAdminBodyBytes = maxAdminBodyBytes;
  }

  @Override
  public void handle(
      String target, Request base, HttpServletRequest request, HttpServletResponse response)
      throws IOException, ServletException {
    if (target.startsWith(AdminApi.ROOT)) {
      byte[] body = read(request.getInputStream(), maxAdminBodyBytes.applyAsInt(target));
      answer(admin, base, new Guarded(request, body), response);
      return;
    }
    if (target.startsWith("/__admin")) {
      super.handle(target, base, request, response);
      return;
    }
    Guarded guarded = new Guarded(request, read(request.getInputStream(), maxBodyBytes));
    // WireMock would serve its files here, of which there are none.
    if (target.startsWith("/__files")) {
      answer(api, base, guarded, response);
      return;
    }
    try {
      super.handle(target, base, guarded, response);
    } catch (ServletException | RuntimeException e) {
      if (response.isCommitted()) {
        throw e;
      }
      answer(api, base, guarded, response);
    }
  }

  private static void answer(
      Function<ApiRequest, ApiResponse> api,
      Request base,
      Guarded request,
      HttpServletResponse response)
      throws IOException {
    response.reset();
    String query = request.getQueryString();
    ApiResponse answer =
        api.apply(
            ApiRequest.of(
                request.getMethod(),
                query == null ? request.getRequestURI() : request.getRequestURI() + "?" + query,
                request::getHeader,
                request.body,
                request.getScheme()
                    + "://"
                    + request.getServerName()
                    + ":"
                    + request.getServerPort()));
    response.setStatus(answer.status());
    answer.headers().forEach(response::setHeader);
    response.setContentLength(answer.body().length);
    response.getOutputStream().write(answer.body());
    base.setHandled(true);
  }

  private static byte[] read(InputStream body, int maxBodyBytes) throws IOException {
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
      throw new IllegalStateException("a request body is read at once");
    }
  }
}
