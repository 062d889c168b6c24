package net.vimmerse.workflow.simulator.wiremock;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import wiremock.org.eclipse.jetty.io.Connection;
import wiremock.org.eclipse.jetty.server.ConnectionLimit;
import wiremock.org.eclipse.jetty.server.Connector;

/**
 * Bounds the connections, so that they neither fill the heap nor take all files that may be open.
 * While there are as many as there may be, one that is idle for a second is closed; new ones wait
 * until there is room.
 *
 * <p>Thread-safe.
 */
final class ConnectionBound extends ConnectionLimit {

  /** An eighth of the heap for connections of 8 KiB; headers that are incomplete take more. */
  private static final long HEAP_BYTES_PER_CONNECTION = 64 << 10;

  private static final int MIN_CONNECTIONS = 256;

  private static final long CROWDED_IDLE_MILLIS = 1_000;

  private volatile boolean isCrowded;

  ConnectionBound(Connector connector) {
    super(maxConnections(), connector);
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
}
