package consumer;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import net.vimmerse.workflow.client.RetryOptions;
import net.vimmerse.workflow.client.ValidationFailedException;
import net.vimmerse.workflow.client.WebhookEvent;
import net.vimmerse.workflow.client.WorkflowClient;
import net.vimmerse.workflow.client.model.AspectRatio;
import net.vimmerse.workflow.client.model.CreateWorkflowRequest;
import net.vimmerse.workflow.client.model.ProcessingStatus;
import net.vimmerse.workflow.client.model.VideoOptions;
import net.vimmerse.workflow.client.model.VimAstronautRequest;
import net.vimmerse.workflow.client.model.Workflow;

/** Uses the client after shrinking. Fails if anything behaves differently. */
public final class Main {
  private static final String WORKFLOW =
      "{\"data\": {\"id\": \"w-1\", \"processing_status\": \"success\", \"eta\": [1, 2.5],"
          + " \"options\": {\"a\": 1}, \"created_at\": \"2025-04-11 18:33:59.780864+00:00\","
          + " \"result\": [{\"content_type\": \"video/mp4\", \"url\": \"https://example.com\"}]}}";
  private static final String TEMPLATES =
      "{\"data\": [{\"template_id\": \"t\", \"credits\": {\"video\": 100}}]}";
  private static final String VIOLATION =
      "{\"detail\": [{\"loc\": [\"body\", 17], \"msg\": \"m\", \"type\": \"t\"}]}";

  private static volatile String lastBody = "";

  private Main() {}

  /** Takes the jar before shrinking and the one after. */
  public static void main(String[] args) throws Exception {
    try (ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      Thread serving = new Thread(() -> serve(server));
      serving.setDaemon(true);
      serving.start();
      try (WorkflowClient client =
          WorkflowClient.builder()
              .apiKey("demo")
              .baseUrl("http://127.0.0.1:" + server.getLocalPort())
              .retryOptions(RetryOptions.none())
              .build()) {
        use(client);
      }
    }
    check(new File(args[1]).length() < new File(args[0]).length(), "the jar is not smaller");
    System.out.println("Works after shrinking, size: " + new File(args[1]).length() + " bytes");
  }

  private static void use(WorkflowClient client) throws Exception {
    Workflow done =
        client
            .create(
                VimAstronautRequest.builder()
                    .options(VideoOptions.builder().aspectRatio(AspectRatio.PORTRAIT_9_16).build())
                    .build())
            .await();
    check(
        lastBody.equals(
            "{\"template_id\":\"vim_astronaut\",\"options\":{\"aspect_ratio\":\"9:16\"}}"),
        lastBody);
    check(done.processingStatus() == ProcessingStatus.SUCCESS, "status");
    check("video/mp4".equals(done.result().get(0).contentType()), "result");
    check(done.createdAt() != null && done.createdAt().getYear() == 2025, "timestamp");
    check(Long.valueOf(1).equals(done.options().get("a")), "options");
    check(done.additionalProperties().toString().equals("{eta=[1, 2.5]}"), "additional properties");
    check(client.awaitAsync("w-1").get().equals(done), "asynchronous");
    check(client.templates().get(0).credits().get("video") == 100, "templates");
    check(client.workflowApi().getWorkflow("w-1").execute().body().data().equals(done), "Retrofit");
    client.create(CreateWorkflowRequest.forTemplate("new").option("b", "c").build());
    check(lastBody.equals("{\"template_id\":\"new\",\"options\":{\"b\":\"c\"}}"), lastBody);
    try {
      client.get("invalid");
      check(false, "no error");
    } catch (ValidationFailedException e) {
      check(e.errors().get(0).loc().get(1).equals(17L), "error");
    }
    check(
        WebhookEvent.parse("{\"workflow_id\": \"w-1\"}").workflowId().equals("w-1"), "webhook");
  }

  private static void check(boolean condition, String what) {
    if (!condition) {
      throw new IllegalStateException("Different after shrinking: " + what);
    }
  }

  private static void serve(ServerSocket server) {
    while (true) {
      try (Socket socket = server.accept()) {
        respond(socket);
      } catch (IOException e) {
        return;
      }
    }
  }

  private static void respond(Socket socket) throws IOException {
    InputStream in = socket.getInputStream();
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      head.append((char) in.read());
    }
    int at = head.toString().toLowerCase().indexOf("content-length: ");
    if (at >= 0) {
      int length =
          Integer.parseInt(head.substring(at + 16, head.indexOf("\r\n", at)).trim());
      lastBody = new String(in.readNBytes(length), StandardCharsets.UTF_8);
    }
    boolean invalid = head.indexOf("/invalid ") > 0;
    String body =
        invalid ? VIOLATION : head.indexOf("/templates") > 0 ? TEMPLATES : WORKFLOW;
    socket
        .getOutputStream()
        .write(
            ("HTTP/1.1 "
                    + (invalid ? "422 No" : "200 OK")
                    + "\r\nConnection: close\r\nContent-Length: "
                    + body.length()
                    + "\r\n\r\n"
                    + body)
                .getBytes(StandardCharsets.US_ASCII));
  }
}
