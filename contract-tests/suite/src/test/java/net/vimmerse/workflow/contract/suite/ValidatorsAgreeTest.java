package net.vimmerse.workflow.contract.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import net.vimmerse.workflow.contract.openapi.Document;
import net.vimmerse.workflow.contract.recording.ExchangeLog;
import net.vimmerse.workflow.contract.recording.SelfCheckException;
import net.vimmerse.workflow.contract.recording.ValidatingInterceptor;
import net.vimmerse.workflow.contract.validation.ContractValidator;
import net.vimmerse.workflow.contract.validation.Violation.Direction;
import net.vimmerse.workflow.simulator.Simulator;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** The validator of a client, the validator in the simulator and the simulator's log agree. */
@Execution(ExecutionMode.SAME_THREAD)
class ValidatorsAgreeTest {
  private static final int CALLERS = 8;
  private static final int ROUNDS = 5;
  private static final MediaType JSON = MediaType.get("application/json");

  private final ContractValidator validator = ContractValidator.of(Document.bundled());
  private ValidatingListener inside;
  private ValidatingInterceptor outside;
  private Simulator simulator;
  private OkHttpClient http;

  @BeforeEach
  void start() {
    inside = new ValidatingListener(validator);
    simulator = Simulator.builder().listener(inside).start();
    inside.selfCheck(simulator);
    outside = new ValidatingInterceptor(validator, HttpUrl.get(simulator.url()));
    http =
        new OkHttpClient.Builder()
            .addNetworkInterceptor(outside)
            .retryOnConnectionFailure(false)
            .build();
  }

  @AfterEach
  void stop() {
    simulator.close();
    http.connectionPool().evictAll();
    http.dispatcher().executorService().shutdown();
  }

  @Test
  void parallel_calls_are_all_logged() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(CALLERS);
    try {
      List<Callable<Void>> callers =
          IntStream.range(0, CALLERS)
              .<Callable<Void>>mapToObj(
                  caller ->
                      () -> {
                        for (int round = 0; round < ROUNDS; round++) {
                          callEverything("caller-" + caller);
                        }
                        return null;
                      })
              .toList();
      for (Future<Void> done : threads.invokeAll(callers)) {
        done.get();
      }
    } finally {
      threads.shutdownNow();
    }

    // The log of a namespace has every request with its key for a documented operation; requests
    // without a key or for another path are in no log.
    int logged = IntStream.range(0, CALLERS).map(it -> logged("caller-" + it)).sum();
    int times = CALLERS * ROUNDS;
    assertThat(inside.log().exchanges()).isEqualTo(outside.exchanges()).isEqualTo(10 * times);
    assertThat(inside.log().withoutResponse()).hasSize(times);
    assertThat(outside.log().withoutResponse()).hasSize(times);
    assertThat(inside.log().unrelated()).hasSize(times);
    assertThat(outside.log().unrelated()).hasSize(times);
    assertThat(logged).isEqualTo(9 * times);
    // Each side reports a truncated exchange in its own way.
    assertThat(faultyResponses(inside.log()))
        .isEqualTo(faultyResponses(outside.log()))
        .isEqualTo(times);
  }

  @Test
  void malformed_HTTP_is_logged_nowhere() throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), simulator.port())) {
      socket
          .getOutputStream()
          .write("GET /v2/%zz HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
      assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII))
          .startsWith("HTTP/1.1 400");
    }

    assertThat(inside.log().exchanges()).isZero();
    assertThat(inside.log().unrelated()).isEmpty();
  }

  @Test
  void a_validator_without_exchanges_fails() {
    try (Simulator deaf = Simulator.builder().start()) {
      ValidatingListener unheard = new ValidatingListener(validator);

      assertThatThrownBy(() -> unheard.selfCheck(deaf)).isInstanceOf(SelfCheckException.class);
    }
  }

  private void callEverything(String key) throws IOException {
    String json = call(key, "POST", "/v2/workflow", RequestBody.create("{}", JSON));
    JsonNode workflow = new ObjectMapper().readTree(json).path("data");
    String path = "/v2/workflow/" + workflow.path("id").asText();
    call(key, "GET", path, null);
    call(key, "PUT", path, RequestBody.create("{\"title\": \"x\"}", JSON));
    call(key, "POST", "/v2/workflow", RequestBody.create("{\"title\": ", JSON));
    call(
        key,
        "POST",
        "/v2/workflow",
        RequestBody.create("{}", MediaType.get("multipart/form-data")));
    call(key, "POST", "/v2/workflow", RequestBody.create(new byte[(1 << 20) + 1], JSON));
    call("", "GET", path, null);
    call(key, "GET", "/v2/nowhere", null);
    call(key, "GET", "/media/nowhere/0-nothing.png", null);
    rule(key, "{\"fault\": \"truncate\", \"count\": 1}");
    assertThatThrownBy(() -> call(key, "GET", path, null)).isInstanceOf(IOException.class);
    rule(key, "{\"fault\": \"reset\", \"count\": 1}");
    assertThatThrownBy(() -> call(key, "GET", path, null)).isInstanceOf(IOException.class);
    call(key, "DELETE", path, null);
  }

  private String call(String key, String method, String path, RequestBody body) throws IOException {
    Request.Builder request =
        new Request.Builder()
            .url(HttpUrl.get(simulator.url()).newBuilder(path).build())
            .method(method, body);
    if (!key.isEmpty()) {
      request.header("X-Api-Key", key);
    }
    try (Response response = http.newCall(request.build()).execute()) {
      return response.body().string();
    }
  }

  private void rule(String key, String rule) throws IOException {
    Request request =
        new Request.Builder()
            .url(HttpUrl.get(simulator.url()).newBuilder("/__admin/simulator/faults").build())
            .header("X-Api-Key", key)
            .post(RequestBody.create(rule, JSON))
            .build();
    try (Response response = new OkHttpClient().newCall(request).execute()) {
      assertThat(response.isSuccessful()).isTrue();
    }
  }

  private int logged(String key) {
    return simulator.namespace(key).requests().size();
  }

  private static long faultyResponses(ExchangeLog log) {
    return log.validations().stream()
        .filter(
            it -> it.violations().stream().anyMatch(one -> one.direction() == Direction.RESPONSE))
        .count();
  }
}
