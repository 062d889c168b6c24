package net.vimmerse.workflow.simulator.wiremock;

import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static java.util.Objects.requireNonNull;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.common.FatalStartupException;
import com.github.tomakehurst.wiremock.common.JettySettings;
import com.github.tomakehurst.wiremock.core.Options;
import com.github.tomakehurst.wiremock.extension.Extension;
import com.github.tomakehurst.wiremock.http.AdminRequestHandler;
import com.github.tomakehurst.wiremock.http.StubRequestHandler;
import com.github.tomakehurst.wiremock.http.client.ApacheHttpClientFactory;
import com.github.tomakehurst.wiremock.http.client.HttpClient;
import com.github.tomakehurst.wiremock.http.client.LazyHttpClient;
import com.github.tomakehurst.wiremock.jetty11.Jetty11HttpServer;
import com.github.tomakehurst.wiremock.servlet.WireMockHandlerDispatchingServlet;
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
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import wiremock.org.eclipse.jetty.io.NetworkTrafficListener;
import wiremock.org.eclipse.jetty.server.Connector;
import wiremock.org.eclipse.jetty.server.Handler;
import wiremock.org.eclipse.jetty.server.HttpConfiguration;
import wiremock.org.eclipse.jetty.server.HttpConnectionFactory;
import wiremock.org.eclipse.jetty.server.ServerConnector;
import wiremock.org.eclipse.jetty.servlet.ServletContextHandler;
import wiremock.org.eclipse.jetty.servlet.ServletHolder;

/**
 * A WireMock server that serves the simulator wherever no stub of a user matches.
 *
 * <p>Thread-safe.
 */
public final class SimulatorServer implements AutoCloseable {

  private static final Set<String> IPV4_LOOPBACK = Set.of("127.0.0.1", "localhost");

  /** Enough for calls that wait, such as for receivers of webhooks; no other request waits. */
  private static final int MAX_THREADS = 200;

  /** The memory of all request bodies, in bytes. */
  private static final long MAX_BODY_MEMORY = Runtime.getRuntime().maxMemory() / 4;

  /** How long a connection may be idle while the server waits for the last responses. */
  private static final long DRAINED_IDLE_MILLIS = 1_000;

  private final WireMockServer server;

  /** Set while WireMock is constructed. */
  private final AtomicReference<@Nullable GuardedServer> http = new AtomicReference<>();

  /**
   * Starts the server.
   *
   * @param port 0 for a free port
   * @throws UncheckedIOException if it cannot listen on the address
   */
  public SimulatorServer(String host, int port, RequestHandlers handlers) {
    CatchAllStub catchAll = new CatchAllStub();
    this.server =
        new WireMockServer(
            wireMockConfig()
                .bindAddress(host)
                .port(port)
                .notifier(new OneLineNotifier(System.err::println))
                // Prevents WireMock from serving the working directory.
                .usingFilesUnderClasspath("net/vimmerse/workflow/simulator/stubs")
                .extensionScanningEnabled(false)
                .extensions(extensions(handlers, catchAll))
                .httpServerFactory(
                    (options, admin, stubs) -> {
                      GuardedServer guarded =
                          new GuardedServer(options, admin, stubs, handlers, catchAll);
                      http.set(guarded);
                      return guarded;
                    })
                .httpClientFactory(SimulatorServer::clientOfProxyStubs)
                .containerThreads(MAX_THREADS)
                // Delays the responses of stubs without blocking a thread.
                .asynchronousResponseEnabled(true)
                .asynchronousResponseThreads(4)
                // It is unbounded by default, and slow when bounded.
                .disableRequestJournal()
                .stubRequestLoggingDisabled(true)
                .useChunkedTransferEncoding(Options.ChunkedEncodingPolicy.NEVER)
                .gzipDisabled(true));
    try {
      server.start();
    } catch (FatalStartupException e) {
      throw new UncheckedIOException(
          new IOException("cannot listen on " + host + ":" + port + ": " + rootCause(e), e));
    }
  }

  /** Returns a client that is created with its first request, as hardly any simulator uses it. */
  private static HttpClient clientOfProxyStubs(
      Options options, boolean trustAll, List<String> trustedHosts, boolean systemProperties) {
    return new LazyHttpClient(
        () ->
            new ApacheHttpClientFactory()
                .buildHttpClient(options, trustAll, trustedHosts, systemProperties));
  }

