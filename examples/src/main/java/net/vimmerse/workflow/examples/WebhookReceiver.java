package net.vimmerse.workflow.examples;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.function.Consumer;
import net.vimmerse.workflow.client.NotFoundException;
import net.vimmerse.workflow.client.WebhookEvent;
import net.vimmerse.workflow.client.WebhookFormatException;
import net.vimmerse.workflow.client.WorkflowClient;
import net.vimmerse.workflow.client.WorkflowException;
import net.vimmerse.workflow.client.model.Workflow;

/** Takes call-backs, and believes only what the service itself says. */
public final class WebhookReceiver implements AutoCloseable {
  private static final int LARGEST_BODY = 64 * 1024;
  private static final int NO_CONTENT = 204;
  private static final int BAD_REQUEST = 400;
  private static final int NOT_FOUND = 404;
  private static final int UNAVAILABLE = 503;

  private final HttpServer server;
  private final WorkflowClient client;
  private final Consumer<Workflow> ended;

  private WebhookReceiver(HttpServer server, WorkflowClient client, Consumer<Workflow> ended) {
    this.server = server;
    this.client = client;
    this.ended = ended;
  }

  /**
   * Starts to listen on this machine only; a reverse proxy with TLS belongs in front.
   *
   * @param port 0 for any that is free
   * @param ended is given each workflow that has ended, perhaps more than once
   */
  public static WebhookReceiver start(int port, WorkflowClient client, Consumer<Workflow> ended)
      throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    WebhookReceiver receiver = new WebhookReceiver(server, client, ended);
    server.createContext("/workflow-ended", receiver::receive);
    server.start();
    return receiver;
  }

  /** Where call-backs are taken. */
  public String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/workflow-ended";
  }

  // begin: webhook
  private void receive(HttpExchange exchange) throws IOException {
    int status;
    try {
      byte[] body = exchange.getRequestBody().readNBytes(LARGEST_BODY);
      // No signature is published, so the call-back is a hint; the service's own word counts.
      Workflow workflow = WebhookEvent.parse(body).confirm(client);
      ended.accept(workflow);
      status = NO_CONTENT;
    } catch (WebhookFormatException e) {
      status = BAD_REQUEST;
    } catch (NotFoundException e) {
      status = NOT_FOUND;
    } catch (WorkflowException e) {
      // The sender may try again when the service can be asked.
      status = UNAVAILABLE;
    }
    exchange.sendResponseHeaders(status, -1);
    exchange.close();
  }

  // end

  @Override
  public void close() {
    server.stop(0);
  }

  /** Arguments: the port. The key and the service are taken from the environment. */
  public static void main(String[] args) throws IOException {
    int port = args.length > 0 ? Integer.parseInt(args[0]) : 9000;
    WebhookReceiver receiver =
        start(
            port,
            WorkflowClient.fromEnvironment(),
            workflow -> System.out.println(workflow.id() + " " + workflow.processingStatus()));
    System.out.println("Send call-backs to " + receiver.url());
  }
}
