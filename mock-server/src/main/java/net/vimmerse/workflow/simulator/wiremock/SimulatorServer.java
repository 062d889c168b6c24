package net.vimmerse.workflow.simulator.wiremock;

import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.common.ConsoleNotifier;
import com.github.tomakehurst.wiremock.common.FatalStartupException;
import com.github.tomakehurst.wiremock.common.JettySettings;
import com.github.tomakehurst.wiremock.core.Options;
import com.github.tomakehurst.wiremock.extension.Extension;
import com.github.tomakehurst.wiremock.http.AdminRequestHandler;
import com.github.tomakehurst.wiremock.http.StubRequestHandler;
import com.github.tomakehurst.wiremock.jetty11.Jetty11HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import net.vimmerse.workflow.simulator.http.ApiRequest;
import net.vimmerse.workflow.simulator.http.ApiResponse;
import net.vimmerse.workflow.simulator.http.ExchangeListener;
import org.jspecify.annotations.Nullable;
import wiremock.org.eclipse.jetty.io.NetworkTrafficListener;
import wiremock.org.eclipse.jetty.server.HttpConnectionFactory;
import wiremock.org.eclipse.jetty.server.ServerConnector;

/**
 * A WireMock server that serves the simulator wherever no stub of a user matches.
 *
 * <p>Thread-safe.
 */
public final class SimulatorServer implements AutoCloseable {

  private final WireMockServer server;

  /**
   * Starts the server.
   *
   * @param api handles what no stub matches
   * @param adminApi handles requests under {@code /__admin/simulator}
   * @param port 0 for a free port
   * @param maxBodyBytes the maximum size of a request body
   * @param maxAdminBodyBytes the same for a path of the admin API
   * @param listener receives all exchanges but those of the admin API; null for none
   * @throws UncheckedIOException if it cannot listen on the address
   */
  public SimulatorServer(
      Function<ApiRequest, ApiResponse> api,
      Function<ApiRequest, ApiResponse> adminApi,
      String host,
      int port,
      int maxBodyBytes,
      ToIntFunction<String> maxAdminBodyBytes,
      @Nullable ExchangeListener listener) {
    this.server =
        new WireMockServer(
            wireMockConfig()
                .bindAddress(host)
                .port(port)
                .notifier(new ConsoleNotifier(false))
                // Prevents WireMock from serving the working directory.
                .usingFilesUnderClasspath("net/vimmerse/workflow/simulator/stubs")
                .extensionScanningEnabled(false)
                .extensions(extensions(api, listener))
                .httpServerFactory(
                    (options, admin, stubs) ->
                        new GuardedServer(
                            options,
                            admin,
                            stubs,
                            api,
                            adminApi,
                            maxBodyBytes,
                            maxAdminBodyBytes,
                            listener))
                // Delays responses without blocking a thread.
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

  private static Extension[] extensions(
      Function<ApiRequest, ApiResponse> api, @Nullable ExchangeListener listener) {
    Extension[] service = {new SimulatorTransformer(api), new CatchAllStub()};
    if (listener == null) {
      return service;
    }
    Extension[] withListener = Arrays.copyOf(service, service.length + 1);
    withListener[service.length] = new ExchangeNotifier(listener);
    return withListener;
  }

  private static String rootCause(Throwable e) {
    Throwable root = e;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root.getMessage();
  }

  /** Returns the port that the server listens on. */
  public int port() {
    return server.port();
  }

  /** Stops the server. Closing twice has no effect. */
  @Override
  public void close() {
    server.stop();
  }

  private static final class GuardedServer extends Jetty11HttpServer {
    GuardedServer(
        Options options,
        AdminRequestHandler admin,
        StubRequestHandler stubs,
        Function<ApiRequest, ApiResponse> api,
        Function<ApiRequest, ApiResponse> adminApi,
        int maxBodyBytes,
        ToIntFunction<String> maxAdminBodyBytes,
        @Nullable ExchangeListener listener) {
      super(options, admin, stubs);
      jettyServer.setErrorHandler(new MalformedRequestHandler());
      jettyServer.setHandler(
          new RequestGuard(
              jettyServer.getHandler(), api, adminApi, maxBodyBytes, maxAdminBodyBytes, listener));
    }

    @Override
    protected ServerConnector createHttpConnector(
        String host, int port, JettySettings settings, NetworkTrafficListener listener) {
      ServerConnector connector = super.createHttpConnector(host, port, settings, listener);
      HttpConnectionFactory http = connector.getConnectionFactory(HttpConnectionFactory.class);
      connector.removeConnectionFactory("h2c");
      connector.addConnectionFactory(new PriorKnowledgeHttp2(http.getHttpConfiguration()));
      return connector;
    }
  }
}
