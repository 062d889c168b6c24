package net.vimmerse.workflow.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.Stream;
import mockwebserver3.MockResponse;
import net.vimmerse.workflow.client.model.Output;
import net.vimmerse.workflow.client.model.ProcessingStatus;
import net.vimmerse.workflow.client.model.VimAstronautRequest;
import net.vimmerse.workflow.client.model.Workflow;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Response;
import okhttp3.ResponseBody;
import okio.Buffer;
import okio.ForwardingSource;
import okio.Okio;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Throws whatever code of a caller can throw, in each place where the client calls it. */
class FailingListenerTest extends MockServiceTest {
  private static final VimAstronautRequest REQUEST = VimAstronautRequest.builder().build();

  private static final Logger LOGGER = Logger.getLogger("net.vimmerse.workflow.client");
  private static final Queue<Throwable> LOGGED = new ConcurrentLinkedQueue<>();

  @BeforeAll
  static void recordTheLog() {
    LOGGER.setUseParentHandlers(false);
    LOGGER.addHandler(
        new Handler() {
          @Override
          public void publish(LogRecord event) {
            LOGGED.add(event.getThrown());
          }

          @Override
          public void flush() {}

          @Override
          public void close() {}
        });
  }

  static Stream<Throwable> anything() {
    return Stream.of(
        new IllegalStateException("unchecked"),
        new IOException("checked"),
        new InterruptedException("checked"),
        new AssertionError("an Error"),
        new OutOfMemoryError("an Error of the JVM"));
  }

  /** Throws a checked exception as Kotlin and Lombok do. */
  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // That is the trick.
  static <E extends Throwable> RuntimeException sneaky(Throwable thrown) throws E {
    throw (E) thrown;
  }

  private static Throwable failureOf(CompletableFuture<?> future) {
    return catchThrowableOfType(ExecutionException.class, () -> future.get(30, TimeUnit.SECONDS))
        .getCause();
  }

  private static OkHttpClient with(Interceptor interceptor) {
    return new OkHttpClient.Builder().addNetworkInterceptor(interceptor).build();
  }

  @ParameterizedTest
  @MethodSource("anything")
  void a_progress_listener_that_throws_ends_the_wait_with_what_it_throws(Throwable thrown) {
    enqueue(200, workflow("processing", 50));
    CompletableFuture<Workflow> future =
        client.awaitAsync(
            "w-1",
            progress -> {
              throw sneaky(thrown);
            });
    assertThat(failureOf(future)).isSameAs(thrown);
    enqueue(200, workflow("processing", 50));
    assertThat(
            catchThrowable(
                () ->
                    client.await(
                        "w-1",
                        progress -> {
                          throw sneaky(thrown);
                        })))
        .isSameAs(thrown);
  }

  @ParameterizedTest
  @MethodSource("anything")
  void a_progress_listener_that_throws_does_not_cost_the_result(Throwable thrown) throws Exception {
    for (int i = 0; i < 2; i++) {
      enqueue(200, workflow("success", 100));
    }
    Workflow done =
        client
            .awaitAsync(
                "w-1",
                progress -> {
                  throw sneaky(thrown);
                })
            .get(30, TimeUnit.SECONDS);
    assertThat(done.processingStatus()).isSameAs(ProcessingStatus.SUCCESS);
    assertThat(
            client.await(
                "w-1",
                progress -> {
                  throw sneaky(thrown);
                }))
        .isEqualTo(done);
    enqueue(200, workflow("fail", 100));
    WorkflowFailedException failed =
        catchThrowableOfType(
            WorkflowFailedException.class,
            () ->
                client.await(
                    "w-1",
                    progress -> {
                      throw sneaky(thrown);
                    }));
    assertThat(failed.getSuppressed()).containsExactly(thrown);
  }

