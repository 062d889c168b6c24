package net.vimmerse.workflow.simulator.wiremock;

import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static java.util.Objects.requireNonNull;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.core.Options;
import com.github.tomakehurst.wiremock.extension.Extension;
import com.github.tomakehurst.wiremock.http.AdminRequestHandler;
import com.github.tomakehurst.wiremock.http.StubRequestHandler;
import com.github.tomakehurst.wiremock.http.client.ApacheHttpClientFactory;
import com.github.tomakehurst.wiremock.http.client.HttpClient;
import com.github.tomakehurst.wiremock.http.client.LazyHttpClient;
import com.github.tomakehurst.wiremock.jetty11.Jetty11HttpServer;
import com.github.tomakehurst.wiremock.servlet.WireMockHandlerDispatchingServlet;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import wiremock.org.eclipse.jetty.server.Handler;
import wiremock.org.eclipse.jetty.server.Server;
import wiremock.org.eclipse.jetty.server.ServerConnector;
import wiremock.org.eclipse.jetty.servlet.ServletContextHandler;
import wiremock.org.eclipse.jetty.servlet.ServletHolder;

/**
 * WireMock with the stubs of users. It is created by the first request to its admin API, as most
 * simulators have no stubs, and its classes would take a fifth of the time of a start.
 *
 * <p>Thread-safe.
 */
final class UserStubs implements AutoCloseable {

  private final Server server;
  private final RequestHandlers handlers;
  private final ApiEndpoint api;
  private final ResponseSender sender;
  private final CatchAllStub catchAll = new CatchAllStub();

  /** Null until the first request to the admin API. */
  private @Nullable Contexts contexts;

  UserStubs(Server server, RequestHandlers handlers, ApiEndpoint api, ResponseSender sender) {
    this.server = server;
    this.handlers = handlers;
    this.api = api;
    this.sender = sender;
  }

  /** Tests whether no stub can match a request or change a response. */
  boolean areAbsent() {
    return catchAll.isAlone();
  }

  /** Returns WireMock's handler of stubs and of its admin API. */
  synchronized Handler handler() {
    Contexts known = contexts;
    if (known == null) {
      known = create();
      contexts = known;
    }
    return known.handler;
  }

  private Contexts create() {
    AtomicReference<@Nullable Contexts> created = new AtomicReference<>();
    WireMockServer wireMock =
        new WireMockServer(
            wireMockConfig()
                .notifier(new OneLineNotifier(System.err::println))
                // Prevents WireMock from serving the working directory.
                .usingFilesUnderClasspath("net/vimmerse/workflow/simulator/stubs")
                .extensionScanningEnabled(false)
                .extensions(extensions())
                .httpServerFactory(
                    (options, admin, stubs) -> {
                      Contexts contexts = new Contexts(options, admin, stubs);
                      created.set(contexts);
                      return contexts;
                    })
                .httpClientFactory(UserStubs::clientOfProxyStubs)
                // Delays the responses of stubs without blocking a thread.
                .asynchronousResponseEnabled(true)
                .asynchronousResponseThreads(4)
                // It is unbounded by default, and slow when bounded.
                .disableRequestJournal()
                .stubRequestLoggingDisabled(true)
                .useChunkedTransferEncoding(Options.ChunkedEncodingPolicy.NEVER)
                .gzipDisabled(true));
    wireMock.start();
    return requireNonNull(created.get());
  }

  private Extension[] extensions() {
    List<Extension> extensions = new ArrayList<>();
    extensions.add(new CorsTransformer(handlers.cors()));
    extensions.add(catchAll);
    if (handlers.listener() != null) {
      extensions.add(new ExchangeNotifier(catchAll, handlers.listener()));
    }
    return extensions.toArray(Extension[]::new);
  }

  /** Returns a client that is created with its first request, as hardly any simulator uses it. */
  private static HttpClient clientOfProxyStubs(
      Options options, boolean trustAll, List<String> trustedHosts, boolean systemProperties) {
    return new LazyHttpClient(
        () ->
            new ApacheHttpClientFactory()
                .buildHttpClient(options, trustAll, trustedHosts, systemProperties));
  }

  @Override
  public synchronized void close() {
    if (contexts != null) {
      contexts.stop();
    }
  }

  /** WireMock's servlets, which run in the server of the simulator instead of one of their own. */
  private final class Contexts extends Jetty11HttpServer {

    private final Handler handler;

    Contexts(Options options, AdminRequestHandler admin, StubRequestHandler stubs) {
      super(options, admin, stubs);
      for (Handler context : jettyServer.getChildHandlersByClass(ServletContextHandler.class)) {
        for (ServletHolder holder :
            ((ServletContextHandler) context).getServletHandler().getServlets()) {
          if (WireMockHandlerDispatchingServlet.class.getName().equals(holder.getClassName())) {
            holder.setServlet(new StubServlet(catchAll, api, sender));
          }
        }
      }
      this.handler = jettyServer.getHandler();
      jettyServer.setHandler(null);
      handler.setServer(server);
    }

    @Override
    public void start() {
      try {
        handler.start();
      } catch (Exception e) {
        throw new IllegalStateException(e);
      }
    }

    @Override
    public boolean isRunning() {
      return handler.isRunning();
    }

    @Override
    public int port() {
      return ((ServerConnector) server.getConnectors()[0]).getLocalPort();
    }

    @Override
    public void stop() {
      super.stop();
      try {
        handler.stop();
      } catch (Exception e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
