package net.vimmerse.workflow.client;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

/**
 * Returns the same response for every request, in one packet: with separate packets for headers and
 * body, a delayed TCP acknowledgement of 40 ms would hide what is measured.
 */
final class BenchmarkServer {
  private final ServerSocket server;
  private final byte[] response;

  BenchmarkServer(String json) throws IOException {
    response =
        ("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: "
                + json.length()
                + "\r\n\r\n"
                + json)
            .getBytes(US_ASCII);
    server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    start(
        () -> {
          while (true) {
            Socket socket = server.accept();
            start(() -> serve(socket));
          }
        });
  }

  String url() {
    return "http://127.0.0.1:" + server.getLocalPort();
  }

  void close() throws IOException {
    server.close();
  }

  private void serve(Socket socket) throws IOException {
    socket.setTcpNoDelay(true);
    InputStream in = new BufferedInputStream(socket.getInputStream());
    OutputStream out = socket.getOutputStream();
    int lineEnds = 0;
    for (int b = in.read(); b >= 0; b = in.read()) {
      if (b == '\n') {
        lineEnds++;
      } else if (b != '\r') {
        lineEnds = 0;
      }
      if (lineEnds == 2) {
        out.write(response);
        lineEnds = 0;
      }
    }
  }

  private interface Serving {
    void run() throws IOException;
  }

  private static void start(Serving serving) {
    Thread thread =
        new Thread(
            () -> {
              try {
                serving.run();
              } catch (IOException e) {
                // The benchmark has ended.
              }
            });
    thread.setDaemon(true);
    thread.start();
  }
}
