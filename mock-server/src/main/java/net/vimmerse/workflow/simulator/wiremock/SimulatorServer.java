package net.vimmerse.workflow.simulator.wiremock;

import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.common.FatalStartupException;
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
import net.vimmerse.workflow.simulator.ExchangeListener;
import net.vimmerse.workflow.simulator.api.ApiRequest;
import net.vimmerse.workflow.simulator.api.ApiResponse;
import org.jspecify.annotations.Nullable;

/**
 * A WireMock server that serves the simulated service wherever no other stub does.
 *
 * <p>Thread-safe.
 */
public final class SimulatorServer implements AutoCloseable {

  private final WireMockServer server;

  /**
   * Starts to serve.
   *
   * @param api answers what no other stub does
   * @param control answers under {@code /__admin/simulator}
   * @param port 0 for any that is free
   * @param maxBodyBytes more than this of a body is never kept
   * @param maxAdminBodyBytes the same for a path of the control API
   * @param listener hears of all that is answered but for the control API; null for nobody
   * @throws UncheckedIOException if the address cannot be bound
   */
  public SimulatorServer(
      Function<ApiRequest, ApiResponse> api,
      Function<ApiRequest, ApiResponse> control,
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
                .notifier(new ErrorNotifier())
                // Without this, WireMock would serve what lies in the working directory.
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
                            control,
                            maxBodyBytes,
                            maxAdminBodyBytes,
                            listener))
                // A delayed answer waits without a thread.
                .asynchronousResponseEnabled(true)
                .asynchronousResponseThreads(4)
                // Unbounded otherwise; and a bounded one is searched through at each request.
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
    Extension[] service = {new SimulatorTransformer(api), new CatchAllMapping()};
    if (listener == null) {
      return service;
    }
    Extension[] heard = Arrays.copyOf(service, service.length + 1);
    heard[service.length] = new ServedExchanges(listener);
    return heard;
  }

  private static String rootCause(Throwable e) {
    Throwable root = e;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root.getMessage();
  }

  /** The port that is listened on. */
  public int port() {
    return server.port();
  }

  /** Stops serving. Safe to call twice. */
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
        Function<ApiRequest, ApiResponse> control,
        int maxBodyBytes,
        ToIntFunction<String> maxAdminBodyBytes,
        @Nullable ExchangeListener listener) {
      super(options, admin, stubs);
      jettyServer.setErrorHandler(new UnreadableRequests());
      jettyServer.setHandler(
          new RequestGuard(
              jettyServer.getHandler(), api, control, maxBodyBytes, maxAdminBodyBytes, listener));
    }
  }
}
