package net.vimmerse.workflow.simulator.wiremock;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import wiremock.org.eclipse.jetty.http.HttpHeader;
import wiremock.org.eclipse.jetty.http.HttpHeaderValue;
import wiremock.org.eclipse.jetty.http.HttpVersion;
import wiremock.org.eclipse.jetty.io.Connection;
import wiremock.org.eclipse.jetty.server.ConnectionLimit;
import wiremock.org.eclipse.jetty.server.Connector;
import wiremock.org.eclipse.jetty.server.HttpChannel;
import wiremock.org.eclipse.jetty.server.Request;

/**
 * Bounds the connections, so that they neither fill the heap nor take all files that may be open.
 * While there are as many as there may be, new ones wait, and each of the others makes room after
 * its next response, or after it has been idle for a second.
 *
 * <p>Thread-safe.
 */
final class ConnectionBound extends ConnectionLimit implements HttpChannel.Listener {

  /** An eighth of the heap for connections of 8 KiB; headers that are incomplete take more. */
  private static final long HEAP_BYTES_PER_CONNECTION = 64 << 10;

  private static final int MIN_CONNECTIONS = 256;

  private static final long CROWDED_IDLE_MILLIS = 1_000;

  private volatile boolean isCrowded;

  /** Creates a bound of the connections of all these connectors together. */
  ConnectionBound(Connector... connectors) {
    super(maxConnections(), connectors);
    setIdleTimeout(CROWDED_IDLE_MILLIS);
  }

  private static int maxConnections() {
    long ofHeap = Runtime.getRuntime().maxMemory() / HEAP_BYTES_PER_CONNECTION;
    long ofFiles =
        ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean system
            ? system.getMaxFileDescriptorCount() / 4 * 3
            : Integer.MAX_VALUE;
    return (int) Math.max(MIN_CONNECTIONS, Math.min(ofHeap, ofFiles));
  }

  @Override
  protected void limit() {
    isCrowded = true;
    super.limit();
  }

  @Override
  protected void unlimit() {
    isCrowded = false;
    super.unlimit();
  }

  /** Jetty changes the idle timeout only of those that it has opened before it noticed. */
  @Override
  public void onOpened(Connection connection) {
    super.onOpened(connection);
    if (isCrowded) {
      connection.getEndPoint().setIdleTimeout(CROWDED_IDLE_MILLIS);
    }
  }

  @Override
  public void onRequestBegin(Request request) {
    // HTTP/2 has no such header; its connections are few, as each carries many requests.
    if (isCrowded && request.getHttpVersion() != HttpVersion.HTTP_2) {
      request.getResponse().setHeader(HttpHeader.CONNECTION, HttpHeaderValue.CLOSE.asString());
    }
  }
}
