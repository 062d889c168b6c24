package net.vimmerse.workflow.simulator.wiremock;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import net.vimmerse.workflow.simulator.Simulator;
import net.vimmerse.workflow.simulator.admin.StreamedResponse;
import net.vimmerse.workflow.simulator.http.ApiRequest;
import net.vimmerse.workflow.simulator.http.ApiResponse;
import net.vimmerse.workflow.simulator.http.Cors;
import net.vimmerse.workflow.simulator.http.ExchangeListener;
import net.vimmerse.workflow.simulator.http.ExternalUrl;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import wiremock.org.eclipse.jetty.util.thread.Invocable;

@Timeout(60)
class EventLoopHttp1Test {

  private static final Set<String> PROMPT = Set.of("/prompt", "/later");
  private static final String CLOSE = "Connection: close\r\n";

  /** More than there are selectors, and fewer than there are threads. */
  private static final int MANY = 40;

  private final CountDownLatch waiting = new CountDownLatch(MANY);
  private final CountDownLatch end = new CountDownLatch(1);
  private final BlockingQueue<Runnable> later = new LinkedBlockingQueue<>();
  private volatile @Nullable Throwable failure;
  private final List<Throwable> reported = new CopyOnWriteArrayList<>();
  private final List<Socket> sockets = new ArrayList<>();

  @AfterEach
  void close() throws IOException {
    end.countDown();
    for (Socket socket : sockets) {
      socket.close();
    }
  }

  @Test
  void only_prompt_requests_are_handled_by_the_thread_that_has_read_them() throws IOException {
    try (SimulatorServer server = server()) {
      assertThat(read(send(server.port(), get("/prompt") + get("/other") + get("/prompt", CLOSE))))
          .containsSubsequence("/prompt true", "/other false", "/prompt ");
    }
  }

  @Test
  void a_client_that_sends_one_request_after_another_leaves_the_thread_to_others()
      throws IOException {
    try (SimulatorServer server = server()) {
      String responses =
          read(send(server.port(), get("/prompt").repeat(MANY) + get("/prompt", CLOSE)));

      assertThat(responses.split("/prompt ", -1)).hasSize(MANY + 2);
      assertThat(responses).containsSubsequence("/prompt true", "/prompt false");
    }
  }

  @Test
  void a_prompt_request_whose_body_arrives_later_is_handled_once_it_has() throws IOException {
    try (SimulatorServer server = server()) {
      String head = "POST /prompt HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\n" + CLOSE + "\r\n";
      Socket socket = send(server.port(), head + "12");
      assertThat(read(send(server.port(), get("/prompt", CLOSE)))).contains("/prompt");
      write(socket, "34");

      assertThat(read(socket)).contains("/prompt").endsWith("1234");
    }
  }

  @Test
  void a_client_that_ends_its_stream_with_a_request_gets_the_response_and_the_end()
      throws IOException {
    try (SimulatorServer server = server()) {
      Socket socket = send(server.port(), get("/prompt"));
      socket.shutdownOutput();

      assertThat(read(socket)).contains("/prompt true");
    }
  }

  @Test
  void requests_that_arrive_in_pieces_are_handled_when_they_are_complete() throws IOException {
    try (SimulatorServer server = server()) {
      String two = get("/prompt") + get("/prompt", CLOSE);
      Socket socket = send(server.port(), "");
      for (int i = 0; i < two.length(); i++) {
        write(socket, two.substring(i, i + 1));
      }

      assertThat(read(socket).split("/prompt true", -1)).hasSize(3);
    }
  }

  @Test
  void requests_that_wait_do_not_hold_up_prompt_ones() throws Exception {
    try (SimulatorServer server = server()) {
      List<Socket> held = new ArrayList<>();
      for (int i = 0; i < MANY; i++) {
        held.add(send(server.port(), get("/waiting") + get("/prompt", CLOSE)));
      }
      assertThat(waiting.await(30, TimeUnit.SECONDS)).isTrue();
      for (int i = 0; i < MANY; i++) {
        assertThat(read(send(server.port(), get("/prompt", CLOSE)))).contains("/prompt");
      }
      end.countDown();

      for (Socket each : held) {
        assertThat(read(each)).containsSubsequence("/waiting", "/prompt");
      }
    }
  }

