package net.vimmerse.workflow.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.RecordedRequest;
import mockwebserver3.SocketEffect;
import net.vimmerse.workflow.client.model.VimAstronautRequest;
import net.vimmerse.workflow.client.model.Workflow;
import okhttp3.Call;
import okhttp3.Callback;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import org.junit.jupiter.api.Test;

/** Calls services that do not respond, on the system clock. */
class DeadlineTest extends MockServiceTest {
  private static final VimAstronautRequest REQUEST = VimAstronautRequest.builder().build();
  private static final PollOptions SHORT =
      PollOptions.builder().timeout(Duration.ofMillis(300)).build();

  /** Longer than every timeout here, and much shorter than a default. */
  private static final Duration SOON = Duration.ofSeconds(8);

  @Override
  WorkflowClientBuilder builder() {
    return super.builder().clock(PollClock.system());
  }

  private static Duration elapsed(Runnable action) {
    long start = System.nanoTime();
    action.run();
    return Duration.ofNanos(System.nanoTime() - start);
  }

  private void stallAlways() {
    service.setDispatcher(
        new Dispatcher() {
          @Override
          public MockResponse dispatch(RecordedRequest request) {
            return new MockResponse.Builder().onResponseStart(SocketEffect.Stall.INSTANCE).build();
          }
        });
  }

  @Test
  void many_asynchronous_waits_on_a_shared_client_end_with_their_timeout() {
    stallAlways();
    OkHttpClient shared = new OkHttpClient();
    try (WorkflowClient client = builder().httpClient(shared).build()) {
      List<CompletableFuture<Workflow>> waits = new ArrayList<>();
      Duration elapsed =
          elapsed(
              () -> {
                for (int i = 0; i < 150; i++) {
                  waits.add(client.awaitAsync("w-" + i, SHORT));
                }
                waits.forEach(
                    wait ->
                        assertThatThrownBy(wait::join)
                            .hasCauseInstanceOf(WorkflowTimeoutException.class));
              });
      assertThat(elapsed).isLessThan(SOON);
    }
  }

  @Test
  void calls_of_others_on_a_shared_client_do_not_delay_a_wait() throws Exception {
    CountDownLatch tested = new CountDownLatch(1);
    CountDownLatch blocking = new CountDownLatch(5);
    service.setDispatcher(
        new Dispatcher() {
          @Override
          public MockResponse dispatch(RecordedRequest request) throws InterruptedException {
            if (!request.getTarget().startsWith("/v2")) {
              blocking.countDown();
              tested.await(30, TimeUnit.SECONDS);
            }
            return response(200, workflow("success", 100)).build();
          }
        });
    OkHttpClient shared = new OkHttpClient();
    try (WorkflowClient client = builder().httpClient(shared).build()) {
      for (int i = 0; i < 5; i++) { // OkHttp's limit for a host
        shared
            .newCall(new Request.Builder().url(service.url("/other")).build())
            .enqueue(
                new Callback() {
                  @Override
                  public void onFailure(Call call, IOException e) {}

                  @Override
                  public void onResponse(Call call, Response response) {
                    response.close();
                  }
                });
      }
      assertThat(blocking.await(30, TimeUnit.SECONDS)).isTrue();
      assertThat(client.awaitAsync("w-1").get(30, TimeUnit.SECONDS).id()).isEqualTo("w-1");
    } finally {
      tested.countDown();
      shared.dispatcher().executorService().shutdown();
    }
  }

  @Test
  void a_call_to_a_port_that_is_silent_during_the_tls_handshake_ends_with_its_timeout()
      throws Exception {
    try (ServerSocket silent = new ServerSocket(0)) {
      String url = "https://localhost:" + silent.getLocalPort();
      for (OkHttpClient http : new OkHttpClient[] {null, new OkHttpClient()}) {
        WorkflowClientBuilder builder = builder().baseUrl(url).timeout(Duration.ofMillis(300));
        if (http != null) {
          builder.httpClient(http);
        }
        try (WorkflowClient client = builder.build()) {
          assertThat(
                  elapsed(
                      () ->
                          assertThatThrownBy(() -> client.get("w-1"))
                              .isInstanceOf(WorkflowNetworkException.class)))
              .isLessThan(SOON.dividedBy(4));
          assertThat(
                  elapsed(
                      () ->
                          assertThat(catchThrowable(() -> client.create(REQUEST)))
                              .isInstanceOfSatisfying(
                                  WorkflowNetworkException.class,
                                  e -> assertThat(e.mayHaveBeenReceived()).isFalse())))
              .isLessThan(SOON.dividedBy(4));
          assertThat(
                  elapsed(
                      () ->
                          assertThatThrownBy(() -> client.await("w-1", SHORT))
                              .isInstanceOf(WorkflowTimeoutException.class)))
              .isLessThan(SOON);
        }
      }
    }
  }

