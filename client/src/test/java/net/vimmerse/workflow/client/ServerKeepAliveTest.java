package net.vimmerse.workflow.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import mockwebserver3.SocketEffect;
import net.vimmerse.workflow.client.model.VimAstronautRequest;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Lets a server close an idle connection between two requests, as Node.js and uvicorn do. */
class ServerKeepAliveTest extends MockServiceTest {
  private static final VimAstronautRequest REQUEST = VimAstronautRequest.builder().build();

  /**
   * A server that prints its port, and a line when a connection is closed. It ends with its input,
   * even if this JVM is killed.
   */
  enum Server {
    NODE(
        "node",
        "-e",
        String.join(
            "\n",
            "const server = require('http').createServer((request, response) => {",
            "  request.resume().on('end', () => response.end(",
            "    '{\"data\": {\"id\": \"w-1\", \"processing_status\": \"new\"}}'));",
            "});",
            "server.keepAliveTimeout = 100;",
            "server.on('connection', socket => socket.on('close', () => console.log('closed')));",
            "server.listen(0, '127.0.0.1', () => console.log(server.address().port));",
            "process.stdin.resume().on('end', () => process.exit());")),
    UVICORN(
        "python3",
        "-c",
        String.join(
            "\n",
            "import os, socket, sys, threading",
            "import uvicorn",
            "from uvicorn.protocols.http.h11_impl import H11Protocol",
            "class Protocol(H11Protocol):",
            "    def connection_lost(self, reason):",
            "        super().connection_lost(reason)",
            "        print('closed', flush=True)",
            "async def app(scope, receive, send):",
            "    while (await receive()).get('more_body'):",
            "        pass",
            "    await send({'type': 'http.response.start', 'status': 200, 'headers': []})",
            "    body = b'{\"data\": {\"id\": \"w-1\", \"processing_status\": \"new\"}}'",
            "    await send({'type': 'http.response.body', 'body': body})",
            "threading.Thread(target=lambda: (sys.stdin.read(), os._exit(0)), daemon=True).start()",
            "listener = socket.socket()",
            "listener.bind(('127.0.0.1', 0))",
            "listener.listen()",
            "print(listener.getsockname()[1], flush=True)",
            "uvicorn.Server(uvicorn.Config(app, http=Protocol, timeout_keep_alive=1, lifespan='off',",
            "    log_level='error')).run(sockets=[listener])"));

    private final String program;
    private final String option;
    private final String source;

    Server(String program, String option, String source) {
      this.program = program;
      this.option = option;
      this.source = source;
    }
  }

  @ParameterizedTest
  @EnumSource
  void a_create_succeeds_after_a_real_server_has_closed_an_idle_connection(Server server)
      throws Exception {
    String mode = System.getProperty("servers", System.getProperty("tools", "auto"));
    Assumptions.assumeFalse(mode.equals("off"), "-Dservers=off");
    Process process = start(server);
    try {
      BufferedReader lines =
          process == null
              ? new BufferedReader(new StringReader(""))
              : new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8));
      String port = lines.readLine();
      if (port == null) {
        notRun(server, mode);
      }
      try (WorkflowClient client = builder().baseUrl("http://127.0.0.1:" + port).build()) {
        client.get("w-1");
        assertThat(lines.readLine()).isEqualTo("closed");
        for (int i = 0; i < 2; i++) {
          assertThat(client.create(REQUEST).id()).isEqualTo("w-1");
          assertThat(lines.readLine()).isEqualTo("closed");
        }
      }
    } finally {
      if (process != null) {
        process.destroy();
      }
    }
  }

  @Test
  void a_create_succeeds_after_the_service_has_closed_an_idle_connection_without_notice() {
    for (int i = 0; i < 4; i++) {
      service.enqueue(
          response(200, workflow("new", 0)).onResponseEnd(new SocketEffect.CloseSocket()).build());
    }
    client.get("w-1");
    for (int i = 0; i < 3; i++) {
      assertThat(client.create(REQUEST).id()).isEqualTo("w-1");
    }
  }

  @Test
  void every_create_has_a_connection_of_its_own_and_reads_share_one() throws Exception {
    for (int i = 0; i < 4; i++) {
      enqueue(200, workflow("new", 0));
    }
    client.get("w-1");
    client.create(REQUEST);
    client.create(REQUEST);
    client.get("w-1");
    List<Integer> connections = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      connections.add(service.takeRequest().getConnectionIndex());
    }
    assertThat(connections).containsExactly(0, 1, 2, 0);
  }

  private static @Nullable Process start(Server server) {
    try {
      return new ProcessBuilder(server.program, server.option, server.source).start();
    } catch (IOException e) {
      return null;
    }
  }

  private static void notRun(Server server, String mode) {
    String line =
        "NOT RUN: the test with "
            + server
            + ". To run it: install it for "
            + server.program
            + ". To require it: -Dservers=required";
    if (mode.equals("required")) {
      fail(line);
    }
    System.out.println(line);
    Assumptions.abort(line);
  }
}
