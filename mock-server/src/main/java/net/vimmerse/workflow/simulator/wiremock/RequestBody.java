package net.vimmerse.workflow.simulator.wiremock;

import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import net.vimmerse.workflow.simulator.http.ApiResponse;
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
 * takes memory only, until the connection has been idle for too long, or the memory is needed for
 * others.
 */
final class RequestBody implements ReadListener {

  /**
   * The maximum length of a body that is too large, or was given up, which is read and discarded,
   * so that the client receives the response.
   */
  private static final long DRAINED_BYTES = 64L << 20;

  /** The maximum length of a body that is read at once if it has arrived with the headers. */
  private static final int MAX_BUFFERED_BYTES = 8 << 10;

  /** The attribute that holds the body of a request: its bytes, or an instance of this class. */
  private static final String ATTRIBUTE = RequestBody.class.getName();

  private static final byte[] EMPTY = new byte[0];

  private final ServletInputStream in;
  private final AsyncContext context;
  private final int maxBytes;
  private final BodyMemory memory;
  private long discarded;

  /** Guarded by this, like the following. Larger than the body until it is complete. */
  private byte[] content = EMPTY;

  private int length;
  private boolean complete;
  private @Nullable ApiResponse error;

  private RequestBody(Request request, int maxBytes, BodyMemory memory) {
    this.in = request.getHttpInput();
    this.context = request.startAsync();
    this.maxBytes = maxBytes;
    this.memory = memory;
  }

  /**
   * Returns the body, cut to one byte more than {@code maxBytes}; null if it has not arrived yet.
   * The server then handles the request again when it has.
   *
   * @throws UnreadableBodyException if the body violates HTTP or ends too early, or was given up
   */
  static byte @Nullable [] read(Request request, int maxBytes, BodyMemory memory)
      throws IOException {
    if (request.getAttribute(ATTRIBUTE) instanceof RequestBody read) {
      return read.requireReadable().content();
    }
    if (isEmpty(request)) {
      return EMPTY;
    }
    if (hasArrived(request, Math.min(maxBytes, MAX_BUFFERED_BYTES))) {
      byte[] body = request.getHttpInput().readAllBytes();
      request.setAttribute(ATTRIBUTE, body);
      return body;
    }
    RequestBody body = new RequestBody(request, maxBytes, memory);
    request.setAttribute(ATTRIBUTE, body);
    body.context.setTimeout(0);
    // Sends 100 Continue to a client that waits for it.
    request.getInputStream().setReadListener(body);
    request.setHandled(true);
    return null;
  }

  /** Returns the body of a request that {@link #read} has returned. */
  static byte[] of(Request request) {
    Object body = request.getAttribute(ATTRIBUTE);
    if (body instanceof RequestBody read) {
      return read.content();
    }
    return body == null ? EMPTY : (byte[]) body;
  }

  /** Removes the body from a request, which would still refer to it. */
  static Optional<RequestBody> remove(Request request) {
    Object body = request.getAttribute(ATTRIBUTE);
    request.removeAttribute(ATTRIBUTE);
    if (body instanceof RequestBody removed) {
      removed.clear();
      return Optional.of(removed);
    }
    return Optional.empty();
  }

  private static boolean hasArrived(Request request, int maxBytes) {
    long length = request.getContentLengthLong();
    return length > 0 && length <= maxBytes && request.getHttpInput().available() >= length;
  }

  private static boolean isEmpty(Request request) {
    return request.getContentLengthLong() <= 0
        && request.getHttpVersion() != HttpVersion.HTTP_2
        && !request.getHttpFields().contains(HttpHeader.TRANSFER_ENCODING);
  }

  private synchronized RequestBody requireReadable() throws UnreadableBodyException {
    if (error != null) {
      throw new UnreadableBodyException(error);
    }
    return this;
  }

  private synchronized void clear() {
    content = EMPTY;
  }

  private synchronized byte[] content() {
    return content;
  }

  @Override
  public void onDataAvailable() throws IOException {
    byte[] buffer = new byte[8 << 10];
    while (in.isReady() && !in.isFinished()) {
      int read = in.read(buffer);
      if (read > 0) {
        discarded += read - keep(buffer, read);
      }
      if (discarded > DRAINED_BYTES) {
        finish(null);
        return;
      }
    }
  }

  /** Keeps a part of the body, and returns how much of it. */
  private int keep(byte[] part, int available) {
    int kept;
    int grown;
    int capacity;
    synchronized (this) {
      kept = error == null ? Math.min(available, maxBytes + 1 - length) : 0;
      capacity = content.length;
      grown =
          length + kept <= capacity
              ? capacity
              : Math.min(maxBytes + 1, Math.max(2 * capacity, length + kept));
    }
    if (kept > 0) {
      // Without the lock, as it calls others.
      memory.reserve(this, grown - capacity);
    }
    synchronized (this) {
      if (error != null) {
        return 0;
      }
      content = grown > capacity ? Arrays.copyOf(content, grown) : content;
      System.arraycopy(part, 0, content, length, kept);
      length += kept;
      return kept;
    }
  }

  /** Discards an incomplete body, as there is no memory for it; returns false if it is complete. */
  synchronized boolean giveUp() {
    if (complete) {
      return false;
    }
    content = EMPTY;
    error = WireMockAdmin.noBodyMemory();
    return true;
  }

  @Override
  public void onAllDataRead() {
    finish(null);
  }

  @Override
  public void onError(Throwable failure) {
    DaemonThreads.reportOutOfMemory(failure);
    finish(
        failure instanceof TimeoutException
            ? WireMockAdmin.bodyTimeout()
            : WireMockAdmin.unreadable());
  }

  private void finish(@Nullable ApiResponse failure) {
    synchronized (this) {
      complete = true;
      if (error == null) {
        error = failure;
        content = length == content.length ? content : Arrays.copyOf(content, length);
      }
    }
    context.dispatch();
  }
}
