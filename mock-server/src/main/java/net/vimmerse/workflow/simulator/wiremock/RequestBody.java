package net.vimmerse.workflow.simulator.wiremock;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import net.vimmerse.workflow.simulator.thread.DaemonThreads;
import org.jspecify.annotations.Nullable;
import wiremock.jakarta.servlet.AsyncContext;
import wiremock.jakarta.servlet.ReadListener;
import wiremock.jakarta.servlet.ServletInputStream;
import wiremock.org.eclipse.jetty.http.HttpHeader;
import wiremock.org.eclipse.jetty.http.HttpVersion;
import wiremock.org.eclipse.jetty.server.Request;

/**
 * Reads the body of a request without a thread that waits for it: a client that sends half a body
 * takes memory only, until the connection has been idle for too long.
 */
final class RequestBody implements ReadListener {

  /**
   * The maximum length of an oversized body that is read and discarded, so that the client receives
   * the response.
   */
  private static final long DRAINED_BYTES = 64L << 20;

  /** The attribute that holds the body as an array of bytes, or the reason why it is unreadable. */
  private static final String ATTRIBUTE = RequestBody.class.getName();

  private static final byte[] EMPTY = new byte[0];

  private final Request request;
  private final ServletInputStream in;
  private final AsyncContext context;
  private final int maxBytes;
  private final ByteArrayOutputStream body = new ByteArrayOutputStream();
  private long discarded;

  private RequestBody(Request request, int maxBytes) {
    this.request = request;
    this.in = request.getHttpInput();
    this.context = request.startAsync();
    this.maxBytes = maxBytes;
  }

  /**
   * Returns the body, cut to one byte more than {@code maxBytes}; null if it has not arrived yet.
   * The server then handles the request again when it has.
   *
   * @throws UnreadableBodyException if the body violates HTTP or ends too early
   */
  static byte @Nullable [] read(Request request, int maxBytes) throws IOException {
    Object read = request.getAttribute(ATTRIBUTE);
    if (read instanceof Throwable failure) {
      throw new UnreadableBodyException(failure);
    }
    if (read != null) {
      return (byte[]) read;
    }
    if (isEmpty(request)) {
      return EMPTY;
    }
    RequestBody body = new RequestBody(request, maxBytes);
    body.context.setTimeout(0);
    // Sends 100 Continue to a client that waits for it.
    request.getInputStream().setReadListener(body);
    request.setHandled(true);
    return null;
  }

  /** Returns the body of a request that {@link #read} has returned. */
  static byte[] of(Request request) {
    return request.getAttribute(ATTRIBUTE) instanceof byte[] body ? body : EMPTY;
  }

  private static boolean isEmpty(Request request) {
    return request.getContentLengthLong() <= 0
        && request.getHttpVersion() != HttpVersion.HTTP_2
        && !request.getHttpFields().contains(HttpHeader.TRANSFER_ENCODING);
  }

  @Override
  public void onDataAvailable() throws IOException {
    byte[] buffer = new byte[8 << 10];
    while (in.isReady() && !in.isFinished()) {
      int read = in.read(buffer);
      if (read > 0) {
        int kept = Math.min(read, maxBytes + 1 - body.size());
        body.write(buffer, 0, kept);
        discarded += read - kept;
      }
      if (discarded > DRAINED_BYTES) {
        finish(body.toByteArray());
        return;
      }
    }
  }

  @Override
  public void onAllDataRead() {
    finish(body.toByteArray());
  }

  @Override
  public void onError(Throwable failure) {
    DaemonThreads.reportOutOfMemory(failure);
    finish(failure);
  }

  private void finish(Object result) {
    request.setAttribute(ATTRIBUTE, result);
    context.dispatch();
  }
}
