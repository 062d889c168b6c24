package net.vimmerse.workflow.simulator.wiremock;

import java.io.IOException;
import java.nio.ByteBuffer;
import wiremock.jakarta.servlet.AsyncContext;
import wiremock.jakarta.servlet.WriteListener;
import wiremock.org.eclipse.jetty.server.HttpOutput;
import wiremock.org.eclipse.jetty.server.Request;
import wiremock.org.eclipse.jetty.server.Response;
import wiremock.org.eclipse.jetty.util.Callback;

/**
 * The body of a response that its client has not read yet. It is sent in parts: the JVM copies what
 * it passes to a socket, and keeps such a copy for each thread.
 */
final class UnsentResponse implements WriteListener {

  private static final int MAX_PART = 64 << 10;

  private final Request request;
  private final AsyncContext context;
  private final ResponseMemory memory;

  /** Empty once it was given up. */
  private volatile byte[] body;

  private int sent;

  private volatile boolean givenUp;

  /** Guarded by this. */
  private boolean ended;

  private UnsentResponse(
      Request request, AsyncContext context, byte[] body, ResponseMemory memory) {
    this.request = request;
    this.context = context;
    this.body = body;
    this.memory = memory;
  }

  /** Reserves memory for a body. */
  static UnsentResponse of(
      Request request, AsyncContext context, byte[] body, ResponseMemory memory) {
    UnsentResponse response = new UnsentResponse(request, context, body, memory);
    memory.reserve(response);
    return response;
  }

  byte[] body() {
    return body;
  }

  Response response() {
    return request.getResponse();
  }

  /** Tests whether the connection was closed, as there was no memory for the response. */
  boolean isGivenUp() {
    return givenUp;
  }

  /** Records that a part was sent. */
  void progressed() {
    memory.progressed(this);
  }

  /** Ends the response, and closes the connection. */
  void abort(Throwable failure) {
    request.getHttpChannel().abort(failure);
    end();
  }

  /** Sends the body after headers that were set. Returns at once. */
  void send() {
    HttpOutput out = response().getHttpOutput();
    if (body.length > MAX_PART) {
      out.setWriteListener(this);
    } else {
      // Whether it succeeds or the client has gone.
      out.sendContent(ByteBuffer.wrap(body), Callback.from(this::end));
    }
  }

  @Override
  public void onWritePossible() throws IOException {
    HttpOutput out = response().getHttpOutput();
    byte[] bytes = body;
    while (out.isReady()) {
      if (givenUp || sent == bytes.length) {
        end();
        return;
      }
      int part = Math.min(MAX_PART, bytes.length - sent);
      out.write(bytes, sent, part);
      sent += part;
      progressed();
    }
  }

  @Override
  public void onError(Throwable failure) {
    // The client has gone.
    end();
  }

  /** Ends the response, whether it was sent or the client has gone. */
  void end() {
    synchronized (this) {
      ended = true;
    }
    memory.release(this);
    context.complete();
  }

  /** Closes the connection, as there is no memory for the response. */
  synchronized void giveUp() {
    // Otherwise the server has begun with the next request of the connection.
    if (!ended) {
      givenUp = true;
      body = new byte[0];
      request.getHttpChannel().abort(new IOException("the client does not read the response"));
    }
  }
}
