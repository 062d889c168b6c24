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
 * Answers every request with the same bytes, in one packet: servers that write head and body apart
 * are kept waiting by TCP for 40 ms, beside which nothing can be measured.
 */
final class BenchmarkServer {
  private final ServerSocket server;
  private final byte[] answer;

  BenchmarkServer(String json) throws IOException {
    answer =
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
    int ends = 0;
    for (int b = in.read(); b >= 0; b = in.read()) {
      if (b == '\n') {
        ends++;
      } else if (b != '\r') {
        ends = 0;
      }
      if (ends == 2) {
        out.write(answer);
        ends = 0;
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