  @ParameterizedTest
  @MethodSource("anything")
  void an_exchange_listener_that_throws_does_not_cost_the_created_workflow(Throwable thrown)
      throws Exception {
    try (WorkflowClient logged =
        builder()
            .onExchange(
                exchange -> {
                  throw sneaky(thrown);
                })
            .build()) {
      enqueue(200, workflow("new", 0));
      assertThat(logged.create(REQUEST).id()).isEqualTo("w-1");
      assertThat(LOGGED).contains(thrown);
      enqueue(200, workflow("success", 100));
      assertThat(logged.awaitAsync("w-1").get(30, TimeUnit.SECONDS).id()).isEqualTo("w-1");
      enqueue(402, "{}");
      assertThat(
              catchThrowableOfType(InsufficientCreditException.class, () -> logged.create(REQUEST)))
          .satisfies(e -> assertThat(e.getSuppressed()).containsExactly(thrown));
      assertThat(service.getRequestCount()).isEqualTo(3);
    }
  }

  @ParameterizedTest
  @MethodSource("anything")
  void a_retry_listener_that_throws_does_not_prevent_the_retry(Throwable thrown) {
    RetryOptions options =
        RetryOptions.builder()
            .listener(
                retry -> {
                  throw sneaky(thrown);
                })
            .build();
    enqueue(429, "{}");
    enqueue(200, workflow("new", 0));
    assertThat(client.withOptions(o -> o.retryOptions(options)).create(REQUEST).id())
        .isEqualTo("w-1");
    assertThat(LOGGED).contains(thrown);
  }

  @ParameterizedTest
  @MethodSource("anything")
  void a_download_listener_that_throws_at_the_end_does_not_cost_the_file(
      Throwable thrown, @TempDir Path directory) {
    service.enqueue(new MockResponse.Builder().body("clip").build());
    Output output = Output.builder().url(service.url("/clip.mp4").toString()).build();
    DownloadOptions options =
        DownloadOptions.builder()
            .listener(
                progress -> {
                  throw sneaky(thrown);
                })
            .build();
    assertThat(client.download(output, directory.resolve("clip.mp4"), options)).hasContent("clip");
  }

  @ParameterizedTest
  @MethodSource("anything")
  void a_wait_ends_if_reading_a_body_throws(Throwable thrown) {
    // The listener of a source is called by OkHttp, after it has called onResponse.
    OkHttpClient failing =
        with(
            chain -> {
              Response response = chain.proceed(chain.request());
              ResponseBody body = response.body();
              return response
                  .newBuilder()
                  .body(
                      ResponseBody.create(
                          Okio.buffer(
                              new ForwardingSource(body.source()) {
                                @Override
                                public long read(Buffer sink, long byteCount) {
                                  throw sneaky(thrown);
                                }
                              }),
                          body.contentType(),
                          -1))
                  .build();
            });
    PollOptions noFailures = PollOptions.builder().maxConsecutiveFailures(0).build();
    try (WorkflowClient client = builder().httpClient(failing).build()) {
      enqueue(200, workflow("success", 100));
      Throwable failure = failureOf(client.awaitAsync("w-1", noFailures));
      if (thrown instanceof IOException) {
        assertThat(failure).isInstanceOf(WorkflowNetworkException.class).hasCause(thrown);
      } else {
        assertThat(failure).isSameAs(thrown);
      }
    }
  }

  @Test
  void a_wait_ends_with_what_an_interceptor_throws() {
    IllegalStateException thrown = new IllegalStateException("not allowed");
    OkHttpClient failing =
        with(
            chain -> {
              throw thrown;
            });
    try (WorkflowClient client = builder().httpClient(failing).build()) {
      assertThat(failureOf(client.awaitAsync("w-1"))).isSameAs(thrown);
    }
  }

  @ParameterizedTest
  @MethodSource("anything")
  void a_wait_ends_if_its_clock_throws(Throwable thrown) {
    PollClock broken =
        new PollClock() {
          @Override
          public long nanoTime() {
            return 0;
          }

          @Override
          public void sleep(Duration duration) {
            throw sneaky(thrown);
          }
        };
    try (WorkflowClient client = builder().clock(broken).build()) {
      assertThat(failureOf(client.awaitAsync("w-1"))).isSameAs(thrown);
    }
    PollClock closed =
        new PollClock() {
          @Override
          public long nanoTime() {
            throw sneaky(thrown);
          }

          @Override
          public void sleep(Duration duration) {}
        };
    try (WorkflowClient client = builder().clock(closed).build()) {
      assertThatThrownBy(() -> client.awaitAsync("w-1")).isSameAs(thrown);
    }
  }
}
