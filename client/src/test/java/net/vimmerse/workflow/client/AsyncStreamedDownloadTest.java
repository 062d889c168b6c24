package net.vimmerse.workflow.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.RecordedRequest;
import mockwebserver3.SocketEffect;
import net.vimmerse.workflow.client.model.Output;
import okhttp3.OkHttpClient;
import okhttp3.ResponseBody;
import okio.BufferedSource;
import okio.ForwardingSource;
import okio.Okio;
import okio.Source;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Runs every test of the blocking streams with the asynchronous ones, and some of its own. */
class AsyncStreamedDownloadTest extends StreamedDownloadTest {
  private static final int MORE_THAN_PER_HOST = 12;
  private static final DownloadOptions DEFAULTS = DownloadOptions.defaults();

  private WorkflowClient original;

  @BeforeEach
  void readAsynchronously() {
    // Only what cancels it ends a stalled transfer.
    original = client.withOptions(o -> o.readTimeout(Duration.ZERO));
    client = asynchronous(client);
  }

  /** Returns a client whose blocking downloads wait for asynchronous ones. */
  private static WorkflowClient asynchronous(WorkflowClient client) {
    return (WorkflowClient)
        Proxy.newProxyInstance(
            WorkflowClient.class.getClassLoader(),
            new Class<?>[] {WorkflowClient.class},
            (proxy, method, args) -> {
              boolean streams = method.getName().matches("download|openStream");
              try {
                return streams
                    ? result(
                        (CompletableFuture<?>)
                            WorkflowClient.class
                                .getMethod(method.getName() + "Async", method.getParameterTypes())
                                .invoke(client, args))
                    : method.invoke(client, args);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }

  private static <T> T result(CompletableFuture<T> future) throws Throwable {
    try {
      return future.get(30, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      throw e.getCause();
    }
  }

  private static Throwable failure(CompletableFuture<?> future) {
    return catchThrowableOfType(Throwable.class, () -> result(future));
  }

  /** Returns a reader that reads everything, and completes a future with what ends it. */
  private static Consumer<BufferedSource> readerUntil(
      CountDownLatch begun, CompletableFuture<Throwable> end) {
    return source -> {
      try {
        source.require(1);
        begun.countDown();
        source.readByteArray();
      } catch (Throwable e) {
        end.complete(e);
        throw FailingListenerTest.sneaky(e);
      }
    };
  }

  /** The flag is that of the thread which calls the reader. */
  @Override
  void an_interrupt_while_an_output_is_written_is_not_a_failure_of_the_stream() {
    service.enqueue(response(200, content).build());
    OutputStream interrupting =
        new OutputStream() {
          @Override
          public void write(int b) {
            Thread.currentThread().interrupt();
          }
        };
    assertThat(failure(original.downloadAsync(output, interrupting, DEFAULTS)))
        .isInstanceOf(WorkflowInterruptedException.class);
  }

  @Test
  void cancelling_ends_a_stalled_transfer() throws Exception {
    service.enqueue(
        response(200, Arrays.copyOf(content, 1000))
            .setHeader("Content-Length", content.length)
            .onResponseEnd(SocketEffect.Stall.INSTANCE)
            .build());
    CountDownLatch begun = new CountDownLatch(1);
    CompletableFuture<Throwable> end = new CompletableFuture<>();
    CompletableFuture<Void> future =
        original.downloadAsync(output, readerUntil(begun, end), DEFAULTS);
    assertThat(begun.await(30, TimeUnit.SECONDS)).isTrue();
    future.cancel(true);
    assertThat(end.get(30, TimeUnit.SECONDS)).isInstanceOf(WorkflowNetworkException.class);
    assertThat(service.getRequestCount()).isEqualTo(1);
  }

  /** A clock whose sleep ends with an interrupt only. */
  private static final class EndlessClock implements PollClock {
    final CountDownLatch sleeping = new CountDownLatch(1);

    @Override
    public long nanoTime() {
      return 0;
    }

    @Override
    public void sleep(Duration duration) throws InterruptedException {
      sleeping.countDown();
      new CountDownLatch(1).await();
    }
  }

  @Test
  void cancelling_in_the_delay_before_a_reader_can_continue_ends_the_delay() throws Exception {
    EndlessClock endless = new EndlessClock();
    try (WorkflowClient client = builder().clock(endless).build()) {
      breakInTheMiddle();
      CompletableFuture<Throwable> end = new CompletableFuture<>();
      CompletableFuture<Void> future =
          client.downloadAsync(output, readerUntil(new CountDownLatch(1), end), DEFAULTS);
      assertThat(endless.sleeping.await(30, TimeUnit.SECONDS)).isTrue();
      future.cancel(true);
      assertThat(end.get(30, TimeUnit.SECONDS)).isInstanceOf(WorkflowInterruptedException.class);
    }
  }

  @Test
  void no_thread_waits_for_the_delay_before_a_stream_is_opened() throws Exception {
    ManualClock time = new ManualClock();
    try (WorkflowClient client = builder().clock(time).build()) {
      service.enqueue(response(503, new byte[0]).build());
      CompletableFuture<InputStream> future = client.openStreamAsync(output);
      time.awaitScheduled(1);
      service.enqueue(response(200, content).build());
      time.runNext();
      try (InputStream in = future.get(30, TimeUnit.SECONDS)) {
        assertThat(in.readAllBytes()).isEqualTo(content);
      }
    }
  }

  @Test
  void closing_the_client_ends_the_delay_before_a_stream_is_opened() throws Exception {
    ManualClock time = new ManualClock();
    WorkflowClient client = builder().clock(time).build();
    service.enqueue(response(503, new byte[0]).build());
    CompletableFuture<InputStream> future = client.openStreamAsync(output);
    time.awaitScheduled(1);
    client.close();
    assertThat(failure(future)).isInstanceOf(IllegalStateException.class);
    assertThatIllegalStateException().isThrownBy(() -> client.openStreamAsync(output));
    assertThatIllegalStateException()
        .isThrownBy(() -> client.downloadAsync(output, OutputStream.nullOutputStream(), DEFAULTS));
  }

  @Test
  void resumes_before_and_after_the_stream_is_opened_count_together() throws Exception {
    service.enqueue(response(503, new byte[0]).build());
    breakInTheMiddle();
    DownloadOptions once = DownloadOptions.builder().maxResumes(1).build();
    assertThat(failure(original.downloadAsync(output, new ByteArrayOutputStream(), once)))
        .isInstanceOf(WorkflowNetworkException.class);
    assertThat(service.getRequestCount()).isEqualTo(2);
  }

  @Test
  void open_streams_take_no_thread_and_no_turn() throws Exception {
    service.setDispatcher(
        new Dispatcher() {
          @Override
          public MockResponse dispatch(RecordedRequest request) {
            return response(200, content).build();
          }
        });
    List<CompletableFuture<InputStream>> streams = new ArrayList<>();
    for (int i = 0; i < MORE_THAN_PER_HOST; i++) {
      streams.add(original.openStreamAsync(output));
    }
    for (CompletableFuture<InputStream> stream : streams) {
      stream.get(30, TimeUnit.SECONDS);
    }
    for (CompletableFuture<InputStream> stream : streams) {
      try (InputStream in = stream.get()) {
        assertThat(in.readAllBytes()).isEqualTo(content);
      }
    }
  }

  @Test
  void a_stream_that_nobody_receives_is_closed() throws Exception {
    CountDownLatch closed = new CountDownLatch(1);
    OkHttpClient observed =
        new OkHttpClient.Builder()
            .addInterceptor(
                chain -> {
                  okhttp3.Response response = chain.proceed(chain.request());
                  Source signalling =
                      new ForwardingSource(response.body().source()) {
                        @Override
                        public void close() throws IOException {
                          closed.countDown();
                          super.close();
                        }
                      };
                  return response
                      .newBuilder()
                      .body(ResponseBody.create(Okio.buffer(signalling), null, content.length))
                      .build();
                })
            .build();
    CompletableFuture<CompletableFuture<InputStream>> started = new CompletableFuture<>();
    Executor cancelling =
        task -> {
          started.join().cancel(true);
          task.run();
        };
    service.enqueue(response(200, content).build());
    try (WorkflowClient client =
        builder().httpClient(observed).callerContext(() -> cancelling).build()) {
      started.complete(client.openStreamAsync(output));
      assertThat(closed.await(30, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void a_stream_that_is_opened_while_the_future_is_cancelled_is_closed() throws Exception {
    service.enqueue(response(200, content).build());
    Lifecycle lifecycle = new Lifecycle(clock, () -> Runnable::run);
    Downloader downloader = Downloader.create(new OkHttpClient(), http -> http, lifecycle);
    ResumingInputStream in =
        new ResumingInputStream(downloader, output, Downloader.url(output), DEFAULTS);
    Download<InputStream> opening = new StreamDownload<>(in, stream -> stream);
    CompletableFuture<CompletableFuture<InputStream>> started = new CompletableFuture<>();
    CountDownLatch discarded = new CountDownLatch(1);
    @SuppressWarnings("unchecked")
    Download<InputStream> cancelled =
        (Download<InputStream>)
            Proxy.newProxyInstance(
                Download.class.getClassLoader(),
                new Class<?>[] {Download.class},
                (proxy, method, args) -> {
                  if (method.getName().equals("complete")) {
                    started.join().cancel(true);
                  }
                  Object result = method.invoke(opening, args);
                  if (method.getName().equals("discard")) {
                    discarded.countDown();
                  }
                  return result;
                });
    started.complete(AsyncDownload.start(downloader, cancelled, lifecycle));
    assertThat(discarded.await(30, TimeUnit.SECONDS)).isTrue();
    assertThatIOException().isThrownBy(in::read).withMessageContaining("closed");
  }

  @Test
  void a_future_ends_with_what_its_reader_throws_and_nothing_is_repeated() {
    for (Throwable thrown :
        List.of(
            new IllegalStateException("x"),
            new AssertionError("an Error"),
            new IOException("checked"),
            new WorkflowNetworkException("of another call", new IOException()))) {
      service.enqueue(response(200, content).build());
      int requests = service.getRequestCount();
      Consumer<BufferedSource> failing =
          source -> {
            throw FailingListenerTest.sneaky(thrown);
          };
      Throwable failure = failure(original.downloadAsync(output, failing, DEFAULTS));
      if (thrown instanceof IOException) {
        assertThat(failure).isInstanceOf(UncheckedIOException.class).hasCause(thrown);
      } else {
        assertThat(failure).isSameAs(thrown);
      }
      assertThat(service.getRequestCount()).isEqualTo(requests + 1);
    }
  }

  @Test
  void a_url_that_cannot_be_downloaded_is_an_error_of_the_caller() {
    Output none = Output.builder().build();
    assertThat(catchThrowableOfType(RuntimeException.class, () -> original.openStreamAsync(none)))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
