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

/** Receives webhooks, and reads each workflow from the service instead of trusting them. */
public final class WebhookReceiver implements AutoCloseable {
  private static final int MAX_BODY_SIZE = 64 * 1024;
  private static final int NO_CONTENT = 204;
  private static final int BAD_REQUEST = 400;
  private static final int NOT_FOUND = 404;
  private static final int UNAVAILABLE = 503;

  private final HttpServer server;
  private final WorkflowClient client;
  private final Consumer<Workflow> listener;

  private WebhookReceiver(HttpServer server, WorkflowClient client, Consumer<Workflow> listener) {
    this.server = server;
    this.client = client;
    this.listener = listener;
  }

  /**
   * Starts the receiver on the loopback interface; put a reverse proxy with TLS in front of it.
   *
   * @param port 0 for any free port
   * @param listener called with each workflow that has ended, possibly more than once
   */
  public static WebhookReceiver start(int port, WorkflowClient client, Consumer<Workflow> listener)
      throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    WebhookReceiver receiver = new WebhookReceiver(server, client, listener);
    server.createContext("/workflow-ended", receiver::receive);
    server.start();
    return receiver;
  }

  /** Returns the URL that receives webhooks. */
  public String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/workflow-ended";
  }

  // begin: webhook
  private void receive(HttpExchange exchange) throws IOException {
    int status;
    try {
      byte[] body = exchange.getRequestBody().readNBytes(MAX_BODY_SIZE);
      // Webhooks have no documented signature, so read the workflow from the service.
      Workflow workflow = WebhookEvent.parse(body).confirm(client);
      listener.accept(workflow);
      status = NO_CONTENT;
    } catch (WebhookFormatException e) {
      status = BAD_REQUEST;
    } catch (NotFoundException e) {
      status = NOT_FOUND;
    } catch (WorkflowException e) {
      // The service cannot be reached at present; the sender may retry.
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

  /** Takes the port; reads the API key and the base URL from the environment. */
  public static void main(String[] args) throws IOException {
    int port = args.length > 0 ? Integer.parseInt(args[0]) : 9000;
    WebhookReceiver receiver =
        start(
            port,
            WorkflowClient.fromEnvironment(),
            workflow -> System.out.println(workflow.id() + " " + workflow.processingStatus()));
    System.out.println("Listening for webhooks at " + receiver.url());
  }
}
