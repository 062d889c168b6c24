package net.vimmerse.workflow.simulator.wiremock;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import net.vimmerse.workflow.simulator.http.Cors;
import wiremock.jakarta.servlet.http.HttpServletRequest;
import wiremock.jakarta.servlet.http.HttpServletResponse;
import wiremock.org.eclipse.jetty.http.HttpFields;
import wiremock.org.eclipse.jetty.http.HttpHeader;
import wiremock.org.eclipse.jetty.server.Request;
import wiremock.org.eclipse.jetty.server.handler.ErrorHandler;

/**
 * Responds to requests that are not valid HTTP, or that WireMock's admin API does not know, in the
 * error format of the APIs instead of Jetty's HTML.
 */
final class JsonErrorHandler extends ErrorHandler {

  private final Cors cors;

  JsonErrorHandler(Cors cors) {
    this.cors = cors;
  }

  @Override
  public ByteBuffer badMessageError(int status, String reason, HttpFields.Mutable fields) {
    fields.put(HttpHeader.CONTENT_TYPE, "application/json");
    cors.headers(null).forEach(fields::put);
    fields.put(getServer().getDateField());
    return ByteBuffer.wrap(json("BAD_MESSAGE", "The request line or a header cannot be read."));
  }

  @Override
  public void handle(
      String target, Request base, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    base.setHandled(true);
    response.setContentType("application/json");
    response
        .getOutputStream()
        .write(
            response.getStatus() == HttpServletResponse.SC_NOT_FOUND
                ? json("NOT_FOUND", "Unknown path or resource.")
                : json("INTERNAL_ERROR", "The request cannot be handled."));
  }

  private static byte[] json(String code, String message) {
    return ("{\"message\":\"" + message + "\",\"code\":\"" + code + "\"}")
        .getBytes(StandardCharsets.UTF_8);
  }
}