  @Test
  void a_shared_client_without_a_timeout_gets_the_default() {
    List<Duration> seen = new ArrayList<>();
    OkHttpClient.Builder shared =
        new OkHttpClient.Builder()
            .addInterceptor(
                chain -> {
                  seen.add(Duration.ofNanos(chain.call().timeout().timeoutNanos()));
                  return chain.proceed(chain.request());
                });
    for (OkHttpClient http :
        List.of(shared.build(), shared.callTimeout(Duration.ofSeconds(7)).build())) {
      enqueue(200, workflow("new", 0));
      try (WorkflowClient client = builder().httpClient(http).build()) {
        client.get("w-1");
      }
    }
    assertThat(seen).containsExactly(Duration.ofSeconds(60), Duration.ofSeconds(7));
  }

  @Test
  void closing_the_client_ends_blocking_waits_and_delays_immediately() throws Exception {
    service.enqueue(
        new MockResponse.Builder().onResponseStart(SocketEffect.Stall.INSTANCE).build());
    List<CompletableFuture<Throwable>> ended = new ArrayList<>();
    ended.add(start(() -> client.await("w-1")));
    service.takeRequest();
    enqueue(200, workflow("processing", 50));
    CountDownLatch read = new CountDownLatch(1);
    PollOptions slow = PollOptions.builder().interval(Duration.ofHours(1)).build();
    PollOptions slower = slow.toBuilder().timeout(Duration.ofHours(2)).build();
    ended.add(start(() -> client.await("w-2", slower, progress -> read.countDown())));
    assertThat(read.await(30, TimeUnit.SECONDS)).isTrue();
    CountDownLatch retrying = new CountDownLatch(1);
    service.enqueue(response(429, "{}").addHeader("Retry-After", "50").build());
    RetryOptions retries = RetryOptions.builder().listener(retry -> retrying.countDown()).build();
    ended.add(start(() -> client.withOptions(o -> o.retryOptions(retries)).create(REQUEST)));
    assertThat(retrying.await(30, TimeUnit.SECONDS)).isTrue();
    client.close();
    for (CompletableFuture<Throwable> thrown : ended) {
      assertThat(thrown.get(5, TimeUnit.SECONDS))
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("The client is closed");
    }
    assertThatIllegalStateException().isThrownBy(() -> client.awaitAsync("w-1"));
  }

  private static CompletableFuture<Throwable> start(Runnable call) {
    CompletableFuture<Throwable> thrown = new CompletableFuture<>();
    new Thread(() -> thrown.complete(catchThrowable(call::run))).start();
    return thrown;
  }

  @Test
  void blocking_waits_need_no_thread_of_the_client() throws Exception {
    int waits = 100;
    CountDownLatch reading = new CountDownLatch(waits);
    CountDownLatch counted = new CountDownLatch(1);
    OkHttpClient http =
        new OkHttpClient.Builder()
            .addInterceptor(
                chain -> {
                  assertThat(Thread.currentThread().getName()).startsWith("caller");
                  reading.countDown();
                  try {
                    counted.await(30, TimeUnit.SECONDS);
                  } catch (InterruptedException e) {
                    throw new AssertionError(e);
                  }
                  return chain.proceed(chain.request());
                })
            .build();
    service.setDispatcher(
        new Dispatcher() {
          @Override
          public MockResponse dispatch(RecordedRequest request) {
            return response(200, workflow("success", 100)).build();
          }
        });
    try (WorkflowClient client = builder().httpClient(http).build()) {
      List<CompletableFuture<Throwable>> ended = new ArrayList<>();
      for (int i = 0; i < waits; i++) {
        CompletableFuture<Throwable> thrown = new CompletableFuture<>();
        new Thread(() -> thrown.complete(catchThrowable(() -> client.await("w-1"))), "caller " + i)
            .start();
        ended.add(thrown);
      }
      assertThat(reading.await(30, TimeUnit.SECONDS)).isTrue();
      counted.countDown();
      for (CompletableFuture<Throwable> thrown : ended) {
        assertThat(thrown.get(30, TimeUnit.SECONDS)).isNull();
      }
    }
  }

  /** A program that does not close its client. */
  static final class NotClosed {
    public static void main(String[] args) {
      WorkflowClient client = WorkflowClient.builder().apiKey(KEY).baseUrl(args[0]).build();
      client.awaitAsync("w-1").join();
      client.create(REQUEST);
      System.out.println("done");
    }
  }

  @Test
  void a_program_that_does_not_close_its_client_ends() throws Exception {
    enqueue(200, workflow("success", 100));
    enqueue(200, workflow("new", 0));
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                NotClosed.class.getName(),
                service.url("/").toString())
            .redirectErrorStream(true)
            .start();
    try (BufferedReader output =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      assertThat(output.readLine()).isEqualTo("done");
      assertThat(process.waitFor(SOON.toSeconds(), TimeUnit.SECONDS)).isTrue();
    } finally {
      process.destroy();
    }
  }
}
