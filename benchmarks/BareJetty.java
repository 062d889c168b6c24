import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import wiremock.jakarta.servlet.http.HttpServletRequest;
import wiremock.jakarta.servlet.http.HttpServletResponse;
import wiremock.org.eclipse.jetty.server.Request;
import wiremock.org.eclipse.jetty.server.Server;
import wiremock.org.eclipse.jetty.server.handler.AbstractHandler;

/** Serves one file at every path with the Jetty that is inside WireMock: PORT FILE. */
public final class BareJetty {

  public static void main(String[] arguments) throws Exception {
    byte[] body = Files.readAllBytes(Path.of(arguments[1]));
    Server server = new Server(Integer.parseInt(arguments[0]));
    server.setHandler(
        new AbstractHandler() {
          @Override
          public void handle(
              String target,
              Request request,
              HttpServletRequest ignored,
              HttpServletResponse response)
              throws IOException {
            response.setContentType("application/json");
            response.setContentLength(body.length);
            response.getOutputStream().write(body);
            request.setHandled(true);
          }
        });
    server.start();
  }
}