  @Test
  void a_response_that_comes_later_is_sent_by_the_thread_that_has_read_the_request()
      throws Exception {
    try (SimulatorServer server = server()) {
      List<Socket> held = new ArrayList<>();
      for (int i = 0; i < MANY; i++) {
        held.add(send(server.port(), get("/later") + get("/prompt", CLOSE)));
      }
      for (int i = 0; i < MANY; i++) {
        assertThat(read(send(server.port(), get("/prompt", CLOSE)))).contains("/prompt true");
      }
      for (int i = 0; i < MANY; i++) {
        later.take().run();
      }

      for (Socket each : held) {
        assertThat(read(each)).containsSubsequence("/later true", "/prompt ");
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {10, 100_000})
  void a_request_whose_body_or_response_is_not_prompt_can_be_completed_later(int length)
      throws Exception {
    try (SimulatorServer server = server()) {
      String head = "POST /other-later HTTP/1.1\r\nHost: x\r\nContent-Length: " + length + "\r\n";
      Socket socket = send(server.port(), head + CLOSE + "\r\n" + "x".repeat(length));
      later.take().run();

      assertThat(read(socket)).contains("/other-later false").endsWith(" " + "x".repeat(length));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/later", "/other-later"})
  void a_response_that_fails_later_ends_its_connection_only(String path) throws Exception {
    failure = new IllegalStateException("simulated");
    try (SimulatorServer server = server()) {
      Socket failing = send(server.port(), get(path));
      later.take().run();

      assertThat(read(failing)).isEmpty();
      assertThat(read(send(server.port(), get("/prompt", CLOSE)))).contains("/prompt true");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/later", "/other-later", "/now"})
  void memory_that_runs_out_is_reported_in_whatever_thread(String path) throws Exception {
    failure = new OutOfMemoryError("simulated");
    try (SimulatorServer server = server()) {
      Socket failing = send(server.port(), get(path, CLOSE));
      if (!path.equals("/now")) {
        later.take().run();
      }
      read(failing);

      assertThat(reported).containsExactly(failure);
    }
  }

  @Test
  void a_listener_hears_of_a_response_when_it_is_complete() throws Exception {
    List<String> heard = new CopyOnWriteArrayList<>();
    try (SimulatorServer server = server(exchange -> heard.add(exchange.url()))) {
      Socket socket = send(server.port(), get("/later", CLOSE));
      Runnable response = later.take();
      assertThat(heard).isEmpty();
      response.run();

      assertThat(read(socket)).contains("/later false");
      assertThat(heard).containsExactly("/later");
    }
  }

  @Test
  void a_listener_that_waits_holds_up_no_other_client() throws Exception {
    try (Simulator simulator =
        Simulator.builder()
            .listener(
                exchange -> {
                  if (exchange.url().contains("held")) {
                    hold();
                  }
                })
            .start()) {
      List<Socket> held = new ArrayList<>();
      for (int i = 0; i < MANY; i++) {
        held.add(send(simulator.port(), get("/v2/workflow/held", CLOSE)));
      }
      assertThat(waiting.await(30, TimeUnit.SECONDS)).isTrue();
      for (int i = 0; i < MANY; i++) {
        assertThat(read(send(simulator.port(), get("/v2/workflow/other", CLOSE)))).contains(" 404");
      }
      end.countDown();

      for (Socket each : held) {
        assertThat(read(each)).contains(" 404");
      }
    }
  }

  private static String get(String path) {
    return get(path, "");
  }

  private static String get(String path, String header) {
    return "GET " + path + " HTTP/1.1\r\nHost: x\r\nX-Api-Key: any\r\n" + header + "\r\n";
  }

  private Socket send(int port, String requests) throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setSoTimeout(30_000);
    sockets.add(socket);
    write(socket, requests);
    return socket;
  }

  private static void write(Socket socket, String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
  }

  private static String read(Socket socket) throws IOException {
    return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }

  private void hold() {
    waiting.countDown();
    try {
      end.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private SimulatorServer server() {
    return server(null);
  }

  /** A server that responds with the path, whether the thread must not wait, and the body. */
  private SimulatorServer server(@Nullable ExchangeListener listener) {
    return new SimulatorServer(
        "127.0.0.1",
        0,
        new RequestHandlers(
            (request, executor) ->
                request.path().endsWith("later")
                    ? respondLater(request, executor)
                    : CompletableFuture.completedFuture(request)
                        .thenApply(now -> now.path().equals("/now") ? fail(now) : respond(now)),
            (method, path) -> PROMPT.contains(path),
            this::respond,
            request -> Optional.empty(),
            Cors.ofAnyOrigin(),
            ExternalUrl.of(null, List.of()),
            1 << 20,
            (request, body) -> new StreamedResponse(respond(request), null),
            listener));
  }

  private CompletableFuture<ApiResponse> respondLater(ApiRequest request, Executor executor) {
    CompletableFuture<Void> ready = new CompletableFuture<>();
    later.add(() -> ready.complete(null));
    return ready.thenApplyAsync(
        nothing -> failure == null ? respond(request) : fail(request), executor);
  }

  private ApiResponse fail(ApiRequest request) {
    Thread.currentThread().setUncaughtExceptionHandler((thread, thrown) -> reported.add(thrown));
    if (failure instanceof Error error) {
      throw error;
    }
    throw new IllegalStateException(request.path());
  }

  private ApiResponse respond(ApiRequest request) {
    if (request.path().equals("/waiting")) {
      hold();
    }
    String body =
        request.path()
            + " "
            + Invocable.isNonBlockingInvocation()
            + " "
            + new String(request.body(), StandardCharsets.UTF_8);
    return new ApiResponse(
        200, Map.of(), body.getBytes(StandardCharsets.UTF_8), Duration.ZERO, null);
  }
}
