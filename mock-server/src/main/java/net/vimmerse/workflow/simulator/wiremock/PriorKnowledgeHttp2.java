package net.vimmerse.workflow.simulator.wiremock;

import org.jspecify.annotations.Nullable;
import wiremock.org.eclipse.jetty.http.HttpFields;
import wiremock.org.eclipse.jetty.http.HttpMethod;
import wiremock.org.eclipse.jetty.http.MetaData;
import wiremock.org.eclipse.jetty.http2.server.HTTP2CServerConnectionFactory;
import wiremock.org.eclipse.jetty.io.Connection;
import wiremock.org.eclipse.jetty.io.EndPoint;
import wiremock.org.eclipse.jetty.server.Connector;
import wiremock.org.eclipse.jetty.server.HttpConfiguration;

/**
 * Accepts HTTP/2 without TLS from clients that start with it, and ignores the {@code Upgrade: h2c}
 * of HTTP/1.1 requests, as RFC 9110 permits.
 *
 * <p>Jetty would change protocols before it has read the body of the request, and lose a body that
 * is still on its way. The JDK's {@code HttpClient} asks for the upgrade by default.
 */
final class PriorKnowledgeHttp2 extends HTTP2CServerConnectionFactory {

  PriorKnowledgeHttp2(HttpConfiguration configuration) {
    super(configuration);
  }

  @Override
  public @Nullable Connection upgradeConnection(
      Connector connector,
      EndPoint endPoint,
      MetaData.Request request,
      HttpFields.Mutable response) {
    // The preface of HTTP/2 comes through here as a request with the method PRI.
    return HttpMethod.PRI.is(request.getMethod())
        ? super.upgradeConnection(connector, endPoint, request, response)
        : null;
  }
}
