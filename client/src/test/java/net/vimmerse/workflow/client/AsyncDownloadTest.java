package net.vimmerse.workflow.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.RecordedRequest;
import mockwebserver3.SocketEffect;
import net.vimmerse.workflow.client.model.Output;
import net.vimmerse.workflow.client.model.Workflow;
import okhttp3.OkHttpClient;
import okhttp3.ResponseBody;
import okio.ForwardingSource;
import okio.Okio;
import okio.Source;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Runs every test of the blocking downloads with the asynchronous ones, and some of its own. */
class AsyncDownloadTest extends DownloadTest {
  private static final int PER_HOST = 5;
  private WorkflowClient original;

  @BeforeEach
  void downloadAsynchronously() {
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
              String name = method.getName();
              if (name.startsWith("download")) {
                List<Object> all = new ArrayList<>(Arrays.asList(args));
                if (all.size() == 2) {
                  all.add(DownloadOptions.defaults());
                }
                Path path = (Path) all.get(1);
                DownloadOptions options = (DownloadOptions) all.get(2);
                return name.equals("download")
                    ? result(client.downloadAsync((Output) all.get(0), path, options))
                    : result(client.downloadAllAsync((Workflow) all.get(0), path, options));
              }
              try {
                Object result = method.invoke(client, args);
                return result instanceof WorkflowClient
                    ? asynchronous((WorkflowClient) result)
                    : result;
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

  private void stallAfter(String part) {
    service.enqueue(
        new MockResponse.Builder()
            .body(part)
            .addHeader("ETag", "\"v1\"")
            .setHeader("Content-Length", 1000)
            .onResponseEnd(SocketEffect.Stall.INSTANCE)
            .build());
  }

  private interface Condition {
    boolean holds() throws Exception;
  }

  /** Waits for what the thread of a cancelled download does after that. */
  private static void await(Condition condition) throws Exception {
    long timeout = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    while (!condition.holds()) {
      assertThat(System.nanoTime() - timeout).isNegative();
      Thread.onSpinWait();
    }
  }

  @Test
  void cancelling_ends_the_transfer_and_leaves_no_file() throws Exception {
    stallAfter("part");
    CompletableFuture<Void> part = new CompletableFuture<>();
    DownloadOptions options =
        DownloadOptions.builder().listener(progress -> part.complete(null)).build();
    CompletableFuture<Path> future = original.downloadAsync(output, file, options);
    part.get(30, TimeUnit.SECONDS);
    future.cancel(true);
    assertThat(future).isCancelled();
    await(() -> files() == 0);
    assertThat(service.getRequestCount()).isEqualTo(1);
  }

  @Test
  void a_cancelled_download_can_be_resumed_later() throws Exception {
    stallAfter("one");
    CompletableFuture<Void> part = new CompletableFuture<>();
    DownloadOptions.Builder options = DownloadOptions.builder().keepPartialFile(true);
    CompletableFuture<Path> future =
        original.downloadAsync(
            output, file, options.listener(progress -> part.complete(null)).build());
    part.get(30, TimeUnit.SECONDS);
    future.cancel(true);
    service.enqueue(
        new MockResponse.Builder()
            .code(206)
            .addHeader("Content-Range", "bytes 3-999/1000")
            .body("x".repeat(997))
            .build());
    client.download(output, file, options.build());
    assertThat(file).hasSize(1000);
  }

  @Test
  void cancelling_in_the_delay_before_a_resume_ends_it_and_leaves_no_file() throws Exception {
    ManualClock time = new ManualClock();
    try (WorkflowClient client = builder().clock(time).build()) {
      disconnectAfter("one", "ETag", "\"v1\"");
      CompletableFuture<Path> future = client.downloadAsync(output, file);
      time.awaitScheduled(1);
      future.cancel(true);
      await(() -> time.scheduled() == 0 && files() == 0);
    }
  }

  @Test
  void closing_the_client_ends_the_delay_before_a_resume() throws Exception {
    ManualClock time = new ManualClock();
    WorkflowClient client = builder().clock(time).build();
    disconnectAfter("one", "ETag", "\"v1\"");
    CompletableFuture<Path> future = client.downloadAsync(output, file);
    time.awaitScheduled(1);
    client.close();
    assertThat(failure(future)).isInstanceOf(IllegalStateException.class);
    assertDirectoryIsEmpty();
    assertThatIllegalStateException().isThrownBy(() -> client.downloadAsync(output, file));
  }

  @Test
  void downloads_wait_for_their_turn_without_a_thread_and_delay_no_wait() throws Exception {
    CountDownLatch begun = new CountDownLatch(PER_HOST);
    CountDownLatch released = new CountDownLatch(1);
    AtomicInteger active = new AtomicInteger();
    AtomicInteger mostActive = new AtomicInteger();
    service.setDispatcher(
        new Dispatcher() {
          @Override
          public MockResponse dispatch(RecordedRequest request) throws InterruptedException {
            if (request.getUrl().encodedPath().startsWith("/v2")) {
              return response(200, workflow("success", 100)).build();
            }
            mostActive.accumulateAndGet(active.incrementAndGet(), Math::max);
            begun.countDown();
            released.await();
            active.decrementAndGet();
            return new MockResponse.Builder().body("clip").build();
          }
        });
    List<CompletableFuture<Path>> downloads = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      downloads.add(original.downloadAsync(output, directory.resolve(i + ".mp4")));
    }
    assertThat(begun.await(30, TimeUnit.SECONDS)).isTrue();
    assertThat(original.awaitAsync("w-1").get(30, TimeUnit.SECONDS).id()).isEqualTo("w-1");
    assertThat(original.await("w-1").id()).isEqualTo("w-1");
    released.countDown();
    for (CompletableFuture<Path> download : downloads) {
      assertThat(download.get(30, TimeUnit.SECONDS)).hasContent("clip");
    }
    assertThat(mostActive).hasValue(PER_HOST);
  }

  @Test
  void a_listener_that_throws_ends_the_download() throws Exception {
    for (Throwable thrown :
        List.of(new IllegalStateException("x"), new AssertionError("an Error"))) {
      service.enqueue(new MockResponse.Builder().chunkedBody("clip", 1).build());
      DownloadOptions options =
          DownloadOptions.builder()
              .listener(
                  progress -> {
                    throw FailingListenerTest.sneaky(thrown);
                  })
              .build();
      assertThat(failure(original.downloadAsync(output, file, options))).isSameAs(thrown);
      assertDirectoryIsEmpty();
    }
  }

  @Test
  void a_download_ends_with_what_an_interceptor_throws() throws Exception {
    for (Throwable thrown :
        List.of(new IllegalStateException("x"), new OutOfMemoryError("an Error"))) {
      OkHttpClient failing =
          new OkHttpClient.Builder()
              .addInterceptor(
                  chain -> {
                    throw FailingListenerTest.sneaky(thrown);
                  })
              .build();
      try (WorkflowClient client = builder().httpClient(failing).build()) {
        assertThat(failure(client.downloadAsync(output, file))).isSameAs(thrown);
      }
      assertDirectoryIsEmpty();
    }
  }

  @Test
  void a_download_continues_in_the_context_of_its_caller() throws Exception {
    ThreadLocal<String> context = new ThreadLocal<>();
    List<String> seen = new ArrayList<>();
    Executor captured =
        task -> {
          context.set("caller");
          task.run();
          context.remove();
        };
    try (WorkflowClient client =
        builder()
            .callerContext(() -> captured)
            .callFactory(
                http ->
                    request -> {
                      seen.add("request in " + context.get());
                      return http.newCall(request);
                    })
            .build()) {
      disconnectAfter("one", "ETag", "\"v1\"");
      respondWith("whole".getBytes(UTF_8));
      DownloadOptions options =
          DownloadOptions.builder()
              .listener(progress -> seen.add("listener in " + context.get()))
              .build();
      client.downloadAsync(output, file, options).get(30, TimeUnit.SECONDS);
    }
    assertThat(seen)
        .containsExactly(
            "request in null", "listener in caller", "request in caller", "listener in caller");
  }

  @Test
  void a_context_that_throws_ends_the_download_and_closes_the_response() throws Exception {
    AtomicInteger closed = new AtomicInteger();
    OkHttpClient observed =
        new OkHttpClient.Builder()
            .addInterceptor(
                chain -> {
                  okhttp3.Response response = chain.proceed(chain.request());
                  Source counting =
                      new ForwardingSource(response.body().source()) {
                        @Override
                        public void close() throws IOException {
                          closed.incrementAndGet();
                          super.close();
                        }
                      };
                  return response
                      .newBuilder()
                      .body(ResponseBody.create(Okio.buffer(counting), null, 4))
                      .build();
                })
            .build();
    IllegalStateException thrown = new IllegalStateException("no context");
    Executor broken =
        task -> {
          throw thrown;
        };
    try (WorkflowClient client =
        builder().httpClient(observed).callerContext(() -> broken).build()) {
      respondWith("clip".getBytes(UTF_8));
      CompletableFuture<Path> future = client.downloadAsync(output, file);
      assertThat(failure(future)).isSameAs(thrown);
    }
    // The dispatcher's thread closes the response after it has completed the future.
    service.takeRequest();
    await(() -> closed.get() > 0);
  }

  @Test
  void cancelling_all_downloads_of_a_workflow_ends_the_one_in_progress() throws Exception {
    respondWith("clip".getBytes(UTF_8));
    stallAfter("part");
    AtomicReference<Path> last = new AtomicReference<>();
    CompletableFuture<Void> second = new CompletableFuture<>();
    DownloadOptions options =
        DownloadOptions.builder()
            .listener(
                progress -> {
                  if (!progress.file().equals(last.getAndSet(progress.file()))
                      && progress.file().endsWith("b.mp4")) {
                    second.complete(null);
                  }
                })
            .build();
    Workflow workflow =
        Workflow.builder()
            .addResult(Output.builder().url(service.url("/a.mp4").toString()).build())
            .addResult(Output.builder().url(service.url("/b.mp4").toString()).build())
            .addResult(Output.builder().url(service.url("/c.mp4").toString()).build())
            .build();
    CompletableFuture<List<Path>> all = original.downloadAllAsync(workflow, directory, options);
    second.get(30, TimeUnit.SECONDS);
    all.cancel(true);
    await(() -> files() == 1);
    assertThat(directory.resolve("a.mp4")).hasContent("clip");
    assertThat(service.getRequestCount()).isEqualTo(2);
  }

  private long files() throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.count();
    }
  }

  @Test
  void a_directory_that_cannot_be_created_is_a_failure_of_the_future() throws Exception {
    Files.writeString(file, "no directory");
    Workflow workflow = Workflow.builder().addResult(output).build();
    assertThat(failure(original.downloadAllAsync(workflow, file, DownloadOptions.defaults())))
        .isInstanceOf(UncheckedIOException.class);
  }
}
