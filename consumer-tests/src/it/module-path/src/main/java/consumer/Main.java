package consumer;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import net.vimmerse.workflow.client.WorkflowClient;

/** Runs by java -p ... -m consumer/consumer.Main, against a service that it simulates. */
public final class Main {
  private Main() {}

  public static void main(String[] args) throws Exception {
    Module client = WorkflowClient.class.getModule();
    if (!client.isNamed() || client.getDescriptor().isAutomatic()) {
      throw new AssertionError(client);
    }
    try (ServerSocket server = new ServerSocket(0, 0, InetAddress.getLoopbackAddress())) {
      Thread serving = new Thread(() -> serve(server));
      serving.setDaemon(true);
      serving.start();
      System.out.println("created " + Launch.at("http://127.0.0.1:" + server.getLocalPort()).id());
    }
  }

  private static void serve(ServerSocket server) {
    byte[] body =
        "{\"data\": {\"id\": \"w-1\", \"processing_status\": \"success\"}}"
            .getBytes(StandardCharsets.UTF_8);
    String head =
        "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: " + body.length + "\r\n\r\n";
    while (true) {
      try (Socket socket = server.accept()) {
        InputStream in = socket.getInputStream();
        in.read(new byte[64 * 1024]);
        OutputStream out = socket.getOutputStream();
        out.write(head.getBytes(StandardCharsets.US_ASCII));
        out.write(body);
      } catch (IOException e) {
        return;
      }
    }
  }
}
