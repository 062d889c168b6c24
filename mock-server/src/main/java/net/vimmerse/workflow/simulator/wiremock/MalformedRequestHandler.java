package net.vimmerse.workflow.simulator.wiremock;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import wiremock.org.eclipse.jetty.http.HttpFields;
import wiremock.org.eclipse.jetty.http.HttpHeader;
import wiremock.org.eclipse.jetty.server.handler.ErrorHandler;

/**
 * Responds to requests that are not valid HTTP in the API's error format instead of Jetty's HTML.
 */
final class MalformedRequestHandler extends ErrorHandler {

  @Override
  public ByteBuffer badMessageError(int status, String reason, HttpFields.Mutable fields) {
    fields.put(HttpHeader.CONTENT_TYPE, "application/json");
    fields.put("Access-Control-Allow-Origin", "*");
    String body =
        "{\"message\":\"The request line or a header cannot be read.\",\"code\":\"BAD_MESSAGE\"}";
    return ByteBuffer.wrap(body.getBytes(StandardCharsets.UTF_8));
  }
}
