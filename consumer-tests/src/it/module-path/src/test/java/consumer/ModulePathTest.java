package consumer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import net.vimmerse.workflow.client.WorkflowClient;
import org.junit.jupiter.api.Test;

class ModulePathTest {
  @Test
  void the_client_is_a_module() {
    assertTrue(ModulePathTest.class.getModule().isNamed());
    assertEquals("net.vimmerse.workflow.client", WorkflowClient.class.getModule().getName());
    assertFalse(WorkflowClient.class.getModule().getDescriptor().isAutomatic());
  }

  @Test
  void a_workflow_is_created_and_awaited() throws Exception {
    byte[] body =
        "{\"data\": {\"id\": \"w-1\", \"processing_status\": \"success\"}}"
            .getBytes(StandardCharsets.UTF_8);
    byte[] head =
        ("HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: " + body.length + "\r\n\r\n")
            .getBytes(StandardCharsets.US_ASCII);
    // Not with the JDK's HTTP server, whose module would have to be required.
    try (ServerSocket server = new ServerSocket(0, 0, InetAddress.getLoopbackAddress())) {
      Thread serving =
          new Thread(
              () -> {
                for (int i = 0; i < 2; i++) {
                  try (Socket socket = server.accept()) {
                    InputStream in = socket.getInputStream();
                    in.read(new byte[64 * 1024]);
                    OutputStream out = socket.getOutputStream();
                    out.write(head);
                    out.write(body);
                  } catch (java.io.IOException e) {
                    return;
                  }
                }
              });
      serving.start();
      assertEquals("w-1", Launch.at("http://127.0.0.1:" + server.getLocalPort()).id());
      serving.join();
    }
  }
}