  private static Extension[] extensions(RequestHandlers handlers, CatchAllStub catchAll) {
    List<Extension> extensions = new ArrayList<>();
    extensions.add(new CorsTransformer(handlers.cors()));
    extensions.add(catchAll);
    if (handlers.listener() != null) {
      extensions.add(new ExchangeNotifier(catchAll, handlers.listener()));
    }
    return extensions.toArray(Extension[]::new);
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
    return server.port();
  }

  /**
   * Accepts no more connections, and waits until the existing ones have received their responses,
   * delayed ones included. Does not stop the server.
   *
   * @param grace the maximum time to wait
   */
  public void drain(Duration grace) {
    requireNonNull(http.get()).drain(grace);
  }

  /** Stops the server at once. Closing twice has no effect. */
  @Override
  public void close() {
    server.stop();
  }

  private static final class GuardedServer extends Jetty11HttpServer {
    /** With Java's default of 50, connections break when many clients connect at the same time. */
    private static final int ACCEPT_QUEUE = 4_096;

    private final ResponseSender sender;
    private final SnapshotEndpoint snapshots;
    private final BodyMemory memory = new BodyMemory(MAX_BODY_MEMORY);

    GuardedServer(
        Options options,
        AdminRequestHandler admin,
        StubRequestHandler stubs,
        RequestHandlers handlers,
        CatchAllStub catchAll) {
      super(options, admin, stubs);
      this.sender = new ResponseSender();
      this.snapshots = new SnapshotEndpoint(handlers);
      ApiEndpoint api = new ApiEndpoint(handlers, sender);
      for (Handler context : jettyServer.getChildHandlersByClass(ServletContextHandler.class)) {
        for (ServletHolder holder :
            ((ServletContextHandler) context).getServletHandler().getServlets()) {
          if (WireMockHandlerDispatchingServlet.class.getName().equals(holder.getClassName())) {
            holder.setServlet(new StubServlet(catchAll, api, sender));
          }
        }
      }
      jettyServer.setErrorHandler(new JsonErrorHandler(handlers.cors()));
      jettyServer.setHandler(
          new RequestGuard(jettyServer.getHandler(), handlers, catchAll, api, snapshots, memory));
      httpConnector.addBean(memory);
    }

    void drain(Duration grace) {
      List<CompletableFuture<Void>> drained = new ArrayList<>();
      for (Connector each : jettyServer.getConnectors()) {
        ServerConnector connector = (ServerConnector) each;
        connector.setShutdownIdleTimeout(DRAINED_IDLE_MILLIS);
        // Completes when there are no connections left; each ends with its next response.
        drained.add(connector.shutdown());
        connector.close();
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

    @Override
    public void stop() {
      super.stop();
      sender.close();
      snapshots.close();
    }

    @Override
    public void start() {
      super.start();
      if (IPV4_LOOPBACK.contains(options.bindAddress())) {
        listenOnIpv6Loopback();
      }
    }

    /**
     * Lets clients that prefer IPv6 use the name localhost. Has no effect if the machine has no
     * IPv6, or another program listens there.
     */
    private void listenOnIpv6Loopback() {
      HttpConfiguration configuration =
          httpConnector.getConnectionFactory(HttpConnectionFactory.class).getHttpConfiguration();
      ServerConnector connector =
          new ServerConnector(
              jettyServer,
              null,
              null,
              null,
              // Accepts in the selector's thread, so that it takes one thread of the pool only.
              0,
              1,
              new HttpConnectionFactory(configuration),
              new PriorKnowledgeHttp2(configuration));
      connector.addBean(memory);
      connector.setAcceptQueueSize(ACCEPT_QUEUE);
      connector.setHost("::1");
      connector.setPort(httpConnector.getLocalPort());
      try {
        connector.open();
      } catch (IOException e) {
        return;
      }
      jettyServer.addConnector(connector);
      try {
        connector.start();
      } catch (Exception e) {
        throw new IllegalStateException(e);
      }
    }

    @Override
    protected ServerConnector createHttpConnector(
        String host, int port, JettySettings settings, NetworkTrafficListener listener) {
      ServerConnector wireMock = super.createHttpConnector(host, port, settings, listener);
      HttpConfiguration configuration =
          wireMock.getConnectionFactory(HttpConnectionFactory.class).getHttpConfiguration();
      configuration.setSendDateHeader(true);
      ServerConnector connector =
          new ServerConnector(
              jettyServer,
              null,
              null,
              null,
              -1,
              -1,
              new HttpConnectionFactory(configuration),
              new PriorKnowledgeHttp2(configuration));
      connector.setHost(host);
      connector.setPort(port);
      connector.setAcceptQueueSize(ACCEPT_QUEUE);
      return connector;
    }
  }
}
