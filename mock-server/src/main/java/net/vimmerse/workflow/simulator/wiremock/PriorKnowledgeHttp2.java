package net.vimmerse.workflow.simulator.wiremock;

import net.vimmerse.workflow.simulator.thread.Lazy;
import org.jspecify.annotations.Nullable;
import wiremock.org.eclipse.jetty.http.HttpFields;
import wiremock.org.eclipse.jetty.http.HttpMethod;
import wiremock.org.eclipse.jetty.http.MetaData;
import wiremock.org.eclipse.jetty.http2.server.HTTP2CServerConnectionFactory;
import wiremock.org.eclipse.jetty.io.Connection;
import wiremock.org.eclipse.jetty.io.EndPoint;
import wiremock.org.eclipse.jetty.server.AbstractConnectionFactory;
import wiremock.org.eclipse.jetty.server.ConnectionFactory;
import wiremock.org.eclipse.jetty.server.Connector;
import wiremock.org.eclipse.jetty.server.HttpConfiguration;
import wiremock.org.eclipse.jetty.util.component.LifeCycle;

/**
 * Accepts HTTP/2 without TLS from clients that start with it, and ignores the {@code Upgrade: h2c}
 * of HTTP/1.1 requests, as RFC 9110 permits. Jetty's HTTP/2 is loaded with the first connection.
 *
 * <p>Jetty would change protocols before it has read the body of the request, and lose a body that
 * is still on its way. The JDK's {@code HttpClient} asks for the upgrade by default.
 */
final class PriorKnowledgeHttp2 extends AbstractConnectionFactory
    implements ConnectionFactory.Upgrading {

  private final Lazy<HTTP2CServerConnectionFactory> http2;

  PriorKnowledgeHttp2(HttpConfiguration configuration) {
    super("h2c");
    this.http2 = new Lazy<>(() -> started(new HTTP2CServerConnectionFactory(configuration)));
  }

  /** A bean ends its connections when the server does; it is not started if the server runs. */
  private HTTP2CServerConnectionFactory started(HTTP2CServerConnectionFactory factory) {
    addBean(factory, true);
    LifeCycle.start(factory);
    return factory;
  }

  @Override
  public @Nullable Connection upgradeConnection(
      Connector connector,
      EndPoint endPoint,
      MetaData.Request request,
      HttpFields.Mutable response) {
    // The preface of HTTP/2 comes through here as a request with the method PRI.
    return HttpMethod.PRI.is(request.getMethod())
        ? http2.get().upgradeConnection(connector, endPoint, request, response)
        : null;
  }

  @Override
  public Connection newConnection(Connector connector, EndPoint endPoint) {
    return http2.get().newConnection(connector, endPoint);
  }
}
