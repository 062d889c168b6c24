package net.vimmerse.workflow.simulator.wiremock;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import wiremock.org.eclipse.jetty.http.UriCompliance;
import wiremock.org.eclipse.jetty.io.EndPoint;
import wiremock.org.eclipse.jetty.server.Connector;
import wiremock.org.eclipse.jetty.server.HttpConfiguration;
import wiremock.org.eclipse.jetty.server.Server;
import wiremock.org.eclipse.jetty.server.ServerConnector;
import wiremock.org.eclipse.jetty.util.thread.QueuedThreadPool;

/**
 * A server, with WireMock's Jetty, that serves the simulator wherever no stub of a user matches.
 *
 * <p>Thread-safe.
 */
public final class SimulatorServer implements AutoCloseable {

  static {
    // As WireMock does, which comes too late here: the names of headers keep their case.
    System.setProperty("wiremock.org.eclipse.jetty.http.HttpGenerator.STRICT", "true");
  }

  private static final Set<String> IPV4_LOOPBACK = Set.of("127.0.0.1", "localhost");

  /** Enough for calls that wait, such as for receivers of webhooks; no other request waits. */
  private static final int MAX_THREADS = 200;

  /** With Java's default of 50, connections break when many clients connect at the same time. */
  private static final int ACCEPT_QUEUE = 4_096;

  /** For each address. Each handles prompt requests; with two, one goes on if the other cannot. */
  private static final int SELECTORS =
      Math.min(16, Math.max(2, Runtime.getRuntime().availableProcessors()));

  /** The maximum size of all headers together, in bytes. */
  private static final int MAX_HEADERS = 32 << 10;

  /** The memory of all request bodies, in bytes. */
  private static final long MAX_BODY_MEMORY = Runtime.getRuntime().maxMemory() / 4;

  /** How long a connection may be idle while the server waits for the last responses. */
  private static final long DRAINED_IDLE_MILLIS = 1_000;

  private static final long STOP_MILLIS = 1_000;
  private static final long STOP_IDLE_MILLIS = 200;

  private final Server server = new Server(new QueuedThreadPool(MAX_THREADS));
  private final BodyMemory memory = new BodyMemory(MAX_BODY_MEMORY);
  private final ResponseSender sender = new ResponseSender();
  private final ApiEndpoint api;
  private final SnapshotEndpoint snapshots;
  private final UserStubs stubs;
  private final ServerConnector connector;

  /**
   * Starts the server.
   *
   * @param port 0 for a free port
   * @throws UncheckedIOException if it cannot listen on the address
   */
  public SimulatorServer(String host, int port, RequestHandlers handlers) {
    this.api = new ApiEndpoint(handlers, sender);
    this.snapshots = new SnapshotEndpoint(handlers);
    this.stubs = new UserStubs(server, handlers, api, sender);
    this.connector = connector(host, port);
    server.setStopTimeout(STOP_MILLIS);
    server.setErrorHandler(new JsonErrorHandler(handlers.cors()));
    server.setHandler(new RequestGuard(stubs, handlers, api, snapshots, memory));
    ServerConnector ipv6 = connector("::1", 0);
    server.addBean(new ConnectionBound(connector, ipv6));
    server.addConnector(connector);
    try {
      server.start();
    } catch (Exception e) {
      close();
      throw new UncheckedIOException(
          new IOException("cannot listen on " + host + ":" + port + ": " + rootCause(e), e));
    }
    if (IPV4_LOOPBACK.contains(host)) {
      listenOnIpv6Loopback(ipv6);
    }
  }

  private ServerConnector connector(String host, int port) {
    HttpConfiguration configuration = new HttpConfiguration();
    configuration.setRequestHeaderSize(MAX_HEADERS);
    configuration.setResponseHeaderSize(MAX_HEADERS);
    configuration.setSendServerVersion(false);
    // The cache takes 100 kB for each connection with a second request.
    configuration.setHeaderCacheSize(0);
    // The simulator says itself what is wrong with a path.
    configuration.setUriCompliance(UriCompliance.UNSAFE);
    ServerConnector created =
        EventLoopHttp1.connector(
            server,
            SELECTORS,
            new EventLoopHttp1(
                configuration, request -> stubs.areAbsent() && api.isPrompt(request)),
            new PriorKnowledgeHttp2(configuration));
    created.setHost(host);
    created.setPort(port);
    created.setAcceptQueueSize(ACCEPT_QUEUE);
    created.setShutdownIdleTimeout(STOP_IDLE_MILLIS);
    created.addBean(memory);
    return created;
  }

  /**
   * Lets clients that prefer IPv6 use the name localhost. Has no effect if the machine has no IPv6,
   * or another program listens there.
   */
  private void listenOnIpv6Loopback(ServerConnector second) {
    second.setPort(port());
    try {
      second.open();
    } catch (IOException e) {
      return;
    }
    server.addConnector(second);
    try {
      second.start();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private static String rootCause(Throwable e) {
    Throwable root = e;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root instanceof UnresolvedAddressException
        ? "unknown host"
        : String.valueOf(root.getMessage());
  }

  /** Returns the port that the server listens on. */
  public int port() {
    return connector.getLocalPort();
  }

  /**
   * Accepts no more connections, and waits until the existing ones have received their responses,
   * delayed ones included. Does not stop the server.
   *
   * @param grace the maximum time to wait
   */
  public void drain(Duration grace) {
    List<CompletableFuture<Void>> drained = new ArrayList<>();
    for (Connector each : server.getConnectors()) {
      ServerConnector open = (ServerConnector) each;
      open.setShutdownIdleTimeout(DRAINED_IDLE_MILLIS);
      // Completes when there are no connections left; each ends with its next response.
      drained.add(open.shutdown());
      open.close();
    }
    try {
      CompletableFuture.allOf(drained.toArray(CompletableFuture[]::new))
          .get(grace.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException | ExecutionException e) {
      // The remaining responses are lost.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Stops the server at once. Closing twice has no effect. */
  @Override
  public void close() {
    for (Connector each : server.getConnectors()) {
      each.getConnectedEndPoints().forEach(EndPoint::close);
    }
    try {
      server.stop();
    } catch (TimeoutException e) {
      // What handles a request goes on without its client.
    } catch (Exception e) {
      throw new IllegalStateException(e);
    } finally {
      stubs.close();
      api.close();
      sender.close();
      snapshots.close();
    }
  }
}
